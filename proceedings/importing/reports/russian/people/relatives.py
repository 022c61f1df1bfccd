"""People whom a Russian pronoun or a genitive means: "Анна Лунд, которая", "её совет", "позиция министра"."""

import re

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.russian.morphology import tokens_of, word_set

# Characters between a person and a relative pronoun.
NEAR = 20
# Where somebody is from.
FROM = re.compile(r"\s(?:\((?:[^()]{2,60})\)|(?:из|от|с)\s[^,;:.]{2,80}),\s")


class RelativeFinder:
    """Finds them among the mentions of one sentence."""

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
        """Whether a relative pronoun is somebody's: "Анна Лунд из Института права, которая"."""
        between = self.text[mention.end : token.start]
        return len(between) <= NEAR or bool(FROM.fullmatch(between))

    def antecedent(self, place):
        """Return [the person behind whose name a comma and a participle stand], or None."""
        end = self.text[self.start : place].rstrip()
        mention = self.by_end.get(self.start + len(end) - 1) if end.endswith(",") else None
        return [mention] if mention and mention.manner in {NAMED, TITLED} else None

    def possessor(self, span):
        """Return the pronoun in "по его словам"."""
        token = next((t for t in tokens_of(self.text, *span) if t.lower in word_set("pronouns")), None)
        return [Mention(token.start, token.end, PRONOUN, token.text)] if token else None

    def owner(self, span):
        """Return the mentions of "министра" in "позиция министра", or None if nobody of a post or a name owns it."""
        start, end = trim(self.text, *span)
        mention = self.by_start.get(start)
        is_whole = mention and mention.end == end and mention.manner in {NAMED, TITLED}
        return [mention] if is_whole else None

    def joined(self, start, stop):
        """Return where ", и" stands before a person within a span, or 0."""
        marks = re.finditer(r",\s(?:и|а также)\s", self.text[start:stop])
        return next((start + mark.start() for mark in marks if start + mark.end() in self.by_start), 0)
