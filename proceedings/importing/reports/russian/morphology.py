"""The forms of Russian words: lemmas, cases and parts of speech, from the dictionary of pymorphy3."""

import logging
import re
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import name

from proceedings.importing.reports.lexicon import words

TOKEN = re.compile(r"[^\W\d_]+\d*(?:[-'][^\W\d_]+|(?<=\w\w)\.[^\W\d_]{2,})*|\d+|[^\w\s]")
# The size of the caches of words; a long report has some ten thousand.
MOST_WORDS = 50_000


class Token(NamedTuple):
    text: str
    lower: str
    start: int
    end: int

    @property
    def is_capital(self):
        return self.text[0].isupper()


def tokens_of(text, start, end):
    return [Token(match[0], match[0].lower(), *match.span()) for match in TOKEN.finditer(text, start, end)]


@cache
def analyser():
    import pymorphy3

    logging.getLogger("pymorphy3").setLevel(logging.WARNING)
    return pymorphy3.MorphAnalyzer()


@lru_cache(maxsize=MOST_WORDS)
def parses(word):
    """Return the likely readings of a word; one with a character that has no Unicode name, as 𗀀, is read as a mark."""
    is_named = word.isascii() or all(name(letter, "") for letter in word)
    return analyser().parse(word if is_named else "?")[:6]


@lru_cache(maxsize=MOST_WORDS)
def lemmas(word):
    return frozenset(parse.normal_form for parse in parses(word)) | {word}


@lru_cache(maxsize=MOST_WORDS)
def name_lemmas(word):
    """Return the dictionary forms that a word can have as a name, and the word itself."""
    forms = {parse.normal_form for parse in parses(word) if {"Surn", "Name", "Patr"} & set(parse.tag.grammemes)}
    return frozenset(forms or {word}) | {word}


def is_part(word, part):
    """Whether one of the readings of a word is this part of speech, such as VERB."""
    return any(part in parse.tag for parse in parses(word))


def is_name(word):
    return any({"Surn", "Name", "Patr"} & set(parse.tag.grammemes) for parse in parses(word))


def is_first_name(word):
    return any("Name" in parse.tag for parse in parses(word))


def is_place(word):
    return is_known(word) and any("Geox" in parse.tag for parse in parses(word))


@lru_cache(maxsize=MOST_WORDS)
def is_known(word):
    """Whether the dictionary has a word."""
    return analyser().word_is_known(word)


def has_case(word, case):
    return any(case in parse.tag for parse in parses(word))


@cache
def word_set(name):
    listed = words("ru")[name]
    return frozenset(word.strip() for word in (listed.split(",") if isinstance(listed, str) else listed))
