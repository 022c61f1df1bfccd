"""Documents and transcripts for tests, read from texts in which two asterisks set off bold letters."""

from proceedings.importing.documents import read_document
from proceedings.importing.transcripts import read_transcript


def a_document(text, kind="markdown"):
    return read_document(kind, text.encode(), "forum.md")


def turns_of(text, kind="text"):
    """Return (speaker, words) of each turn of a transcript; the label where nobody is named."""
    _text, proposal = read_transcript(a_document(text, kind), "forum.md")
    return [(each.speaker or f"[{each.label}]", each.text) for each in proposal.proposals]
