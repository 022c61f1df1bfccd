"""Names and titles of Chinese, for the roster."""

import re

from proceedings.importing.reports.lexicon import words

from .mentions import titles

SEPARATOR = re.compile(r"[·•・\s]")


def name_words(name):
    """Return the parts of a foreign name, or a Chinese name as one word."""
    return [part.lower() for part in SEPARATOR.split(name) if part]


def full_name(name):
    return name


def is_same(one, other):
    """Whether two words are one, or one is the family name of the other."""
    return one == other or (
        len(min(one, other, key=len)) == 1 and max(one, other, key=len).startswith(min(one, other, key=len))
    )


def is_plural_pronoun(text):
    return text in words("zh")["plural_pronouns"]


def title_words(text):
    """Return the longest title at the end, and the pairs of characters before it."""
    title = max((each for each in titles() if text.endswith(each) or text.startswith(each)), key=len, default="")
    rest = text.replace(title, "") if title else text
    return frozenset({title} - {""}) | {rest[at : at + 2] for at in range(len(rest) - 1)}


def agrees(wanted, known):
    heads = wanted & titles()
    all_known = frozenset().union(*known) if known else frozenset()
    return len(wanted & all_known) / len(wanted) if heads and heads <= all_known else 0


def is_generic(text):
    return text in words("zh")["generic_titles"]
