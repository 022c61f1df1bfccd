"""Sentences of a Chinese paragraph that go on with somebody's words: 她表示，…。我们愿…。"""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
MARKS = frozenset("，：,:")


@cache
def spoken():
    return re.compile(alternatives(words("zh")["spoken"]))


@cache
def narrated():
    return re.compile(alternatives(words("zh")["narrated"]))


def goes_on(text, span, last):
    """Whether a sentence without attribution goes on with the words of the last one of the paragraph."""
    if last is None or last.rule != "that" or last.is_verbatim or not last.sources:
        return False
    sentence = text[slice(*span)]
    is_speech = last.sources[0].manner in SPEAKERS and text[last.cue[-1][1] : last.cue[-1][1] + 1] in MARKS
    return is_speech and bool(spoken().search(sentence)) and not narrated().search(sentence)


def add(last, span, text):
    """Add a sentence to the words of an attribution."""
    start, end = span
    last.content.append((start, start + len(text[start:end].rstrip("。 "))))
