"""The backend of rules for Chinese."""

from proceedings.importing.reports.attributions import Analysis
from proceedings.importing.reports.sentences import quotations, sentences

from .frames import SentenceReader
from .parts import acting, parts_of
from .people import people_in


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    analysis = Analysis()
    for start, end in paragraphs:
        quoted = quotations(text, start, end)
        for span in sentences(text, start, end, "zh"):
            reader = SentenceReader(text, span, quoted)
            attributions = reader.read()
            parts, mentions = parts_of(text, span)
            if not attributions and not parts:
                mentions = acting(text, span)
            analysis.sentences.append(span)
            mentions += [*reader.mentions, *apart(people_in(text, span), [*reader.mentions, *mentions])]
            analysis.mentions += sorted(mentions, key=lambda mention: mention.start)
            analysis.parts += parts
            analysis.attributions += attributions
    return analysis


def apart(mentions, others):
    """Return the mentions that share no character with others."""
    return [one for one in mentions if not any(one.start < other.end and other.start < one.end for other in others)]
