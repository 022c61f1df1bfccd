"""Phrases that mean several people in English: "officials in Westerly", "six in ten", "half of them"."""

import re
from functools import cache

from proceedings.importing.reports.english.tokens import word_set
from proceedings.importing.reports.lexicon import alternatives, words

# The end of the main words of a phrase.
COMPLEMENT = re.compile(
    r",|\s(?:of|in|at|from|for|with|to|on|who|that|by|under|behind|close|across|between|among|familiar|speaking)\b"
)


@cache
def counted():
    """Return the pattern of "only 38 percent of voters", "seven in 10" and "a majority of Republicans"."""
    before, of, numbers = (alternatives(words("en")[each]) for each in ("approximations", "shares", "numbers"))
    number = rf"(?:\d[\d.,]*|{numbers}(?:-\w+)?)"
    return re.compile(
        rf"(?:{before}\s+)*"
        rf"(?:{number}(?:\s+per\s?cent\b(?:\s\(\d+%\))?|%|\s+(?:in|out of)\s+{number})|{of}\s+of\b)",
        re.IGNORECASE,
    )


def is_of_people(parts):
    """Whether a counted phrase is of people: "half of those surveyed" or "six in ten", but not "most of the snow"."""
    is_bare = parts[-1].rstrip("%").isdigit() or parts[-1] in {"percent", "ten", "five", "four", "three"}
    return is_bare or bool(word_set("collectives") & {*parts, *(part + "s" for part in parts)})


def is_several(phrase):
    """Whether a phrase means several people or things: "officials in Westerly", "six in ten", "half of them"."""
    head = COMPLEMENT.split(phrase.lower(), maxsplit=1)[0].split()
    last = head[-1].strip(",") if head else ""
    is_plural = last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "was", "has"))
    return is_plural or last in word_set("plurals") or bool(counted().match(phrase))
