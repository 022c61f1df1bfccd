"""The forms of Russian words: lemmas, cases and parts of speech, from the dictionary of pymorphy3."""

import logging
import re
from functools import cache, lru_cache
from typing import NamedTuple

from proceedings.importing.reports.lexicon import words

TOKEN = re.compile(r"[А-Яа-яЁёA-Za-z]+\d*(?:[-'][А-Яа-яЁёA-Za-z]+|(?<=\w\w)\.[А-Яа-яЁёA-Za-z]{2,})*|\d+|[^\w\s]")
# The forms that a word can have are looked up once; a long report has some ten thousand.
MOST_WORDS = 50_000
# Foreign first names in other cases: Лусию, Лусии.
FOREIGN = ("ию", "ии")


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
    """Return the likely readings of a word."""
    return analyser().parse(word)[:6]


@lru_cache(maxsize=MOST_WORDS)
def lemmas(word):
    return frozenset(parse.normal_form for parse in parses(word)) | {word}


@lru_cache(maxsize=MOST_WORDS)
def name_lemmas(word):
    """Return the first forms that a word of a name can have, without the endings that surnames share."""
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


def in_nominative(name):
    """Return a name in the nominative: "Владимира Норова" becomes "Владимир Норов"; unknown words stay."""
    listed = name.split()
    if listed and listed[0].lower() in word_set("short_names"):
        return re.sub("н[яю]$", "нь", name)
    if listed and len(listed) == 1 and not is_known(listed[0].lower()):
        return name
    if listed and any({"Name", "nomn", "sing"} <= set(parse.tag.grammemes) for parse in parses(listed[0].lower())):
        return name
    gender = next(
        (
            g
            for word in listed
            for g in ("femn", "masc")
            if any({"Name", "Patr"} & set(p.tag.grammemes) and g in p.tag for p in parses(word.lower())[:1])
        ),
        "",
    )
    return " ".join(nominative_word(word, gender) for word in listed)


def nominative_word(word, gender):
    readings = [
        p for p in parses(word.lower()) if {"Surn", "Name", "Patr"} & set(p.tag.grammemes) and "plur" not in p.tag
    ]
    if word.endswith("си") and not is_known(word.lower()):
        # Хироси.
        return word
    fitting = [p for p in readings if not gender or gender in p.tag]
    if not fitting and word.endswith(FOREIGN) and not is_known(word.lower()):
        return word[:-1] + "я"
    if not fitting or any("nomn" in p.tag for p in fitting):
        return word
    inflected = fitting[0].inflect({"nomn"})
    form = inflected.word if inflected else word
    return "-".join(part.capitalize() for part in form.split("-")) if word[0].isupper() else form


@cache
def word_set(name):
    listed = words("ru")[name]
    return frozenset(word.strip() for word in (listed.split(",") if isinstance(listed, str) else listed))
