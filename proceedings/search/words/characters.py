"""Characters: tokens, scripts, and the normal form in which text is compared."""

import re
import sys
import unicodedata
from functools import cache

# Scripts that put no spaces between words, and Hangul, whose particles follow a word without one: Han with its
# radicals and marks of repetition, kana, Bopomofo, Hangul syllables, and the narrow and wide forms of these.
SINGLE = (
    "\u2e80-\u2fd5\u3005\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c\uac00-\ud7a3"
    "\uf900-\ufaff\uff66-\uff9d\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
# Voicing marks of kana, which follow their letter.
VOICING = "\u3099\u309a\uff9e\uff9f"
# Apostrophes that Unicode counts among the letters.
APOSTROPHES = "\u02b9-\u02bd\u02c8\u02ee"
# Letters that Unicode does not decompose, and their usual spelling without special letters.
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ɨ": "i", "ƶ": "z"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Punctuation that ends a word: that of ASCII, dashes and quotation marks.
ENDING = "[\\x00-/:-@\\[-`{-\\x7f–—’“”«»…]"
BREVE = "\u0306"


def ranges(codes):
    """Sorted code points as ranges for a character class of a regular expression."""
    parts, first, last = [], None, None
    for code in [*codes, None]:
        if last is not None and code == last + 1:
            last = code
            continue
        if first is not None:
            parts.append(f"\\U{first:08x}-\\U{last:08x}")
        first = last = code
    return "".join(parts)


@cache
def marks():
    """Characters that belong to the word before them: accents, vowel signs, joiners and soft hyphens."""
    shaping = {0xAD, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
    # There are none beyond the second plane.
    combining = {code for code in range(0x20000) if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me"}}
    return ranges(sorted(shaping | combining - {ord(mark) for mark in VOICING}))


@cache
def token():
    """Matches a character of a script without spaces, or a word without its possessive 's."""
    letter, mark = f"[^\\W_{SINGLE}{APOSTROPHES}]", f"[{marks()}]"
    # For most words, a fast path of plain letters before an ending makes matching three times faster.
    quick = f"(?:[A-Za-z0-9]++|[А-яЁё]++)(?={ENDING}|\\Z)"
    word = f"{letter}+(?:{mark}+{letter}*)*"
    return re.compile(f"({quick}|[{SINGLE}][{VOICING}]?{mark}*|{word})(?:['’ʼ＇][sSｓＳ](?![^\\W_]))?")


# Turns everything but ASCII letters and digits into spaces, for words without an apostrophe.
SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum()}


def tokenized(text):
    """The tokens of a text in order.

    >>> tokenized("The SCO’s rules: COVID-19")
    ['The', 'SCO', 'rules', 'COVID', '19']
    """
    if text.isascii() and "'" not in text:
        return text.translate(SEPARATORS).split()
    return token().findall(text)


@cache
def ignored():
    return re.compile("[\u00ad\u200c\u200d\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def normal(text):
    """Text in compatibility form and without case. Accents stay.

    >>> normal("ＣＯＶＩＤ"), normal("Ёлка"), normal("ﬁne")
    ('covid', 'ёлка', 'fine')
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", ignored().sub("", text)).casefold()
    return unicodedata.normalize("NFKC", text)


def folded(text):
    """Normal text without accents and with ASCII digits. й stays a separate letter.

    >>> folded("désarmement"), folded("ещё"), folded("май"), folded("łódź"), folded("٥")
    ('desarmement', 'еще', 'май', 'lodz', '5')
    """
    if text.isascii():
        return text
    kept = []
    for character in unicodedata.normalize("NFD", text.translate(PLAIN)):
        if unicodedata.combining(character):
            if not is_accent(character) or (character == BREVE and kept and kept[-1] == "и"):
                kept.append(character)
        elif (digit := unicodedata.decimal(character, None)) is not None:
            kept.append(str(digit))
        else:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def is_accent(mark):
    """Whether a mark is an accent. In other scripts (Devanagari, Thai, kana) marks are vowels and consonants.

    Of the combining classes, 10 to 35 are points of Hebrew, Arabic and Syriac, and 202 and above are accents.
    """
    combining = unicodedata.combining(mark)
    return 10 <= combining <= 35 or combining >= 202  # noqa: PLR2004


def script(word):
    """The script of the first character: latin, cyrillic or other."""
    first = ord(word[0]) if word else sys.maxunicode
    if first < 0x250 or 0x1E00 <= first < 0x1F00 or 0xA720 <= first < 0xA800:  # noqa: PLR2004
        return "latin"
    return "cyrillic" if 0x400 <= first < 0x530 or 0x1C80 <= first < 0x1C90 else "other"  # noqa: PLR2004
