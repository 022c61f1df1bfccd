"""The kinds of parts that an English sentence gives to people: "delivered opening remarks", "greetings from X"."""

import re

from proceedings.importing.reports.attributions import NAMED, TITLED
from proceedings.importing.reports.parts import PartFinder

FINDER = PartFinder(
    "en",
    between=re.compile(r"\s*(?:,|,?\s*and|,?\s*as well as|;)\s*(?:the\s+)?", re.IGNORECASE),
    apart=re.compile(r"[;.]|\bfollowed\b"),
    link=re.compile(r"\s*(?:\w+\s+){0,4}?(?:by|from|of)\s+", re.IGNORECASE),
    article="the",
)


def parts_of(text, span, mentions):
    """Return the Parts in a sentence. The people of a kind follow "by" or "from", or else stand before it."""
    people = [mention for mention in mentions if mention.manner in {NAMED, TITLED} and (mention.post or mention.name)]
    return FINDER.parts(text, span, people)
