"""Escape cells that a spreadsheet would compute as formulas, and undo it when the sheet comes back."""

import re

# The beginnings that make a spreadsheet compute a cell or jump to the next one.
FORMULA = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
ESCAPED = re.compile(rf"'{FORMULA.pattern}")


def escape_formula(text: str) -> str:
    """The text, with an apostrophe before anything that a spreadsheet would compute.

    >>> escape_formula("=1+1"), escape_formula("'=1+1"), escape_formula("'t Hooft")
    ("'=1+1", "''=1+1", "'t Hooft")
    """
    return f"'{text}" if FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """The original text of a cell, without the apostrophe that `escape_formula` adds."""
    return text[1:] if ESCAPED.match(text) else text
