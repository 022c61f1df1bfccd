"""The backend of rules for English."""

from proceedings.importing.reports.analysis import analysis_of

from .continuation.sentences import goes_on, leading
from .continuation.within import is_within
from .frames import SentenceReader
from .parts import parts_of


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    return analysis_of(
        text, paragraphs, "en", SentenceReader, parts_of, goes_on=goes_on, is_within=is_within, leading=leading
    )
