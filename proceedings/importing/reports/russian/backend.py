"""The backend of rules for Russian."""

from proceedings.importing.reports.analysis import analysis_of

from .frames import SentenceReader
from .parts import parts_of


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    return analysis_of(text, paragraphs, "ru", SentenceReader, parts_of)
