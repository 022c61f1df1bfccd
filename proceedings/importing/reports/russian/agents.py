"""The Russian passive of saying with its speaker: "Анной Лунд было отмечено, что …", "как подчёркнуто министром, …"."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.reports.attributions import NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

from .morphology import has_case, is_part, parses, tokens_of, word_set
from .verbless import AS, COLON, ENDS, TAGGED, TO_THAT, TO_TOPIC, Verbless

INSTRUMENTAL = "ablt"
# The noun of the content must be among this many words: "была отмечена крайняя слабость дамбы".
LOOKED_AT = 4
DEMONSTRATIVES = frozenset(
    {"это", "этом", "этому", "этим", "этого", "том", "то", "него", "неё", "них", "всём", "многом"}
)
PRONOUNS = frozenset({"им", "ею", "ей"})


@cache
def passive_verb():
    """Return the pattern of "было также отмечено" (it was also noted)."""
    verbs = alternatives(words("ru")["passive_verbs"])
    also = r"(?:также|особо|отдельно|ещё|вновь|затем|далее)\s+"
    return re.compile(rf"\b(?:(?:был[оаи]?)\s+)?(?:{also})*{verbs}\b(?:\s+также\b)?", re.IGNORECASE)


class Agents(Verbless):
    """Reads the passive frames whose speaker is in the instrumental."""

    def attribute(self, sources, cue, content, rule, **options):
        """Add an attribution, unless its content is only a pronoun or brackets: "Его поддержала Анна"."""
        listed = {self.text[slice(*span)].lower() for span in content if span[0] < span[1]}
        is_somebody = len(listed) == 1 and listed <= word_set("pronouns") | DEMONSTRATIVES
        is_somebody = is_somebody or all(
            self.text[start] == "(" and self.text[stop - 1] == ")" for start, stop in content if start < stop
        )
        return not is_somebody and super().attribute(sources, cue, content, rule, **options)

    def by_agent(self):
        """Attribute the words of a passive verb to the person beside it in the instrumental; return whether any are."""
        for match in passive_verb().finditer(self.text, self.start, self.end):
            agent = None if self.is_quoted(match.start()) else self.agent_beside(*match.span())
            if agent and self.take_agent(agent, match.span()):
                return True
        return False

    def agent_beside(self, first, last):
        before = len(self.text[:first].rstrip().removesuffix(" же"))
        behind = last + len(self.text[last : self.end]) - len(self.text[last : self.end].lstrip())
        people = (self.subjects.by_end.get(before), self.subjects.by_start.get(behind))
        agent = next((each for each in people if each is not None and is_instrumental(each)), None)
        # "Им" is "by him" here, but elsewhere "to them": replace it with the unambiguous "он" (he).
        return replace(agent, text="он") if agent and agent.text.lower() == "им" else agent

    def take_agent(self, agent, verb):
        front, end = self.text[self.start : min(agent.start, verb[0])], max(agent.end, verb[1])
        start = self.start + len(front)
        if ENDS.match(self.text[end : self.end]) and (is_as := AS.search(front)):
            spans = [self.trimmed(self.start, self.start + is_as.start()), self.trimmed(end, self.content_end)]
            return self.attribute([agent], [verb], spans, "agent")
        for pattern in (TO_THAT, COLON, TO_TOPIC):
            if match := pattern.match(self.text, end, self.content_end):
                return self.attribute([agent], [verb], [self.trimmed(match.end(), self.content_end)], "agent")
        if ENDS.match(self.text[end : self.end]) and TAGGED.search(front):
            spans = [self.trimmed(self.start, start), self.trimmed(end, self.content_end)]
            return self.attribute([agent], [verb], spans, "agent")
        following = tokens_of(self.text, end, self.content_end)[:LOOKED_AT]
        is_deed = bool(following) and is_part(following[0].lower, "INFN")
        is_deed = is_deed or any(has_case(token.lower, "nomn") and is_part(token.lower, "NOUN") for token in following)
        return is_deed and self.attribute([agent], [verb], [self.trimmed(end, self.content_end)], "agent")


def is_instrumental(mention):
    if mention.manner == PRONOUN:
        return mention.text.lower() in PRONOUNS
    cases = [{str(parse.tag.case) for parse in parses(word)} for word in mention.text.lower().split()[:1]]
    return mention.manner in {NAMED, TITLED} and bool(cases) and INSTRUMENTAL in cases[0] and "nomn" not in cases[0]
