"""Phrases that can be the subject of a Russian cue: people, groups, bodies and documents."""

import re
from dataclasses import replace

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention

from .clauses import SURNAME, Clause
from .forms import (
    is_adjective,
    is_adverb,
    is_animate,
    is_body,
    is_counted,
    is_group,
    is_preposition,
    numbers_of,
)
from .morphology import has_case, is_known, is_part, lemmas, word_set
from .people.capitals import HYPHENED
from .people.relatives import YOUNG

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
NOMINATIVE = frozenset({"он", "она", "они", "тот", "та"})
PLACES = frozenset({"в", "во", "на"})
# A document, and the clause that explains it after a comma.
EXPLAINED = re.compile(
    r"[^,;:]{3,60},(?P<clause>\s(?:котор|\w+[внт][оы]?[мй]\s|\w+(?:ом|ой|их|ых|ем|ей)ся\s)[^,;:]{2,80}),"
)
INSERTED = re.compile(r"\w, (?:в частности|в том числе|кроме того|например),\s*$")
# The endings that foreign names have in the nominative.
FOREIGN = re.compile(r"(?:[бвгджзклнпрстфцчшщ]|дзе|заде|ли|о)$")
# The endings of surnames after initials that are never a nominative.
OBLIQUE_END = re.compile(r"(?:(?:[оеё]в|[иы]н)(?:ой|у|ым|ом|е)|[сц]к(?:ой|ого|ому|им|ую))$")
# The main word of a phrase is among this many first words.
FIRST = 5


