"""The kinds of parts that a sentence gives to the people in it: "greetings from", "delivered opening remarks"."""

import re
from functools import cache

from .attributions import Part
from .lexicon import alternatives, words


@cache
def patterns(language):
    return [(kind, re.compile(alternatives(each), re.IGNORECASE)) for kind, each in words(language)["kinds"].items()]


class PartFinder:
    """Finds the parts of people in the sentences of a language.

    `between` is a pattern of what stands between people in a list, `apart` of what separates people from a kind after
    them, and `link` of what stands between a kind and its people. `article` may stand before the first of them.
    """

    def __init__(self, language, *, between, apart, link, article=""):
        self.language, self.between, self.apart = language, between, apart
        self.link, self.article = link, article

    def parts(self, text, span, people):
        """Return the Parts in a sentence. The people of a kind follow it, or else stand before it."""
        start, end = span
        parts, taken = [], []
        for kind, pattern in patterns(self.language):
            for match in pattern.finditer(text, start, end):
                if any(first < match.end() and match.start() < last for first, last in taken):
                    continue
                group = self.after(text, people, match.end(), end) or self.before(text, people, match.start())
                if group:
                    taken.append(match.span())
                    parts.append(Part(group, kind, span))
        return parts

    def after(self, text, people, place, end):
        """Return the people in the list that begins after a link."""
        link = self.link.match(text, place, end)
        if not link:
            return []
        place, group = link.end(), []
        for mention in people:
            between = text[place : mention.start]
            is_next = between.strip().lower() in {"", self.article} or (group and self.between.fullmatch(between))
            if mention.start >= place and is_next:
                group.append(mention)
                place = mention.end
        return group

    def before(self, text, people, place):
        """Return the last people before a place, if no other part of the sentence begins between."""
        listed = [mention for mention in people if mention.end <= place]
        if not listed or self.apart.search(text[listed[-1].end : place]):
            return []
        group = [listed[-1]]
        for mention in reversed(listed[:-1]):
            if not self.between.fullmatch(text[mention.end : group[0].start]):
                break
            group.insert(0, mention)
        return group
