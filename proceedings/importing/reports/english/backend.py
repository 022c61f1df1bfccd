"""The backend of rules for English."""

from proceedings.importing.reports.analysis import Continuation, analysis_of

from .continuation.reports import Reports, without_topics
from .frames import SentenceReader
from .parts import parts_of


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    reports = Reports(text, paragraphs)
    continuation = Continuation(reports.goes_on, reports.is_within, reports.leading, reports.goes_over, reports.answers)
    analysis = analysis_of(text, paragraphs, "en", SentenceReader, parts_of, continuation=continuation)
    analysis.attributions = without_topics(text, analysis.attributions)
    return analysis
