"""Documents of prose, as text with the places of its paragraphs: text, Markdown, HTML, DOCX, and PDF with text."""

from proceedings.importing.proposals.kinds import load

from .document import Block, Document, is_speaker_class
from .limits import check_length

__all__ = ["Block", "Document", "is_speaker_class", "read_document"]

READERS = {
    "text": "proceedings.importing.documents.plain:read_text",
    "markdown": "proceedings.importing.documents.plain:read_markdown",
    "html": "proceedings.importing.documents.html:read_html",
    "docx": "proceedings.importing.documents.docx:read_docx",
    "pdf": "proceedings.importing.documents.pdf:read_pdf",
}


def read_document(kind, data, name) -> Document:
    """Return the Document in the bytes of a file. Raise UnreadableFileError if it cannot be read."""
    document = load(READERS[kind])(data, name)
    check_length(len(document.text))
    return document
