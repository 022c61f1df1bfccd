"""Text without the characters that a medium cannot carry."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_CITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TERMINAL_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def printable(text: str) -> str:
    """The text without control characters; tabs and line breaks stay."""
    return CONTROL.sub("", text)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot contain."""
    return NOT_XML.sub("", text)


def citation_text(text: str) -> str:
    """The text on one line, since a line break would end a RIS field, in characters that XML, RIS and TeX have."""
    return " ".join(NOT_CITABLE.sub("", text).split())


def terminal_text(text: str) -> str:
    """The text with each control character replaced by U+FFFD: it would move the cursor or colour the terminal."""
    return TERMINAL_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
