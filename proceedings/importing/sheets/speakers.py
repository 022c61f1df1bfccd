"""The speakers in one cell of a sheet."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from .parsing import cells

# An editor's answer: the name consists of several names.
SEVERAL = "&"
# Degrees and "Jr." after a comma belong to the name before it.
DEGREE = (
    r"(?:Ph\.?\s?D|D\.?\s?Phil|M\.?D|J\.?D|Ll\.?\s?[MBD]|[MB]\.?\s?(?:A|Sc|Ed|Eng)|MBA|MPH|FRS|Esq|Jr|Sr|II|III|IV)\b"
)
COMMA = re.compile(rf"\s*[,，]\s*(?!{DEGREE}\.?\s*(?:[,，;&/]|$|\s(?:and|und|et|y|и)\s))", re.IGNORECASE)
AND = "and|und|et|y|e|и|та|i|oraz|og|och|ja|en|ve|with|mit|avec"
JOINT = re.compile(rf"\s*[,，]?\s+(?:{AND})\s+|\s*[,，]?\s*[&/|+、\n]\s*", re.IGNORECASE)
# Chinese names have two to four characters, and 和 or 与 between them no spaces.
HAN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
HAN_JOINT = re.compile("\\s*[,，、和与及\\s]\\s*")
# The marks of lists in a cell.
BULLET = re.compile(r"(?m)^\s*(?:[•·*–-]|\d{1,2}[.)])\s+")


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
    """The names between semicolons; the first is empty if the first speaker is not named.

    Empty names of further speakers are left out, unless there are `places` semicolons, as many as in the labels.
    """
    first, *others = (part.strip() for part in text.split(cells.SEPARATOR))
    return [first, *others] if len(others) == places else [first, *filter(None, others)]


def joined(name):
    """The names in “Ann Ash, Bo Birch and Cy Cedar”; empty if it can only be one name.

    If only commas or line breaks separate the names, each must have at least two words: “Ash, Ann” and “Martin King,
    Jr.” are one name each.
    """
    name = BULLET.sub("", name.strip())
    if any(len(line.split()) == 1 and not HAN_NAME.fullmatch(line.strip()) for line in name.splitlines()[1:] or ()):
        name = cells.one_line(name)
    han = HAN_JOINT.split(name)
    if len(han) > 1 and all(map(HAN_NAME.fullmatch, han)):
        return han
    parts = [part for part in JOINT.split(name) if part]
    pieces = [piece for part in parts for piece in COMMA.split(part) if piece]
    are_single = any(len(piece.split()) == 1 for piece in pieces)
    if len(parts) > 1 and are_single and all(len(COMMA.findall(part)) == 1 for part in parts):
        # “Ash, Ann and Birch, Bo”
        return [cells.one_line(part) for part in parts]
    if len(parts) == 1 and are_single:
        return []
    return [cells.one_line(piece) for piece in pieces] if len(pieces) > 1 else []


def aligned(text, number):
    """Divide a cell at its semicolons into the texts about each speaker; `number` is that of the speakers.

    Raise ValueError, with a message for the editor, if there are not as many texts.
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
    """The labels of the speakers. A text without semicolons is the label of the first; the others get None.

    Raise ValueError as `aligned` does.
    """
    if cells.SEPARATOR in text:
        return aligned(text, number)
    return [cells.one_line(text), *[None] * (number - 1)]
