"""Find the subject of a cue in a Russian sentence, before the verb or after it."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, THING, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives

from .cues import PARTICIPLE, verb_form
from .forms import is_adverb, nominative_numbers, numbers_of
from .morphology import has_case, is_part, lemmas, parses, tokens_of, word_set
from .people.relatives import RelativeFinder, is_of_another
from .phrases import PEOPLE, PhraseFinder

ONE_OF = re.compile(
    r"\s*(?P<phrase>(?:один|одна|одно|некоторые|многие|кто-то) из [^,.;:«»—]{2,60}?)(?=\s*[,.;:—]|\s*$)"
)
BETWEEN = re.compile(
    r",?\s(?:в|во|на|по|после|перед|при|от имени|во время|в ходе|из|от)\s[^,;:«»—]{2,60}|\s(?:накануне|вчера|сегодня)"
)
SURNAME = re.compile(r"\s*(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?=\s*(?:[.,;»]|$))")
AGED = re.compile(r"\d+-летн\w+ ")
LAST_WORD = re.compile(r"[А-Яа-яЁё]+$")
# A clause after a name: ", прожившая здесь сорок лет" (who has lived here for forty years).
EXPLANATION = re.compile(r",\s+\w[^,;:.«»—]{2,120}?(?=[,;.—]|\s*$)")
# ", обращаясь к гостям," (addressing the guests) before a speaker.
INSERTION = re.compile(r"\s*,\s(?P<verb>\w+)\s[^,;:.«»—]{2,80},\s")
# One or two adverbs at the end of a tag.
MANNER = re.compile(r"\s\w+(?:\s\w+)?(?=\s*[.,!?;:»—–]|\s*$)")
# Most words between a verb and its subject, and parts of speech that end the search for it.
MOST_BETWEEN = 8
PREDICATES = frozenset({"VERB", "INFN", "PRTS", "CONJ", "GRND"})
BRACKETS = re.compile(r"\s\([^()]{2,80}\)(?=[,.:;]|$)")
# The author of a report: "я" (I) or "мы" (we).
MYSELF = re.compile(r"(?<!\w)(?:[Яя]|[Мм]ы)$")
# The body of the sentence before: "В мэрии мост видели. Там пообещали, что" (there they promised that).
THERE = re.compile(r"(?<!\w)(?:[Тт]ам|[Зз]десь|[Тт]ут)$")
INFORMED = frozenset({"знакомый", "близкий", "осведомлённый", "осведомленный"})
# Most characters of a hearer.
LONGEST_HEARER = 30
# The main word of a phrase is among this many first words.
FIRST = 5


@cache
def adverb_end():
    adverbs = alternatives(map(re.escape, word_set("adverbs")))
    return re.compile(rf"(?:^|(?<=[\s,])){adverbs},?$|\bне$", re.IGNORECASE)


@cache
def adverb_start():
    return re.compile(rf"\s*,?\s*{alternatives(map(re.escape, word_set('adverbs')))}\b,?", re.IGNORECASE)


def is_oblique(word):
    """Whether a word is most likely not a nominative."""
    return "nomn" not in parses(word)[0].tag


def is_nominative(mention):
    """Whether the first word of a mention is most likely a nominative."""
    return "nomn" in parses(mention.text.split()[0].lower())[0].tag


def explains(words_):
    """Whether the first two words after a comma explain a noun: "которая живёт", "с которой", "близкий к"."""
    if words_ and is_part(words_[0].lower, "PREP"):
        # "Отчётов, с которыми ознакомилась редакция" (of the reports that the editors have seen).
        words_ = words_[1:]
    first = words_[0].lower if words_ else ""
    is_participle = bool(first) and (parses(first)[0].tag.POS == "PRTF" or bool(lemmas(first) & INFORMED))
    return is_participle or first in {"сам", "сама", "сами"} or first.startswith(("котор", "чей", "чья", "чьё", "чьи"))


class SubjectFinder(RelativeFinder, PhraseFinder):
    """Finds the subjects of the cues in one sentence."""

    def before(self, first, verb=""):
        """Return the mentions before a place that are the subject of the verb there, or None."""
        end = self.skip_adverbs(first)
        verb = verb or self.tokens[self.places[first]].lower
        if myself := MYSELF.search(self.text, self.start, end):
            return [Mention(*myself.span(), THING, myself[0])]
        if numbers_of(verb) == {"plur"} and (there := THERE.search(self.text[:first].rstrip(), self.start)):
            return [Mention(*there.span(), THING, there[0])]
        if self.text[self.start : end].endswith(("—", "–")):
            # "Модератор — академик Анна Лунд — попросила" (the moderator, Anna Lund, asked).
            end = len(self.text[: end - 1].rstrip())
            end = self.before_dash(end)
        if self.text[self.start : end].endswith(","):
            return self.before_insertion(end)
        if self.text[self.start : end].endswith(")"):
            # "А. Лунд (краевед) возразила".
            is_inside = self.by_end.get(end - 1) is not None and self.by_end[end - 1].name
            end = end - 1 if is_inside else len(self.text[: self.text.rfind("(", self.start, end)].rstrip())
        mention = self.by_end.get(end) or self.before_place(end)
        if mention and self.can_be_subject(mention):
            group = self.with_coordinates(mention)
            if self.text[self.start : mention.start].rstrip().endswith(":"):
                # "Её оппонентом стал Антон Зайцев: он сравнил …" (her opponent was Anton Zaitsev: he compared …).
                group = self.named_before(group, (self.start, mention.start))
            if len(group) > 1 or self.agrees(mention, verb):
                return [self.with_adjectives(group[0]), *group[1:]]
        # "Газеты, в свою очередь, пишут" (the papers, in turn, write).
        insertion = self.text[end : end + 1] == "," and self.phrase_before(end, verb)
        return insertion or self.phrase_before(first, verb) or self.place_before(first, verb)

    def before_dash(self, end):
        """Return the end of the person before a clause between dashes: "Анна — она была здесь — сказала"."""
        opening = max(self.text.rfind(" — ", self.start, end), self.text.rfind(" – ", self.start, end))
        mention = self.by_end.get(opening)
        is_inserted = mention is not None and mention.manner in PEOPLE and self.by_end.get(end) is None
        return opening if is_inserted and self.can_be_subject(mention) else end

    def agrees(self, mention, verb):
        """Whether a mention agrees in number with a verb."""
        heads = (nominative_numbers(word) for word in mention.text.lower().split() if is_part(word, "NOUN"))
        numbers = next((each for each in heads if each), frozenset())
        if mention.manner == NAMED:
            # "Лисицына спросили" (they asked Lisitsyn) is not about what he said.
            return numbers_of(verb) != {"plur"}
        return not numbers or bool(numbers & numbers_of(verb))

    def before_place(self, end):
        """Return the person before a place or a time: "Анна Лунд в понедельник" (on Monday), "Анна Лунд из Осло"."""
        listed = [each for each in self.mentions if each.end < end and each.manner in {NAMED, TITLED}]
        is_near = listed and BETWEEN.fullmatch(self.text[listed[-1].end : end])
        return listed[-1] if is_near else None

    def before_insertion(self, end):
        """Return the mentions before an inserted phrase, or those that a comma follows."""
        last = self.by_end.get(end - 1)
        comma = self.text.rfind(",", self.start, end - 1)
        named = self.by_end.get(comma)
        opening_word = tokens_of(self.text, comma + 1, end)[:1] if comma > 0 else []
        is_verbal = bool(opening_word) and verb_form(opening_word[0].lower) == PARTICIPLE
        is_apart = is_verbal or (bool(opening_word) and "PREP" in parses(opening_word[0].lower)[0].tag)
        if is_apart and named is not None and named.manner in PEOPLE and self.can_be_subject(named):
            # "Анна Лунд, ссылаясь на данные Росстата, заявила" (citing data), "Лунд, на правах старшей, возразила".
            return self.with_coordinates(named)
        if is_apart and named is None and (group := self.phrase_before(comma)) and group[0].name:
            return group
        if last and last.manner in PEOPLE and self.can_be_subject(last) and not self.is_explained(last):
            return self.with_coordinates(self.apposed(last) or last)
        opening = end - 1
        while (opening := self.text.rfind(",", self.start, opening)) > 0:
            words_ = tokens_of(self.text, opening, end)[1:3]
            mention = self.by_end.get(opening)
            is_clause = len(words_) > 1 and explains(words_)
            if mention and mention.manner in PEOPLE and self.can_be_subject(mention):
                group = self.with_coordinates(mention)
            else:
                # "Опрос, проведённый в мае, показал" (a survey made in May showed).
                group = self.phrase_before(opening) if is_clause else None
            if group and is_clause:
                last = group[-1]
                group[-1] = replace(last, end=end - 1, text=self.text[last.start : end - 1])
            if group:
                return group
        return None

    def apposed(self, title):
        """Return the person with a title after a comma: "Анна Лунд, наш старейший тренер,", or None."""
        comma = self.text.rfind(",", self.start, title.start)
        named = self.by_end.get(comma)
        between = tokens_of(self.text, comma + 1, title.start)
        is_one = named is not None and named.manner == NAMED and title.manner == TITLED and self.can_be_subject(named)
        is_one = is_one and all(is_part(token.lower, "ADJF") for token in between)
        return replace(named, end=title.end, text=self.text[named.start : title.end]) if is_one else None

    def is_explained(self, mention):
        """Whether a person is the object of a clause about others: "врачи, лечащие Анну Лунд, говорят"."""
        opening = self.text.rfind(",", self.start, mention.start)
        words_ = tokens_of(self.text, opening, mention.start)[1:3] if opening > 0 else []
        known = self.by_end.get(opening)
        return bool(words_) and explains(words_) and known is not None and self.can_be_subject(known)

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
        """Return the match of the last word if it is an adverb: "публично раскритиковал" (publicly criticised)."""
        match = LAST_WORD.search(before)
        return match if match and is_adverb(match[0].lower()) else None

    def after(self, after):
        """Return the (mentions, end) that follow a verb, or (None, after)."""
        at = after
        while match := adverb_start().match(self.text[at : self.end]):
            at += match.end()
        insertion = INSERTION.match(self.text, at, self.end)
        if insertion and verb_form(insertion["verb"]) == PARTICIPLE:
            # "Сказала, обращаясь к гостям, Анна" (Anna said, addressing the guests).
            at = insertion.end()
        if match := ONE_OF.match(self.text, at, self.end):
            start = match.start("phrase")
            return [Mention(start, match.end(), COLLECTIVE, match["phrase"])], match.end()
        first = at + len(self.text[at : self.end]) - len(self.text[at : self.end].lstrip())
        mention = self.starting_at(first)
        if mention and self.can_be_subject(mention):
            group = [mention]
            while match := re.match(r"\s*,?\s*(?:и|а также)\s+", self.text[group[-1].end : self.end]):
                following = self.by_start.get(group[-1].end + match.end())
                if following is None or following.manner not in {NAMED, TITLED}:
                    break
                group.append(following)
            # "Идею поддержал А. Лунд (порт), …" (A. Lund (the port) supported the idea).
            place = BRACKETS.match(self.text, group[-1].end, self.end)
            return group, place.end() if place else group[-1].end
        if match := SURNAME.match(self.text, at, self.end):
            # The surname may belong to somebody on the roster.
            return [Mention(*match.span("name"), THING, match["name"], match["name"])], match.end()
        group, end = self.phrase_after(after, first)
        person = self.further(after) if group is None else None
        return ([person], person.end) if person else (group, end)

    def further(self, after):
        """Return the person after days, places and hearers: "заявил в среду журналистам министр", or None."""
        verb, before = next((token.lower for token in reversed(self.tokens) if token.end <= after), ""), ""
        for token in [each for each in self.tokens if each.start >= after][:MOST_BETWEEN]:
            mention = self.by_start.get(token.start)
            surname = (
                SURNAME.match(self.text, token.start, self.end) if before and not is_part(before, "PREP") else None
            )
            before = token.lower
            if not mention and surname and self.clause.is_surname(self.places[token.start]):
                return Mention(*surname.span("name"), THING, surname["name"], surname["name"])
            if mention and mention.manner in {NAMED, TITLED}:
                is_one = self.can_be_subject(mention) and is_nominative(mention) and self.agrees(mention, verb)
                return mention if is_one else None
            if not token.text[0].isalnum() or (has_case(token.lower, "nomn") and not is_oblique(token.lower)):
                return None
            if PREDICATES & set(parses(token.lower)[0].tag.grammemes):
                return None
        return None

    def starting_at(self, first):
        """Return the mention at a place, with an age before it: "71-летняя Анна Лунд"."""
        aged = AGED.match(self.text, first, self.end)
        mention = self.by_start.get(aged.end() if aged else first)
        return replace(mention, start=first, text=self.text[first : mention.end]) if aged and mention else mention

    def hearers_end(self, end):
        """Return the end of the hearers after a speaker: "напомнила она слушателям" (she reminded the listeners)."""
        words_ = tokens_of(self.text, end, min(self.end, end + LONGEST_HEARER))[:1]
        is_hearer = words_ and {"NOUN", "anim", "plur", "datv"} <= set(parses(words_[0].lower)[0].tag.grammemes)
        return words_[0].end if is_hearer else end

    def manner_end(self, end):
        """Return the end of the adverbs after a speaker: "сказал он очень спокойно" (he said very calmly)."""
        match = MANNER.match(self.text, end, self.end)
        return match.end() if match and all(is_adverb(word.lower()) for word in match[0].split()) else end

    def at(self, place):
        """Return [the person who is the object of a verb], or None."""
        first = place + len(self.text[place : self.end]) - len(self.text[place : self.end].lstrip())
        mention = self.by_start.get(first)
        return [mention] if mention and mention.manner in PEOPLE else None

    def quoted_person(self, place):
        """Return ([the person after the name of a paper], the end), or None: "цитирует РБК Анну Лунд" (RBC quotes)."""
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
        is_other = bool(words_) and group[-1].manner in PEOPLE and is_of_another(words_[0].lower, group[-1])
        if not words_ or not explains(words_) or is_other:
            return end
        group[-1] = replace(group[-1], end=match.end(), text=self.text[group[-1].start : match.end()])
        return match.end()
