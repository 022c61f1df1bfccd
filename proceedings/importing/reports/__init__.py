"""Reports in reported speech: who said what, in English, Russian and Chinese.

A text passes through these modules: normal, sentences (with quotations), the backend of its language (cues, subjects,
mentions, parts), roster, subjects, resolution, and statements.
"""

from .attribute import attribute
from .statements import proposal_of

__all__ = ["attribute", "read_report"]


def read_report(document, name, language=""):
    """Return (text, Proposal) of a Document."""
    return document.text, proposal_of(document, name, language)
