"""Sentences of a Chinese paragraph that go on with somebody's words: 她表示，…。我们愿…。"""

import re
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, MINUTES, NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import alternatives, words

from .names import is_party
from .people import known_names, people_in

SPEAKERS = frozenset({NAMED, TITLED, PRONOUN})
MARKS = frozenset("，：,:")
# The rules of words that a maxim can follow, its most characters, and what it has not.
WORDY, LONGEST_MAXIM, DATED = (
    frozenset({"that", "coordination", "tag"}),
    45,
    re.compile("[年月]\\d|\\d+[年月日]|[了过]$"),
)


@cache
def spoken():
    return re.compile(alternatives(words("zh")["spoken"]))


@cache
def maxims():
    return re.compile(alternatives(words("zh")["maxims"]))


@cache
def narrated():
    return re.compile(alternatives(words("zh")["narrated"]))


def goes_on(text, span, last):
    """Whether a sentence without attribution goes on with the words of the last one of the paragraph."""
    if last is not None and last.rule == MINUTES:
        return True
    if last is None or last.rule != "that" or last.is_verbatim or not last.sources:
        return False
    sentence = text[slice(*span)]
    is_speech = last.sources[0].manner in SPEAKERS and text[last.cue[-1][1] : last.cue[-1][1] + 1] in MARKS
    return is_speech and bool(spoken().search(sentence)) and not narrated().search(sentence)


def is_maxim(text, span, last):
    """Whether a short sentence says in general what somebody means: 他指出，桥老了。桥等了一百年，水等不了一天。"""
    sentence = text[slice(*span)].rstrip()
    is_speech = last is not None and last.rule in WORDY and not last.is_verbatim and last.is_remark and last.sources
    if not is_speech or len(sentence) > LONGEST_MAXIM or not sentence.endswith(("。", "！")):
        return False
    names = known_names(text)
    names = known_names(text)
    is_told = narrated().search(sentence) or DATED.search(sentence) or people_in(text, span)
    is_told = is_told or (names and names.search(sentence))
    return last.sources[0].manner in SPEAKERS and bool(maxims().search(sentence)) and not is_told


def is_turn(attributions, last):
    """Whether a sentence belongs to a turn of minutes, whatever it tells of others: 发言人：… 有报道称，…。"""
    is_new = bool(attributions) and attributions[0].rule == MINUTES
    return last is not None and last.rule == MINUTES and not is_new


def speaks_for(attributions, span, last, text):
    """Whether a sentence of 中方 goes on with the words of somebody who spoke for it: 他表示，…。中方赞赏…."""
    sources = [source for each in attributions for source in each.sources]
    is_party = all(source.manner == COLLECTIVE and is_party_of(source.text) for source in sources)
    is_first = bool(sources) and sources[0].start == span[0] and attributions[0].rule == "that"
    is_marked = is_first and text[attributions[0].cue[-1][1]] in MARKS
    return is_first and is_party and not is_marked and goes_on(text, span, last)


def is_party_of(text):
    return is_party(text) and text[0] not in "双各多三对"


def add(last, span, text):
    """Add a sentence to the words of an attribution."""
    start, end = span
    last.content.append((start, start + len(text[start:end].rstrip("。 "))))
