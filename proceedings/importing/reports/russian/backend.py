"""The backend of rules for Russian."""

import re

from proceedings.importing.reports.analysis import analysis_of

from .continuation import goes_on, leading
from .frames import SentenceReader
from .parts import parts_of
from .people.agreement import agree, give_genders, give_roles

# Characters of a headline, and the end of a sentence.
LONGEST_HEADLINE = 200
ENDS = re.compile(r"[.!?…;:]['\"»”)]*$")


def analyse(text, paragraphs):
    """Return the Analysis of the paragraphs, spans of a normalised text."""
    analysis = analysis_of(text, paragraphs, "ru", SentenceReader, parts_of, goes_on=goes_on, leading=leading)
    agree(analysis)
    give_roles(text, analysis)
    give_genders(text, analysis)
    start, end = headline(text, paragraphs)
    analysis.attributions = [each for each in analysis.attributions if not start <= each.sentence[0] < end]
    return analysis


def headline(text, paragraphs):
    """Return the span of the headline, whose words are no remarks: "Картошка просит слова". It can be empty."""
    lines = [text[slice(*span)].rstrip() for span in paragraphs]
    is_one = len(lines) > 1 and len(lines[0]) <= LONGEST_HEADLINE and not ENDS.search(lines[0])
    is_one = is_one and 2 * sum(bool(ENDS.search(line)) for line in lines[1:]) >= len(lines) - 1
    return paragraphs[0] if is_one else (0, 0)
