"""Text without the characters that a medium cannot carry, or that nobody can see."""

import re
import unicodedata

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NOT_CITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TERMINAL_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Fillers and the blank of Braille are invisible, although Unicode lists them as letters, marks or symbols.
BLANK = {"\u034f", "\u2800", "\u3164", "\uffa0"}
JOINERS = {"\u200c", "\u200d"}
# In these scripts, a joiner changes the form of the letters beside it.
JOINED_SCRIPTS = (
    *("ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "MALAYALAM", "MONGOLIAN"),
    *("MYANMAR", "NKO", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "TIBETAN"),
)
# The categories of emoji; an emoji that is newer than Python's tables is unassigned.
SYMBOLS = {"So", "Sk", "Cn"}
# Invisible characters in the flags of regions, such as Scotland.
TAGS = re.compile("[\U000e0020-\U000e007f]")


def printable(text: str) -> str:
    """The text without control characters; tabs and line breaks stay."""
    return CONTROL.sub("", text)


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 cannot contain."""
    return NOT_XML.sub("", text)


def citation_text(text: str) -> str:
    """The text on one line, since a line break would end a RIS field, in characters that XML, RIS and TeX have."""
    if not (text.isascii() and text.isprintable()):
        text = NOT_CITABLE.sub("", text)
    return " ".join(text.split())


def terminal_text(text: str) -> str:
    """The text with each control character replaced by U+FFFD: it would move the cursor or colour the terminal."""
    return TERMINAL_CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def name_text(text: str) -> str:
    """The name without invisible characters, with composed letters (NFC) and single spaces.

    Joiners with a visible effect stay: in emoji, and in scripts whose letters they join or separate. NUL characters
    and lone surrogates stay too, since they are errors to be refused.

    >>> name_text("\u200fJose\u0301\u00a0 Garci\u0301a\u200b")
    'José García'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", "".join(map(visible, text)))
        text = "".join(char for at, char in enumerate(text) if char not in JOINERS or joins(text, at))
    elif not text.isprintable():
        text = "".join(map(visible, text))
    return " ".join(text.split())


def visible(char):
    """The character, a space for white space and line breaks, or nothing if it cannot be seen."""
    if char.isspace():
        return " "
    is_kept = char in JOINERS or char == "\0" or TAGS.match(char)
    return "" if char in BLANK or (unicodedata.category(char) in {"Cc", "Cf"} and not is_kept) else char


def joins(text, at):
    """Whether the joiner at an index has a visible effect: between letters that it joins, or between emoji."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or not after:
        return False
    if text[at] == "\u200d" and unicodedata.category(after) in SYMBOLS:
        return unicodedata.category(before) in SYMBOLS or before == "\ufe0f"
    return all(unicodedata.name(char, "").startswith(JOINED_SCRIPTS) for char in (before, after))


def excerpt_length(characters, language):
    """Return how many characters of a text to show: Chinese and Japanese need half as many for the same content."""
    return characters // 2 if language[:2] in {"zh", "ja"} else characters
