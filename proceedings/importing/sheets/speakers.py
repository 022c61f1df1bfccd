"""The speakers in one cell of a sheet."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from .parsing import cells

# The answer that a name is several names.
SEVERAL = "&"
# A comma alone may also stand between the parts of one name.
COMMA = re.compile(r"\s*[,，]\s*")
JOINT = re.compile(r"\s*[,，]?\s+(?:and|und|et|y|и)\s+|\s*[,，]?\s*[&/、]\s*", re.IGNORECASE)


class SheetCredit(NamedTuple):
    """A speaker in a row, with the cells about the post; `speaker` and `organisation` are slugs.

    `name` is empty for a speaker who is not named. `label` is the speaker as the source prints it.
    """

    name: str = ""
    speaker: str | None = None
    label: str = ""
    post: str = ""
    organisation_name: str = ""
    organisation: str | None = None


def separated(text, places=0):
    """The names between semicolons, on one line each; the first is empty if the first speaker is not named.

    With just as many semicolons as `places`, those of the labels, further ones can be empty too.
    """
    first, *others = (cells.one_line(part) for part in text.split(cells.SEPARATOR))
    return [first, *others] if len(others) == places else [first, *filter(None, others)]


def joined(name):
    """The names in “Ann Ash, Bo Birch and Cy Cedar”; empty if it can only be one name.

    With commas alone, each has at least two words: “Ash, Ann” and “Martin King, Jr.” are one name each.
    """
    parts = [part for joint in JOINT.split(name) for part in COMMA.split(joint) if part]
    if not JOINT.search(name) and any(len(part.split()) == 1 for part in parts):
        return []
    return parts if len(parts) > 1 else []


def aligned(text, number):
    """The texts about each of so many speakers: one for a single speaker, else between semicolons.

    Raise ValueError, whose message is for the editor, if they are not as many.
    """
    if number == 1:
        return [cells.one_line(text)]
    if not text.strip():
        return [""] * number
    parts = [cells.one_line(part) for part in text.split(cells.SEPARATOR)]
    if len(parts) != number:
        message = _("the row has %(number)d speakers: write %(semicolons)d semicolons here, one between each two.")
        raise ValueError(message % {"number": number, "semicolons": number - 1})
    return parts


def labels_of(text, number):
    """The labels of so many speakers; one without a semicolon is that of the first, and None for each other.

    Raise ValueError as `aligned` does.
    """
    if cells.SEPARATOR in text:
        return aligned(text, number)
    return [cells.one_line(text), *[None] * (number - 1)]
