"""The label of a speaker before words, with the time that stands beside it."""

from dataclasses import dataclass
from enum import IntEnum

from .forms import LONGEST_PLAIN, PARENTHESES, is_full, is_name_like

# The least share of bold letters in a bold label, and the fewest letters of a label in capitals.
MOSTLY, LEAST_CAPITALS = 0.6, 3
TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"


class Strength(IntEnum):
    """How a label is set off from the words after it."""

    PLAIN = 0
    CAPITALS = 1
    BOLD = 2
    VOICE = 3


@dataclass(frozen=True)
class Label:
    """A label at [start, end) of the text; the words after it begin at `words`.

    `remark` is a note in parentheses after it; `seconds` is a time in a recording. `has_sign` is whether it ends with a
    colon or another sign, and `is_apart` whether it ends at a full stop, a dash, a line break or before a capital.
    `is_alone` is whether it is a line of its own without any sign, and `is_numbered` whether a number precedes it.
    """

    start: int
    end: int
    words: int
    text: str
    strength: Strength
    remark: str = ""
    seconds: float | None = None
    has_sign: bool = True
    is_apart: bool = False
    is_alone: bool = False
    is_numbered: bool = False


def strength_of(text, start, end, bold):
    # In "Anna Berg, Minister of Water", perhaps only the name is bold.
    head = text[start:end].partition(",")[0]
    is_bold_head = is_name_like(head) and is_full(head) and bold_share(text, start, start + len(head), bold) > MOSTLY
    if is_bold_head or bold_share(text, start, end, bold) > MOSTLY:
        return Strength.BOLD
    name = PARENTHESES.sub("", text[start:end])
    is_capitals = name.isupper() and sum(map(str.isalpha, name)) >= LEAST_CAPITALS and len(name) <= LONGEST_PLAIN
    return Strength.CAPITALS if is_capitals and is_name_like(name) else Strength.PLAIN


def bold_share(text, start, end, bold):
    """Return the share of bold letters in text[start:end] outside parentheses, from 0 to 1."""
    remarks = [match.span() for match in PARENTHESES.finditer(text, start, end)]
    letters = [
        at
        for at in range(start, end)
        if not text[at].isspace() and text[at] not in "*_" and not any(first <= at < last for first, last in remarks)
    ]
    return sum(any(first <= at < last for first, last in bold) for at in letters) / max(1, len(letters))


def in_seconds(time):
    """Return the seconds of "1:02:03.5", or None for no time.

    >>> in_seconds("1:02:03.5")
    3723.5
    """
    if not time:
        return None
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)
