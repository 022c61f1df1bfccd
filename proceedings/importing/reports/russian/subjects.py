"""Find the subject of a cue in a Russian sentence, before the verb or after it."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.lexicon import alternatives, words

from .morphology import has_case, is_part, lemmas, parses, tokens_of, word_set

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
BOUNDARY = re.compile(r"[,;:—–«»\"“”()]|\b(?:что|который|которая|которые|когда|если|чтобы|но|и|а)\b", re.IGNORECASE)
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
# A clause after a name: ", прожившая здесь сорок лет".
EXPLANATION = re.compile(r",\s+\w[^,;:.«»—]{2,120}?(?=[,;.—]|\s*$)")
INFORMED = frozenset({"знакомый", "близкий", "осведомлённый", "осведомленный"})
NO_HEADS = frozenset({"это", "что", "кто", "как", "то"})
LONGEST_PHRASE = 12
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


class SubjectFinder:
    """Finds subjects in one sentence, whose span in the whole normalised text is (start, end)."""

    def __init__(self, text, start, end, mentions):
        self.text, self.start, self.end, self.mentions = text, start, end, mentions
        self.by_end = {mention.end: mention for mention in mentions}
        self.by_start = {mention.start: mention for mention in mentions}

    def before(self, first):
        """Return the mentions that end before a verb, or None."""
        end = self.skip_adverbs(first)
        if self.text[self.start : end].endswith(","):
            return self.before_insertion(end)
        if self.text[self.start : end].endswith(")"):
            end = len(self.text[: self.text.rfind("(", self.start, end)].rstrip())
        mention = self.by_end.get(end) or self.before_place(end)
        if mention and self.can_be_subject(mention):
            return self.with_coordinates(mention)
        return self.phrase_before(end)

    def before_place(self, end):
        """Return the person before a place or a time: "Анна Лунд в понедельник", "Анна Лунд из Осло"."""
        listed = [each for each in self.mentions if each.end < end and each.manner in {NAMED, TITLED}]
        is_near = listed and BETWEEN.fullmatch(self.text[listed[-1].end : end])
        return listed[-1] if is_near else None

    def before_insertion(self, end):
        """Return the mentions before an inserted phrase, or those that a comma follows."""
        opening = self.text.rfind(",", self.start, end - 1)
        mention = self.by_end.get(end - 1) or self.by_end.get(opening)
        if mention and mention.manner in PEOPLE:
            return self.with_coordinates(mention)
        # "Опрос, проведённый в мае, показал".
        words_ = tokens_of(self.text, max(opening, self.start), end)[1:2]
        is_clause = words_ and (is_part(words_[0].lower, "PRTF") or words_[0].lower.startswith("котор"))
        group = self.phrase_before(opening) if is_clause else None
        return [replace(group[0], end=end - 1, text=self.text[group[0].start : end - 1])] if group else None

    def can_be_subject(self, mention):
        """Whether a mention can be in the nominative, by its first word."""
        if mention.manner == PRONOUN:
            return mention.text.lower() in NOMINATIVE
        first = mention.text.split()[0].lower()
        return has_case(first, "nomn") or not any(has_case(first, case) for case in ("gent", "datv", "ablt", "loct"))

    def skip_adverbs(self, end):
        while True:
            before = self.text[self.start : end].rstrip()
            end = self.start + len(before)
            match = adverb_end().search(before)
            if not match:
                return end
            end = self.start + match.start()
            rest = self.text[self.start : end].rstrip()
            if match[0].endswith(",") and rest.endswith(","):
                end = self.start + len(rest) - 1

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

    def phrase_before(self, end):
        before = self.text[self.start : end]
        boundary = max((match.end() for match in BOUNDARY.finditer(before)), default=0)
        start = self.start + boundary
        while match := adverb_start().match(self.text[start:end]):
            start += match.end()
        return self.phrase(start, end)

    def phrase(self, start, end):
        """Return the mention of a group or a thing in the nominative at [start, end), or None."""
        start, end = trim(self.text, start, end)
        listed = tokens_of(self.text, start, end)
        if listed and listed[0].lower in QUANTIFIERS and any(map(is_counted, listed[1:FIRST])):
            return [Mention(start, end, COLLECTIVE, self.text[start:end])]
        if group := next(filter(is_group, listed[:FIRST]), None):
            # One adjective belongs to the group: "оба министра".
            first = start if group in listed[:2] else group.start
            return [Mention(first, end, COLLECTIVE, self.text[first:end])]
        heads = [token for token in listed if token.text[0].isalpha()]
        if not 0 < len(heads) <= LONGEST_PHRASE or heads[0].lower in NO_HEADS or not has_case(heads[0].lower, "nomn"):
            return None
        # A surname that the dictionary does not have may be that of somebody on the roster.
        name = self.text[start:end] if all(token.is_capital for token in heads) else ""
        return [Mention(start, end, THING, self.text[start:end], name)]

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
        match = re.match(r"\s*[^,.;:«»—]{3,90}", self.text[after : self.end])
        if match and self.is_group_at(after, after + match.end()):
            return self.phrase(after, after + match.end()), after + match.end()
        return None, after

    def starting_at(self, first):
        """Return the mention at a place, with an age before it: "71-летняя Анна Лунд"."""
        aged = AGED.match(self.text, first, self.end)
        mention = self.by_start.get(aged.end() if aged else first)
        return replace(mention, start=first, text=self.text[first : mention.end]) if aged and mention else mention

    def is_group_at(self, start, end):
        """Whether a phrase begins with a group or a body, with adjectives before it."""
        listed = tokens_of(self.text, start, end)[:FIRST]
        places = (
            next((at for at, token in enumerate(listed) if is_one(token)), None) for is_one in (is_group, is_body)
        )
        first = next((at for at in places if at is not None), None)
        return first is not None and all(is_part(token.lower, "ADJF") for token in listed[:first])

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

    def explained(self, group, end):
        """Return the end of the words that explain the last mention, and add them: "Анна, живущая здесь,"."""
        match = EXPLANATION.match(self.text, end, self.end)
        words_ = tokens_of(self.text, end, match.end())[1:3] if match else []
        if words_ and is_part(words_[0].lower, "PREP"):
            # "Отчётов, с которыми ознакомилась редакция".
            words_ = words_[1:]
        is_participle = words_ and (is_part(words_[0].lower, "PRTF") or lemmas(words_[0].lower) & INFORMED)
        if not words_ or not (is_participle or words_[0].lower.startswith("котор")):
            return end
        group[-1] = replace(group[-1], end=match.end(), text=self.text[group[-1].start : match.end()])
        return match.end()

    def first_person(self, before):
        people = [m for m in self.mentions if m.end < before and m.manner in PEOPLE and self.can_be_subject(m)]
        return people[:1]

    def genitive(self, span):
        """Return the mention after "по словам", or None."""
        if mention := self.by_start.get(span[0]):
            return [mention]
        listed = tokens_of(self.text, *span)
        if not listed or not (
            has_case(listed[0].lower, "gent") or has_case(listed[0].lower, "datv") or has_case(listed[0].lower, "loct")
        ):
            return None
        is_group = any(lemmas(token.lower) & word_set("collectives") for token in listed[:FIRST])
        return [Mention(*span, COLLECTIVE if is_group else THING, self.text[slice(*span)])]

    def possessor(self, span):
        """Return the pronoun in "по его словам"."""
        token = next((t for t in tokens_of(self.text, *span) if t.lower in word_set("pronouns")), None)
        return [Mention(token.start, token.end, PRONOUN, token.text)] if token else None