class PhraseFinder:
    """Finds phrases in the sentence at (start, end) of the normalised text."""

    def __init__(self, text, start, end, mentions, tokens):
        self.text, self.start, self.end, self.mentions = text, start, end, mentions
        self.tokens, self.clause = tokens, Clause(tokens)
        self.places = {token.start: at for at, token in enumerate(tokens)}
        self.by_end = {mention.end: mention for mention in mentions}
        self.by_start = {mention.start: mention for mention in mentions}

    def can_be_subject(self, mention):
        """Whether a mention can be in the nominative, by its first word."""
        if mention.manner == PRONOUN:
            return mention.text.lower() in NOMINATIVE
        first = mention.text.split()[0].lower()
        if mention.manner == NAMED and first.endswith("."):
            # "Отвечая Д. А. Ветлугиной" (answering D. A. Vetlugina).
            return not OBLIQUE_END.search(mention.text)
        oblique = ("gent", "datv", "ablt", "loct", *(("accs",) if is_known(first) else ()))
        # "Замминистра" (deputy minister) can be a nominative.
        is_deputy = (
            mention.manner != COLLECTIVE and first.startswith(("зам", "зав")) and "заместитель" not in lemmas(first)
        )
        if mention.manner == NAMED and self.is_printed(mention, first):
            return True
        return is_deputy or has_case(first, "nomn") or not any(has_case(first, case) for case in oblique)

    def is_printed(self, mention, first):
        """Whether a name can be in the nominative, whatever the dictionary says: Стубб, Мирзазаде, Заречных, Якубов."""
        # "Дембеле парировал" (Dembélé retorted).
        is_first = mention.start == self.start and mention.name == mention.text and " " not in mention.name
        is_first = is_first or first in word_set("women")
        is_foreign = not is_known(first) and bool(FOREIGN.search(first) or first.endswith(("ых", "их")))
        # "Халифа аль-Марри".
        is_arabic = mention.name in mention.text and any(map(HYPHENED.match, mention.name.split()[1:]))
        return is_foreign or is_first or is_arabic or bool(SURNAME.search(first))

    def with_coordinates(self, mention):
        group = [mention]
        while True:
            before = self.text[self.start : group[0].start].rstrip()
            match = re.search(r"(,?\s*\bи\b|,|,?\s*\bа также\b)$", before)
            if not match or (len(group) == 1 and match[0] == ","):
                return group
            previous = self.by_end.get(self.start + len(before[: match.start()].rstrip()))
            if previous is None or previous.manner not in {NAMED, TITLED} or mention.manner == PRONOUN:
                return group
            group.insert(0, previous)

    def with_adjectives(self, mention):
        """Return a group with the adjectives before it: "молодые учёные"."""
        at = self.places.get(mention.start)
        first = at
        while (
            first and is_part(self.tokens[first - 1].lower, "ADJF") and has_case(self.tokens[first - 1].lower, "nomn")
        ):
            first -= 1
        if mention.manner != COLLECTIVE or first == at:
            return mention
        start = self.tokens[first].start
        return replace(mention, start=start, text=self.text[start : mention.end])

    def actors(self):
        """Return the people who are named in the nominative."""
        return [each for each in self.mentions if each.manner in PEOPLE and self.can_be_subject(each)]

    def first_person(self, before):
        people = [m for m in self.mentions if m.end < before and m.manner in PEOPLE and self.can_be_subject(m)]
        # "Анна и Пётр написали письмо, в котором просят" (Anna and Pyotr wrote a letter in which they ask).
        groups = (self.with_coordinates(each) for each in reversed(people))
        return next((group for group in groups if group[0] is people[0]), None) or self.first_subject(before)

    def first_subject(self, place):
        """Return [the subject of the verb before a coordinated one]: "сторож вину не признал и заявил"."""
        at = self.places.get(place)
        verb = self.clause.verb_before(at) if at else None
        span = self.clause.subject_before(verb, self.tokens[verb].lower) if verb else None
        return (self.phrase(*span) or []) if span and self.can_speak(span) else []

    def phrase_before(self, place, verb=""):
        """Return [the subject that stands somewhere before a verb, or before a comma], or None."""
        at = self.places.get(place)
        span = self.clause.subject_before(at, verb or self.tokens[at].lower) if at is not None else None
        return self.phrase(*span) if span else None

    def phrase(self, first, head, after):
        """Return [the mention of a phrase in the nominative], whose main word is the token `head`."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        known = next((each for each in self.mentions if each.start <= self.tokens[head].start < each.end), None)
        if known and known.manner in PEOPLE:
            return self.with_coordinates(known) if self.can_be_subject(known) else None
        listed = self.tokens[first:after]
        is_many = (listed[0].lower in word_set("quantifiers") or listed[0].lower.isdigit()) and any(
            map(is_counted, listed[1:FIRST])
        )
        manner = COLLECTIVE if is_many or is_group(self.tokens[head]) else THING
        text = self.text[start:end]
        if YOUNG.fullmatch(text):
            manner = TITLED
        # A surname that the dictionary does not have may belong to somebody on the roster.
        is_name = manner == THING and all(token.is_capital for token in listed)
        return [Mention(start, end, manner, text, text if is_name else "")]

    def place_before(self, first, verb):
        """Return [the body of "в министерстве заявили" (the ministry stated)], or None."""
        at = self.places[first]
        if not at:
            return None
        first = self.clause.first_of(at)
        # "Ранее на Украине говорили" (earlier, they said in Ukraine).
        while first < at and self.tokens[first].lower not in PLACES and is_adverb(self.tokens[first].lower):
            first += 1
        return self.place_at(first, verb)

    def place_at(self, at, verb=""):
        """Return [the body after a preposition] if it can be the subject of a verb in the plural, or None."""
        if at + 1 >= len(self.tokens) or self.tokens[at].lower not in PLACES or numbers_of(verb) != {"plur"}:
            return None
        return self.located(at, word_set("speaking_places"))

    def located(self, at, nouns):
        """Return [the mention after a preposition], if it has one of the nouns, an acronym or, for places, a name."""
        end = self.clause.preposition_end(at, len(self.tokens))
        listed = self.tokens[at + 1 : end]
        is_one = any(
            lemmas(token.lower) & nouns or (token.text.isupper() and len(token.text) > 1) for token in listed[:FIRST]
        )
        is_name = bool(listed) and (listed[0].is_capital or listed[0].lower in {"«", '"'})
        if not is_one and not (is_name and nouns is word_set("speaking_places")):
            return None
        start, stop = listed[0].start, listed[-1].end
        return [Mention(start, stop, THING, self.text[start:stop])]

    def documents(self, verb):
        """Return ([document before a verb without a subject] or None, ([document after it], its end) or None)."""
        places = [at for at, token in enumerate(self.tokens) if token.start >= verb[0]]
        first = self.clause.first_of(places[0])
        nouns = word_set("documents") | word_set("speaking_places")
        before = (
            self.located(first, nouns) if self.tokens[first].lower in PLACES else self.explained_place(first, nouns)
        )
        following = next((at for at in places if self.tokens[at].start >= verb[1]), None)
        is_place = following is not None and self.tokens[following].lower in PLACES
        after = self.located(following, nouns) if is_place and following + 1 < len(self.tokens) else None
        return before, (after, after[0].end) if after else None

    def explained_place(self, first, nouns):
        """Return [a document with the clause that explains it]: "в докладе, который раздали гостям, говорится"."""
        if self.clause.lower(first - 1) != "," or self.tokens[0].lower not in PLACES:
            return None
        if INSERTED.search(self.text[self.start : self.tokens[first].start]):
            return self.located(0, nouns)
        match = EXPLAINED.match(self.text, self.tokens[0].start, self.tokens[first - 1].end)
        group = self.located(0, nouns) if match else None
        if not group or group[0].end > match.start("clause"):
            return None
        end = match.end("clause")
        return [replace(group[0], end=end, text=self.text[group[0].start : end])]

    def phrase_after(self, after, first):
        """Return the (mentions, end) of a phrase that begins at a place after a verb, or (None, after)."""
        verb = max((at for at, token in enumerate(self.tokens) if token.end <= after), default=0)
        at = self.places.get(first)
        hearers = self.hearers_after(at) if at is not None else None
        if place := self.behind_place(at):
            return [place], place.end
        # "Рассказал «Порту» сотрудник" (an employee told "Port").
        is_quoted = at is not None and (self.tokens[at].lower in {"«", '"', "„"} or self.clause.is_acronym(at))
        if is_quoted and hearers and (place := self.place_at(hearers, self.tokens[verb].lower)):
            # "Пояснили «Порту» в мэрии" (the mayor's office explained to "Port").
            return place, place[0].end
        if hearers is not None and hearers < len(self.tokens) and self.is_named_at(hearers):
            # "Сообщил нашему журналу А. Лунд" (A. Lund told our journal).
            named = self.by_start[self.tokens[hearers].start]
            return [named], named.end
        for place in (hearers, at) if is_quoted else (at, hearers):
            span = self.clause.subject_after(place, verb) if place is not None else None
            group = self.phrase(*span) if span and self.can_speak(span) else None
            named = self.by_start.get(group[-1].end + 1) if group else None
            if (
                named
                and named.manner == NAMED
                and is_animate(self.tokens[span[1]].lower)
                and self.can_be_subject(named)
            ):
                # "Сказала бариста Анна Лунд" (said the barista Anna Lund).
                start = group[0].start
                return [replace(named, start=start, text=self.text[start : named.end])], named.end
            if group:
                return group, max(group[-1].end, self.tokens[span[2] - 1].end if group[-1].manner == THING else 0)
        group = self.place_at(at, self.tokens[verb].lower) if at is not None else None
        return group, group[0].end if group else after

    def behind_place(self, at):
        """Return the person after a place: "сообщил на встрече министр" (the minister said at the meeting), or None."""
        if at is None or not is_preposition(self.tokens[at].lower):
            return None
        end = self.clause.preposition_end(at, len(self.tokens))
        while end < len(self.tokens) and is_preposition(self.tokens[end].lower):
            # "В среду на форуме" (on Wednesday, at the forum).
            at, end = end, self.clause.preposition_end(end, len(self.tokens))
        # The place may have been read as part of the person's mention.
        starts = [token.start for token in self.tokens[at + 2 : end + 1]]
        people = (self.by_start[start] for start in starts if start in self.by_start)
        people = (each for each in people if each.manner in {NAMED, TITLED})
        return next((each for each in people if has_case(each.text.split()[0].lower(), "nomn")), None)

    def hearers_after(self, at):
        """Return the index after the hearers at an index: "сообщил журналистам", "рассказал «Известиям полей»"."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.lower in {"«", '"', "„"}:
            return self.clause.closing(at)
        if token.text.isupper() and len(token.text) > 1:
            following = self.tokens[at + 1 : at + 2]
            return (
                at + 2
                if following and following[0].is_capital and not self.by_start.get(following[0].start)
                else at + 1
            )
        if is_preposition(token.lower):
            return None
        if is_adjective(token.lower) and has_case(self.clause.lower(at + 1), "datv"):
            # "Сообщил нашему журналу" (told our journal).
            at += 1
        if not has_case(token.lower, "datv"):
            return None
        end = self.clause.tail_end(at + 1, len(self.tokens))
        return next((place for place in range(at + 1, end) if self.is_named_at(place)), end)

    def is_named_at(self, at):
        """Whether a name in the nominative begins at a token."""
        mention = self.by_start.get(self.tokens[at].start)
        return mention is not None and mention.manner == NAMED and self.can_be_subject(mention)

    def can_speak(self, span):
        """Whether a phrase is a person, a body or a name, and not the object of a verb."""
        token = self.tokens[span[1]]
        is_person = is_animate(token.lower) or token.lower == "источник" or self.is_shown(span)
        return is_person or is_body(token) or token.is_capital or not token.text[0].isalpha()

    def is_shown(self, span):
        """Whether a document shows something: "как показало исследование" (as the study showed)."""
        before = [self.clause.lower(span[0] - back) for back in (2, 1)]
        is_document = bool(lemmas(self.tokens[span[1]].lower) & word_set("documents"))
        return before[0] == "как" and is_document and is_part(before[1], "VERB")

    def is_body_like(self, mention):
        """Whether a mention is a body, a country, a group or a name."""
        if mention.manner != THING or mention.name:
            return True
        listed = [token for token in self.tokens if mention.start <= token.start < mention.end]
        return any(self.can_speak((0, self.tokens.index(token))) for token in listed[:FIRST])
