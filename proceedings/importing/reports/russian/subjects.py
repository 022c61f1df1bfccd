"""Find the subject of a cue in a Russian sentence, before the verb or after it."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .clauses import Clause, is_adverb, is_animate, is_preposition, nominative_numbers, numbers_of
from .morphology import has_case, is_known, is_part, lemmas, parses, tokens_of, word_set

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
NOMINATIVE = frozenset({"он", "она", "они"})
QUANTIFIERS = frozenset({"ряд", "большинство", "часть", "множество", "половина", "треть", "десятки", "сотни", "тысячи"})
ONE_OF = re.compile(
    r"\s*(?P<phrase>(?:один|одна|одно|некоторые|многие|кто-то) из [^,.;:«»—]{2,60}?)(?=\s*[,.;:—]|\s*$)"
)
BETWEEN = re.compile(
    r"\s(?:в|во|на|по|после|перед|при|от имени|во время|в ходе|из|от)\s[^,;:«»—]{2,60}|\s(?:накануне|вчера|сегодня)"
)
SURNAME = re.compile(r"\s*(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?=\s*(?:[.,;»]|$))")
AGED = re.compile(r"\d+-летн\w+ ")
PLACES = frozenset({"в", "во", "на"})
LAST_WORD = re.compile(r"[А-Яа-яЁё]+$")
# Characters between a person and a relative pronoun.
NEAR = 20
# A clause after a name: ", прожившая здесь сорок лет".
EXPLANATION = re.compile(r",\s+\w[^,;:.«»—]{2,120}?(?=[,;.—]|\s*$)")
INFORMED = frozenset({"знакомый", "близкий", "осведомлённый", "осведомленный"})
# Characters of a hearer.
LONGEST_HEARER = 30
# Words of a phrase among which its main word stands.
FIRST = 5


@cache
def adverb_end():
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"(?:^|(?<=[\s,])){adverbs},?$|\bне$", re.IGNORECASE)


@cache
def adverb_start():
    return re.compile(rf"\s*,?\s*{alternatives(map(re.escape, word_set('adverbs')))}\b,?", re.IGNORECASE)


def is_group(token):
    """Whether a word is a group in the nominative: участники."""
    if not token.text[0].isalpha() or not has_case(token.lower, "nomn"):
        return False
    is_plural = {"NOUN", "anim", "plur", "nomn"} <= set(parses(token.lower)[0].tag.grammemes)
    return is_plural or bool(lemmas(token.lower) & word_set("collectives"))


@cache
def bodies():
    return frozenset(words("ru")["event"]["bodies"])


def is_body(token):
    """Whether a word is a body in the nominative: федерация лоцманов."""
    return bool(has_case(token.lower, "nomn") and lemmas(token.lower) & bodies())


def is_counted(token):
    """Whether a word is a group in the genitive: ряд участников."""
    is_animate = any({"NOUN", "anim", "plur"} <= set(parse.tag.grammemes) for parse in parses(token.lower))
    return bool(has_case(token.lower, "gent") and (is_animate or lemmas(token.lower) & word_set("collectives")))


def explains(words_):
    """Whether the first two words after a comma go on with a noun: "которая живёт", "с которой", "близкий к"."""
    if is_part(words_[0].lower, "PREP"):
        # "Отчётов, с которыми ознакомилась редакция".
        words_ = words_[1:]
    first = words_[0].lower if words_ else ""
    is_participle = bool(first) and (parses(first)[0].tag.POS == "PRTF" or bool(lemmas(first) & INFORMED))
    return is_participle or first.startswith(("котор", "чей", "чья", "чьё", "чьи"))


class SubjectFinder:
    """Finds subjects in one sentence, whose span in the whole normalised text is (start, end)."""

    def __init__(self, text, start, end, mentions, tokens):
        self.text, self.start, self.end, self.mentions = text, start, end, mentions
        self.tokens, self.clause = tokens, Clause(tokens)
        self.places = {token.start: at for at, token in enumerate(tokens)}
        self.by_end = {mention.end: mention for mention in mentions}
        self.by_start = {mention.start: mention for mention in mentions}

    def before(self, first, verb=""):
        """Return the mentions that end before a place, the subject of the verb there, or None."""
        end = self.skip_adverbs(first)
        verb = verb or self.tokens[self.places[first]].lower
        if self.text[self.start : end].endswith(("—", "–")):
            # "Модератор — академик Анна Лунд — попросила".
            end = len(self.text[: end - 1].rstrip())
        if self.text[self.start : end].endswith(","):
            return self.before_insertion(end)
        if self.text[self.start : end].endswith(")"):
            end = len(self.text[: self.text.rfind("(", self.start, end)].rstrip())
        mention = self.by_end.get(end) or self.before_place(end)
        if mention and self.can_be_subject(mention):
            group = self.with_coordinates(mention)
            if len(group) > 1 or self.agrees(mention, verb):
                return group
        return self.phrase_before(first, verb) or self.place_before(first, verb)

    def agrees(self, mention, verb):
        """Whether a person in the nominative has the number of a verb."""
        heads = (nominative_numbers(word) for word in mention.text.lower().split() if is_part(word, "NOUN"))
        numbers = next((each for each in heads if each), frozenset())
        return mention.manner == NAMED or not numbers or bool(numbers & numbers_of(verb))

    def before_place(self, end):
        """Return the person before a place or a time: "Анна Лунд в понедельник", "Анна Лунд из Осло"."""
        listed = [each for each in self.mentions if each.end < end and each.manner in {NAMED, TITLED}]
        is_near = listed and BETWEEN.fullmatch(self.text[listed[-1].end : end])
        return listed[-1] if is_near else None

    def before_insertion(self, end):
        """Return the mentions before an inserted phrase, or those that a comma follows."""
        if (mention := self.by_end.get(end - 1)) and mention.manner in PEOPLE:
            return self.with_coordinates(mention)
        opening = end - 1
        while (opening := self.text.rfind(",", self.start, opening)) > 0:
            words_ = tokens_of(self.text, opening, end)[1:3]
            mention = self.by_end.get(opening)
            is_clause = len(words_) > 1 and explains(words_)
            if mention and mention.manner in PEOPLE and self.can_be_subject(mention):
                group = self.with_coordinates(mention)
            else:
                # "Опрос, проведённый в мае, показал".
                group = self.phrase_before(opening) if is_clause else None
            if group and is_clause:
                last = group[-1]
                group[-1] = replace(last, end=end - 1, text=self.text[last.start : end - 1])
            if group:
                return group
        return None

    def can_be_subject(self, mention):
        """Whether a mention can be in the nominative, by its first word."""
        if mention.manner == PRONOUN:
            return mention.text.lower() in NOMINATIVE
        first = mention.text.split()[0].lower()
        oblique = ("gent", "datv", "ablt", "loct", *(("accs",) if is_known(first) else ()))
        # "Замминистра" is a nominative.
        is_deputy = mention.manner != COLLECTIVE and first.startswith(("зам", "зав")) and "заместитель" not in lemmas(first)
        return is_deputy or has_case(first, "nomn") or not any(has_case(first, case) for case in oblique)

    def skip_adverbs(self, end):
        while True:
            before = self.text[self.start : end].rstrip()
            end = self.start + len(before)
            match = adverb_end().search(before) or self.adverb_before(before)
            if not match:
                return end
            end = self.start + match.start()
            rest = self.text[self.start : end].rstrip()
            if match[0].endswith(",") and rest.endswith(","):
                end = self.start + len(rest) - 1

    def adverb_before(self, before):
        """Return the match of the last word if it is an adverb: "публично раскритиковал"."""
        match = LAST_WORD.search(before)
        return match if match and is_adverb(match[0].lower()) else None

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

    def phrase_before(self, place, verb=""):
        """Return [the subject that stands somewhere before a verb, or before a comma], or None."""
        at = self.places.get(place)
        span = self.clause.subject_before(at, verb or self.tokens[at].lower) if at is not None else None
        return self.phrase(*span) if span else None

    def place_before(self, first, verb):
        """Return [the body of "в министерстве заявили"], or None."""
        at = self.places[first]
        return self.place_at(self.clause.first_of(at), verb) if at else None

    def place_at(self, at, verb=""):
        """Return [the body behind a preposition], if nobody else can be the subject of a verb in the plural."""
        if at + 1 >= len(self.tokens) or self.tokens[at].lower not in PLACES or numbers_of(verb) != {"plur"}:
            return None
        return self.located(at, word_set("speaking_places"))

    def located(self, at, nouns):
        """Return [the mention behind a preposition] whose noun is one of some, or a capital."""
        end = self.clause.preposition_end(at, len(self.tokens))
        listed = self.tokens[at + 1 : end]
        is_one = any(lemmas(token.lower) & nouns or token.text.isupper() and len(token.text) > 1 for token in listed[:FIRST])
        if not is_one and not (listed and listed[0].is_capital and nouns is word_set("speaking_places")):
            return None
        start, stop = listed[0].start, listed[-1].end
        return [Mention(start, stop, THING, self.text[start:stop])]

    def documents(self, verb):
        """Return ([the document] before a verb without a subject or None, ([the one] after it, its end) or None)."""
        places = [at for at, token in enumerate(self.tokens) if token.start >= verb[0]]
        first = self.clause.first_of(places[0])
        nouns = word_set("documents") | word_set("speaking_places")
        before = self.located(first, nouns) if self.tokens[first].lower in PLACES else None
        following = next((at for at in places if self.tokens[at].start >= verb[1]), None)
        is_place = following is not None and self.tokens[following].lower in PLACES
        after = self.located(following, nouns) if is_place and following + 1 < len(self.tokens) else None
        return before, (after, after[0].end) if after else None

    def phrase(self, first, head, after):
        """Return [the mention of a phrase in the nominative], whose main word is the token `head`."""
        start, end = self.tokens[first].start, self.tokens[after - 1].end
        known = next((each for each in self.mentions if each.start <= self.tokens[head].start < each.end), None)
        if known and known.manner in PEOPLE:
            return self.with_coordinates(known) if self.can_be_subject(known) else None
        listed = self.tokens[first:after]
        is_many = listed[0].lower in QUANTIFIERS and any(map(is_counted, listed[1:FIRST]))
        manner = COLLECTIVE if is_many or is_group(self.tokens[head]) else THING
        # A surname that the dictionary does not have may be that of somebody on the roster.
        is_name = manner == THING and all(token.is_capital for token in listed)
        text = self.text[start:end]
        return [Mention(start, end, manner, text, text if is_name else "")]

    def after(self, after):
        """Return the (mentions, end) that follow a verb, or (None, after)."""
        at = after
        if match := ONE_OF.match(self.text, after, self.end):
            start = match.start("phrase")
            return [Mention(start, match.end(), COLLECTIVE, match["phrase"])], match.end()
        while match := adverb_start().match(self.text[at : self.end]):
            at += match.end()
        first = at + len(self.text[at : self.end]) - len(self.text[at : self.end].lstrip())
        mention = self.starting_at(first)
        if mention and self.can_be_subject(mention):
            group = [mention]
            while match := re.match(r"\s*,?\s*(?:и|а также)\s+", self.text[group[-1].end : self.end]):
                following = self.by_start.get(group[-1].end + match.end())
                if following is None or following.manner not in {NAMED, TITLED}:
                    break
                group.append(following)
            return group, group[-1].end
        if match := SURNAME.match(self.text, at, self.end):
            # It may be that of somebody on the roster.
            return [Mention(*match.span("name"), THING, match["name"], match["name"])], match.end()
        return self.phrase_after(after, first)

    def phrase_after(self, after, first):
        """Return the (mentions, end) of a phrase that begins at a place behind a verb, or (None, after)."""
        verb = max((at for at, token in enumerate(self.tokens) if token.end <= after), default=0)
        at = self.places.get(first)
        hearers = self.hearers_after(at) if at is not None else None
        if place := self.behind_place(at):
            return [place], place.end
        for place in (at, hearers):
            span = self.clause.subject_after(place, verb) if place is not None else None
            group = self.phrase(*span) if span and self.can_speak(span) else None
            if group:
                return group, max(group[-1].end, self.tokens[span[2] - 1].end if group[-1].manner == THING else 0)
        group = self.place_at(at, self.tokens[verb].lower) if at is not None else None
        return group, group[0].end if group else after

    def behind_place(self, at):
        """Return the person behind a place: "сообщил на встрече министр", or None."""
        if at is None or not is_preposition(self.tokens[at].lower):
            return None
        end = self.clause.preposition_end(at, len(self.tokens))
        # The place may have been read as words of the person.
        starts = [token.start for token in self.tokens[at + 2 : end + 1]]
        mention = next((self.by_start[start] for start in starts if start in self.by_start), None)
        is_one = mention and mention.manner in {NAMED, TITLED} and has_case(mention.text.split()[0].lower(), "nomn")
        return mention if is_one else None

    def which(self, at):
        """Return [the relative pronoun at a token, with the name of the person before it], or None."""
        token = self.tokens[at]
        before = [each for each in self.mentions if each.end <= token.start and each.manner in {NAMED, TITLED}]
        known = before[-1] if before and token.start - before[-1].end <= NEAR else None
        manner = known.manner if known else THING
        return [Mention(token.start, token.end, manner, known.text if known else token.text, known.name if known else "")]

    def antecedent(self, place):
        """Return [the person behind whose name a comma and a participle stand], or None."""
        end = self.text[self.start : place].rstrip()
        mention = self.by_end.get(self.start + len(end) - 1) if end.endswith(",") else None
        return [mention] if mention and mention.manner in {NAMED, TITLED} else None

    def can_speak(self, span):
        """Whether a phrase is of somebody, of a body, or a name, and not what a verb has as its object."""
        token = self.tokens[span[1]]
        return is_animate(token.lower) or is_body(token) or token.is_capital or not token.text[0].isalpha()

    def is_body_like(self, mention):
        """Whether a mention is of a body, a country or a group, or a name."""
        if mention.manner != THING or mention.name:
            return True
        listed = [token for token in self.tokens if mention.start <= token.start < mention.end]
        return any(self.can_speak((0, self.tokens.index(token))) for token in listed[:FIRST])

    def hearers_after(self, at):
        """Return the token after the hearers at a token: "сообщил журналистам", "рассказал «Известиям полей»"."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.lower in {"«", '"', "„"}:
            return self.clause.closing(at)
        if token.text.isupper() and len(token.text) > 1:
            following = self.tokens[at + 1 : at + 2]
            return at + 2 if following and following[0].is_capital and not self.by_start.get(following[0].start) else at + 1
        if is_preposition(token.lower):
            return None
        return self.clause.tail_end(at + 1, len(self.tokens)) if has_case(token.lower, "datv") else None

    def starting_at(self, first):
        """Return the mention at a place, with an age before it: "71-летняя Анна Лунд"."""
        aged = AGED.match(self.text, first, self.end)
        mention = self.by_start.get(aged.end() if aged else first)
        return replace(mention, start=first, text=self.text[first : mention.end]) if aged and mention else mention

    def hearers_end(self, end):
        """Return the end of the hearers after a speaker: "напомнила она слушателям"."""
        words_ = tokens_of(self.text, end, min(self.end, end + LONGEST_HEARER))[:1]
        is_hearer = words_ and {"NOUN", "anim", "plur", "datv"} <= set(parses(words_[0].lower)[0].tag.grammemes)
        return words_[0].end if is_hearer else end

    def at(self, place):
        """Return [the person whom a verb has as its object], or None."""
        first = place + len(self.text[place : self.end]) - len(self.text[place : self.end].lstrip())
        mention = self.by_start.get(first)
        return [mention] if mention and mention.manner in PEOPLE else None

    def quoted_person(self, place):
        """Return ([the person behind the name of a paper], the end): "цитирует РБК Анну Лунд"."""
        at = next((at for at, token in enumerate(self.tokens) if token.start >= place), None)
        if at is None:
            return None
        after = self.hearers_after(at)
        if after is None and self.tokens[at].is_capital and not self.by_start.get(self.tokens[at].start):
            after = at + 1
        if after is None or after >= len(self.tokens):
            return None
        after += self.tokens[after].lower in {"слова", "слово"}
        mention = self.by_start.get(self.tokens[after].start) if after < len(self.tokens) else None
        return ([mention], mention.end) if mention and mention.manner in PEOPLE else None

    def explained(self, group, end):
        """Return the end of the words that explain the last mention, and add them: "Анна, живущая здесь,"."""
        match = EXPLANATION.match(self.text, end, self.end)
        words_ = tokens_of(self.text, end, match.end())[1:3] if match else []
        if not words_ or not explains(words_):
            return end
        group[-1] = replace(group[-1], end=match.end(), text=self.text[group[-1].start : match.end()])
        return match.end()

    def actors(self):
        """Return the people who are named in the nominative."""
        return [each for each in self.mentions if each.manner in PEOPLE and self.can_be_subject(each)]

    def first_person(self, before):
        people = [m for m in self.mentions if m.end < before and m.manner in PEOPLE and self.can_be_subject(m)]
        return people[:1]

    def genitive(self, span):
        """Return the mentions after "по словам": none for "по слухам", None if it is not one."""
        if mention := self.by_start.get(span[0]):
            return [mention]
        listed = tokens_of(self.text, *span)
        if not listed or not (
            any(has_case(listed[0].lower, case) for case in ("gent", "datv", "loct"))
            or listed[0].lower.isascii() or listed[0].is_capital
        ):
            return None
        is_group = any(lemmas(token.lower) & word_set("collectives") for token in listed[:FIRST])
        return [Mention(*span, COLLECTIVE if is_group else THING, self.text[slice(*span)])]

    def possessor(self, span):
        """Return the pronoun in "по его словам"."""
        token = next((t for t in tokens_of(self.text, *span) if t.lower in word_set("pronouns")), None)
        return [Mention(token.start, token.end, PRONOUN, token.text)] if token else None
