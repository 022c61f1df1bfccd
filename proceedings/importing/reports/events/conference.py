"""The conference that a report states: its title, days, place, organisers and language."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.sentences import sentences

from . import chinese, english, russian
from .days import days_of

READERS = {"en": english, "ru": russian, "zh": chinese}
# The title of a report is a first paragraph of at most this many characters.
LONGEST_TITLE = 200
# The number of first paragraphs of prose that can tell about the event itself, and of characters read in each.
PARAGRAPHS, LOOKED_AT = 4, 1500


def conference_of(document, language):
    """Return the fields that a Document states: title, language, starts_on, ends_on, place, organisers and acronyms.

    Days are ISO texts. `organisers` are names, and `acronyms` are {name: acronym} of those that have one.
    """
    title = title_of(document)
    sentences = [masked(sentence, title) for sentence in event_sentences(document, language)]
    first, last = next(filter(None, (days_of(sentence, language) for sentence in sentences)), ("", ""))
    reader = READERS[language]
    listed = next(filter(None, (reader.organisers_of(sentence) for sentence in sentences)), [])
    facts = {
        "title": title,
        "language": language,
        "starts_on": first,
        "ends_on": last,
        "place": next(filter(None, map(reader.place_of, sentences)), ""),
        "organisers": [name for name, _acronym in listed],
        "acronyms": {name: acronym for name, acronym in listed if acronym},
    }
    return {name: value for name, value in facts.items() if value}


def title_of(document):
    headings = [document.text[block.start : block.end] for block in document.blocks if block.role == "heading"]
    first = document.text[document.blocks[0].start : document.blocks[0].end] if document.blocks else ""
    is_title = len(first) <= LONGEST_TITLE and first[-1:] not in ".!?。:：" and len(document.blocks) > 1
    title = (headings[:1] or ([first] if is_title else []) or [document.title])[0]
    return " ".join(title.split())[:LONGEST_TITLE]


def event_sentences(document, language):
    """Return the sentences in the first paragraphs about the event itself, without those about another one."""
    prose = [block for block in document.blocks if block.role != "heading"]
    spans = [
        span
        for block in prose[:PARAGRAPHS]
        for span in sentences(document.text, block.start, min(block.end, block.start + LOOKED_AT), language)
    ]
    return [text for start, end in spans if tells(text := " ".join(document.text[start:end].split()), language)]


def tells(sentence, language):
    is_event, is_other = patterns(language)
    return bool(is_event.search(sentence)) and not is_other.search(sentence)


@cache
def patterns(language):
    """Return the patterns of sentences about the event, and about another one."""
    listed = words(language)["event"]
    return tuple(re.compile(listed[name], re.IGNORECASE) for name in ("sentence", "other"))


def masked(sentence, title):
    """Replace quotations and the title of the event with "…", since they can name other places and days."""
    sentence = re.sub(r"[“«„][^“”«»„]*[”»“]|\"[^\"]*\"", "…", sentence)
    for name in {title, title.partition(":")[0]}:
        if len(name.split()) > 1:
            sentence = sentence.replace(name, "…")
    return sentence
