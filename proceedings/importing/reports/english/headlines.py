"""Headlines whose words all have capitals: "Senator Rips Rivals Over Bill"."""

import re

from proceedings.importing.reports.analysis import analysis_of

from .cues import cues_by_word
from .frames import SentenceReader
from .parts import parts_of
from .tokens import FUNCTION_WORDS

WORD = re.compile(r"(?<=[\s'\"“-])[A-Z][a-z]+\b")


def headlines(text, titles):
    """Return the attributions of lines of a normalised text in which all words have capitals. They are no remarks."""
    if not titles:
        return []
    known = frozenset(re.findall(r"\b[a-z]+\b", text))
    pieces, at = [], 0
    for start, end in titles:
        pieces += [text[at:start], WORD.sub(lambda match: in_small_letters(match[0], known), text[start:end])]
        at = end
    analysis = analysis_of("".join([*pieces, text[at:]]), titles, "en", SentenceReader, parts_of)
    for each in analysis.attributions:
        each.is_remark = False
    return [each for each in analysis.attributions if each.sources]


def in_small_letters(word, known):
    """Return a word in small letters if the text has it so, or if it is a verb or a function word."""
    lower = word.lower()
    return lower if lower in known or lower in cues_by_word() or lower in FUNCTION_WORDS else word
