"""The kinds of parts that an English sentence gives to people: "delivered opening remarks", "greetings from X"."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, TITLED, Part
from proceedings.importing.reports.lexicon import alternatives, words

BY = re.compile(r"\s*(?:\w+\s+){0,4}?(?:by|from|of)\s+", re.IGNORECASE)
BETWEEN = re.compile(r"\s*(?:,|,?\s*and|,?\s*as well as|;)\s*(?:the\s+)?", re.IGNORECASE)


@cache
def patterns():
    return [(kind, re.compile(alternatives(each), re.IGNORECASE)) for kind, each in words("en")["kinds"].items()]


def parts_of(text, span, mentions):
    """Return the Parts in a sentence. A pattern's people follow "by" or "from", or else stand before it."""
    start, end = span
    people = [mention for mention in mentions if mention.manner in {NAMED, TITLED} and (mention.post or mention.name)]
    parts, taken = [], []
    for kind, pattern in patterns():
        for match in pattern.finditer(text, start, end):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            by = BY.match(text, match.end(), end)
            group = listed_from(text, people, by.end()) if by else []
            group = group or subject_before(text, people, match.start())
            if group:
                taken.append(match.span())
                parts.append(Part(group, kind, span))
    return parts


def listed_from(text, people, place):
    """Return the people in the list that begins at a place."""
    group = []
    for mention in people:
        between = text[place : mention.start]
        if mention.start >= place and (
            not between.strip() or between.strip().lower() == "the" or (group and BETWEEN.fullmatch(between))
        ):
            group.append(mention)
            place = mention.end
    return group


def subject_before(text, people, place):
    """Return the last people before a place, if no other part of the sentence begins between."""
    before = [mention for mention in people if mention.end <= place]
    if not before or re.search(r"[;.]|\bfollowed\b", text[before[-1].end : place]):
        return []
    group = [before[-1]]
    for mention in reversed(before[:-1]):
        if not BETWEEN.fullmatch(text[mention.end : group[0].start]):
            break
        group.insert(0, mention)
    return group
