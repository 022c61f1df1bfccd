"""Attributions of the reader of reports, in short forms for tests."""

from proceedings.importing.reports import attribute


def attributed(text, language):
    """Return (source, content) of each attribution of one paragraph."""
    attributions = attribute(text, [(0, len(text))], language=language)
    return [
        (
            " & ".join(text[source.start : source.end] for source in each.sources),
            " … ".join(text[start:end] for start, end in each.content),
        )
        for each, _people in attributions.attributions
    ]


def speakers(text, language):
    attributions = attribute(text, [(0, len(text))], language=language)
    return [[person.name for person in people] for _each, people in attributions.attributions]


def people(text, language):
    """Return (speaker or None, content) of each attribution of a text of paragraphs."""
    spans, at = [], 0
    for paragraph in text.split("\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    return [
        (who[0].name if len(who) == 1 else None, " ".join(text[start:end] for start, end in each.content))
        for each, who in attribute(text, spans, language=language).attributions
    ]


def read_russian(text):
    """Return (source, content, names of the people) of each attribution of one paragraph."""
    attributed = attribute(text, [(0, len(text))], language="ru")
    return [
        (
            " & ".join(text[source.start : source.end] for source in each.sources),
            " … ".join(text[start:end] for start, end in each.content),
            [person.name for person in people],
        )
        for each, people in attributed.attributions
    ]
