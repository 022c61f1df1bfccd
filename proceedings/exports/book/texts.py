"""Texts with their language, as books and cards carry them."""

from proceedings import markup
from proceedings.templatetags.record import SCRIPTS


class Markdown(str):
    """A text in Markdown; any other string is shown unchanged."""

    __slots__ = ()
    text_format = markup.MARKDOWN


class PlainText(Markdown):
    """A plain text of paragraphs."""

    __slots__ = ()
    text_format = markup.PLAIN


def text_of(row):
    """The text of a statement or a translation."""
    return PlainText(row.text) if row.text_format == markup.PLAIN else Markdown(row.text)


def text_in(text, language=None):
    """A text with its language; without one, a name gets the language of its script, or none."""
    if language is None:
        language = next((tag for script, tag in SCRIPTS if script.search(text)), "")
    # The format is part of the contents, which name the file in the cache.
    text_format = {"format": text.text_format} if isinstance(text, Markdown) else {}
    return {"text": text, "language": language} | text_format


def capacity(appointment):
    """The post and its organisation as a list of texts; empty without a post."""
    if appointment is None:
        return []
    texts = [text_in(appointment.title)]
    if appointment.organisation:
        texts.append(text_in(appointment.organisation.name))
    return texts
