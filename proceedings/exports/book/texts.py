"""Texts with their language, as books and cards carry them."""

from proceedings.templatetags.record import SCRIPTS


class Markdown(str):
    """A text in Markdown; any other string is shown unchanged."""

    __slots__ = ()


def text_in(text, language=None):
    """A text with its language; without one, a name gets the language of its script, or none."""
    if language is None:
        language = next((tag for script, tag in SCRIPTS if script.search(text)), "")
    return {"text": text, "language": language}


def capacity(appointment):
    """The post and its organisation as a list of texts; empty without a post."""
    if appointment is None:
        return []
    texts = [text_in(appointment.title)]
    if appointment.organisation:
        texts.append(text_in(appointment.organisation.name))
    return texts
