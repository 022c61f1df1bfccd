"""The backend of rules for English."""

from proceedings.importing.reports.attributions import Analysis
from proceedings.importing.reports.sentences import quotations, sentences

from .frames import SentenceReader
from .parts import parts_of


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    analysis = Analysis()
    for start, end in paragraphs:
        quoted, last = quotations(text, start, end), None
        for span in sentences(text, start, end, "en"):
            reader = SentenceReader(text, span, quoted)
            analysis.sentences.append(span)
            analysis.mentions += reader.mentions
            analysis.parts += parts_of(text, span, reader.mentions)
            found = reader.read()
            if not found and last and any(first <= span[0] and span[1] <= stop + 1 for first, stop in quoted):
                # A quotation that goes on after the words that name its speaker.
                last.content.append((span[0] + 1, span[1] - 1))
                continue
            analysis.attributions += found
            last = found[-1] if found else None
    return analysis
