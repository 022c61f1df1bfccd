"""People meant by a Russian pronoun or genitive: "Анна Лунд, которая", "её совет", "позиция министра"."""

import re
from dataclasses import replace

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.russian.forms import is_adverb
from proceedings.importing.reports.russian.morphology import has_case, is_known, lemmas, parses, tokens_of, word_set

from .genders import gender_of, pronoun_gender

# Most characters between a person and a relative pronoun.
NEAR = 20
IN_BRACKETS = re.compile(r"\s\([^()]{2,80}\),$")
YOUNG = re.compile(r"молод(?:ой человек|ого человека)", re.IGNORECASE)
AND = re.compile(r"\s(?:и|а также)\s")
WHICH = frozenset({"который", "которая", "которое", "которые"})
# The main word of a phrase is among this many first words.
FIRST = 5
# Where somebody is from.
FROM = re.compile(r"\s(?:\((?:[^()]{2,60})\)|(?:из|от|с)\s[^,;:.]{2,80}),\s")


def is_one_woman(text):
    """Whether what looks like a group is one woman in the genitive: "по словам пенсионерки" (a pensioner)."""
    tags = [set(parse.tag.grammemes) for word in text.lower().split()[:1] for parse in parses(word)]
    is_one = any({"anim", "femn", "sing", "gent"} <= tag for tag in tags)
    return is_one and not any({"plur", "gent"} <= tag for tag in tags)


def is_of_another(word, mention):
    """Whether a participle does not belong to a person: "по мнению министра, действующие законы стары".

    It differs in case or number. The accusative does not count, since for things it is like the nominative.
    """
    person = mention.text.split()[0].lower()
    no_cases = {None, "accs", "nomn" if mention.name not in mention.text else None}
    tags = [[parse.tag for parse in parses(each) if parse.tag.case not in no_cases] for each in (word, person)]
    forms = [{(str(tag.case), str(tag.number)) for tag in listed} for listed in tags]
    is_other = all("plur" in tag for tag in tags[0]) or (is_known(person) and not forms[0] & forms[1])
    return parses(word)[0].tag.POS == "PRTF" and is_other


class RelativeFinder:
    """Finds these people among the mentions of one sentence."""

    def clause_of(self, cue):
        """Return the token of the relative pronoun that is the subject of a verb, or 0: "которая отметила"."""
        at = cue.first - 1
        while at > 0 and is_adverb(self.tokens[at].lower):
            at -= 1
        is_one = at > 0 and self.tokens[at].lower in WHICH and self.tokens[at - 1].lower == ","
        return at if is_one else 0

    def which(self, at):
        """Return [the relative pronoun at a token, with the name of the person before it], or None."""
        token = self.tokens[at]
        before = [each for each in self.mentions if each.end <= token.start and each.manner in {NAMED, TITLED}]
        known = before[-1] if before and self.is_near(before[-1], token) else None
        manner = known.manner if known else THING
        return [
            Mention(token.start, token.end, manner, known.text if known else token.text, known.name if known else "")
        ]

    def is_near(self, mention, token):
        """Whether a relative pronoun belongs to a person: "Анна Лунд из Института права, которая"."""
        between = self.text[mention.end : token.start]
        return len(between) <= NEAR or bool(FROM.fullmatch(between))

    def antecedent(self, place):
        """Return [the person before the comma of a participle], or None."""
        end = IN_BRACKETS.sub(",", self.text[self.start : place].rstrip())
        mention = self.by_end.get(self.start + len(end) - 1) if end.endswith(",") else None
        return [mention] if mention and mention.manner in {NAMED, TITLED} else None

    def possessor(self, span):
        """Return the pronoun in "по его словам"."""
        token = next((t for t in tokens_of(self.text, *span) if t.lower in word_set("pronouns")), None)
        return [Mention(token.start, token.end, PRONOUN, token.text)] if token else None

    def owner(self, span):
        """Return [the mention of "министра" in "позиция министра"], or None if the owner has no post and no name."""
        start, end = trim(self.text, *span)
        mention = self.by_start.get(start)
        is_whole = mention and mention.end == end and mention.manner in {NAMED, TITLED}
        return [mention] if is_whole else None

    def joined(self, start, stop):
        """Return the start of ", и" before a person within a span, or 0."""
        marks = re.finditer(r",\s(?:и|а также)\s", self.text[start:stop])
        return next((start + mark.start() for mark in marks if start + mark.end() in self.by_start), 0)

    def genitive(self, span):
        """Return the mentions after "по словам" (according to), or None if they are not in the genitive."""
        if mention := self.by_start.get(span[0]):
            is_one = mention.manner == COLLECTIVE and is_one_woman(mention.text)
            # "По словам Анны Лунд и Петра Бука".
            joint = AND.match(self.text, mention.end, span[1])
            other = self.by_start.get(joint.end()) if joint else None
            others = [other] if other and other.manner != PRONOUN else []
            return [replace(mention, manner=TITLED) if is_one else mention, *others]
        listed = tokens_of(self.text, *span)
        if not listed or not (
            any(has_case(listed[0].lower, case) for case in ("gent", "datv", "loct"))
            or listed[0].lower.isascii()
            or listed[0].is_capital
            or listed[0].text in {"«", "„"}
        ):
            return None
        is_group = any(lemmas(token.lower) & word_set("collectives") for token in listed[:FIRST])
        text = self.text[slice(*span)]
        # A surname that the dictionary does not have: "по словам Валруса" (according to Walrus).
        is_name = len(listed) == 1 and listed[0].is_capital and not text.isupper()
        is_one = (len(listed) == 1 and is_one_woman(text)) or YOUNG.fullmatch(text)
        manner = COLLECTIVE if is_group else TITLED if is_one else THING
        return [Mention(*span, manner, text, text if is_name else "")]

    def named_before(self, sources, span):
        """Let a pronoun mean the one person before a colon, if the gender fits: "согласен Бойко: по его …"."""
        people = [each for each in self.actors() if each.manner == NAMED and span[0] <= each.start < span[1]]
        if len(people) == 1 and len(sources) == 1 and sources[0].manner == PRONOUN:
            genders = {gender_of(people[0]), ""}
            if pronoun_gender(sources[0].text) in genders or genders == {""}:
                return [replace(sources[0], name=people[0].name)]
        return sources
