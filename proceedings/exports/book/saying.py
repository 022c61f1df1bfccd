"""Texts as a book carries them: what is said, in which language, and whether it is Markdown."""

from proceedings.templatetags.record import SCRIPTS


class Markdown(str):
    """A text that is still to be read as Markdown; a plain string is shown as it stands."""

    __slots__ = ()


def said(text, language=None):
    """A text with its language; a name has that of its script, else none of its own."""
    if language is None:
        language = next((tag for script, tag in SCRIPTS if script.search(text)), "")
    return {"text": text, "language": language}


def capacity(appointment):
    """The post and its organisation, or nothing."""
    if appointment is None:
        return []
    return [said(appointment.title), *([said(appointment.organisation.name)] if appointment.organisation else [])]
