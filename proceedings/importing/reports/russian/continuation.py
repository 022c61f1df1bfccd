"""Sentences of a Russian paragraph that go on with somebody's words: "Она сказала, что да. Мост придётся закрыть"."""

import re
from functools import cache

from proceedings.importing.reports.attributions import BACK, INTENTION, MINUTES, NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
NO_WORDS = (BACK, INTENTION, MINUTES, "reported", "passive")
FEWEST_WORDS, MOST_WORDS = 3, 30
SUBJECTS = frozenset({"он", "она", "они"})
NUMBER = re.compile(r"\b(?:1[89]|20)\d\d\b|\d{1,2}[:.]\d\d")


@cache
def argued():
    """Return the pattern of what somebody argues: "придётся", "дольше, чем"."""
    return re.compile(rf"\b{alternatives(words('ru')['argued'])}\b", re.IGNORECASE)


@cache
def narrated():
    """Return the pattern of what only a narrator tells: words about the event, and days."""
    listed = alternatives([*words("ru")["narrated"], *words("ru")["months"]])
    return re.compile(rf"\b{listed}\b", re.IGNORECASE)


def goes_on(reader, last):
    """Whether a sentence without attribution goes on with the words of the last one of the paragraph.

    "Анна Лунд сказала, что мост стар. Его придётся закрыть." does, "Встреча прошла в порту." does not.
    """
    is_speech = len(last.sources) == 1 and last.sources[0].manner in SPEAKERS and last.is_remark
    if not is_speech or last.is_verbatim or last.kind == "question" or last.rule.endswith(NO_WORDS):
        return False
    sentence = reader.text[reader.start : reader.end].strip()
    is_prose = sentence.endswith(".") and sentence[0].isupper() and not reader.quoted_inside()
    is_prose = is_prose and FEWEST_WORDS <= len(sentence.split()) <= MOST_WORDS
    is_told = narrated().search(sentence) or NUMBER.search(sentence) or any(map(is_person, reader.mentions))
    return is_prose and bool(argued().search(sentence)) and not is_told


def is_person(mention):
    return mention.manner in {NAMED, TITLED} or mention.text.lower() in SUBJECTS
