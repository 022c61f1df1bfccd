"""Cells that a spreadsheet would take for formulas, made harmless on the way out and themselves again on the way in."""

import re

# What spreadsheets look at to decide that a cell is a formula, or to move into the next one.
FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
DEFUSED = re.compile(rf"'{FORMULA.pattern}")


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what could be one.

    >>> defused("=1+1"), defused("'=1+1"), defused("'t Hooft")
    ("'=1+1", "''=1+1", "'t Hooft")
    """
    return f"'{text}" if FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that a cell was made from: without the apostrophe that `defused` puts before it."""
    return text[1:] if DEFUSED.match(text) else text
