"""Chinese, Japanese, Korean and Vietnamese names, which begin with the family name."""

import re
import unicodedata

from . import words as known

HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
IDEOGRAPHIC = re.compile(rf"[{HAN}]+|[\uac00-\ud7a3]+|[{HAN}\u3040-\u30ff]+")
# Syllables of Pinyin and of older spellings; too many rather than too few, since they only raise doubts.
SYLLABLE = (
    r"(?:(?:ts|tz|ch|zh|sh|hs|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ueng|ang|eng|ing|ong|ung|iao|ian|ien|uai|uan|iu|ia|ie|in|ua|ui|un|uo|ue|ai|an|ao|ei|en|er|ou|"
    r"a|e|i|u|v)|[bpmfwyl]o)"
)
TWO_SYLLABLES = re.compile(rf"{SYLLABLE}(?:['’-]?{SYLLABLE})?", re.IGNORECASE)
HYPHENATED = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
KOREAN_SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}(?:-?[A-Za-z][a-z]{1,5})?")
# Letters with two marks, with a horn, or with a hook or dot: only Vietnamese has them.
VIETNAMESE_LETTERS = re.compile("[\u0309\u031b\u0323]|[\u0302\u0306][\u0300\u0301\u0303]")
# A family name and a given name.
FULL_NAME = 2
# In Latin letters without accents these follow a Vietnamese family name.
MIDDLE_NAMES = {"van", "thi", "duc", "minh"}


def is_ideographic(name):
    """Return whether a name is in Chinese, Japanese or Korean script."""
    return bool(name) and all(IDEOGRAPHIC.fullmatch(word) for word in name.split())


def ideographic(words, country):
    """Return (family name, given names) of a name in Chinese, Japanese or Korean script, empty if in doubt."""
    if len(words) == FULL_NAME:
        # In 信屹 陳 the family name comes last: the order is in doubt.
        return () if words[1] in known.HAN and words[0][:1] not in known.HAN else tuple(words)
    name = words[0]
    if len(words) > 1 or country == "JP":
        # Nothing shows where a Japanese family name ends.
        return ()
    is_korean = "\uac00" <= name[0] <= "\ud7a3"
    if name[:2] in (known.HANGUL_COMPOUND if is_korean else known.HAN_COMPOUND) and len(name) in {3, 4}:
        return name[:2], name[2:]
    return (name[0], name[1:]) if name[0] in (known.HANGUL if is_korean else known.HAN) and len(name) in {2, 3} else ()


def vietnamese(words, country):
    """Return (family name, given names) of a name that its letters or its country show to be Vietnamese, or None."""
    surname = words[0].lower()
    is_native = bool(VIETNAMESE_LETTERS.search(unicodedata.normalize("NFD", " ".join(words))))
    if (surname in known.VIETNAMESE and (is_native or country == "VN")) or (
        country == "VN" and surname in known.VIETNAMESE_ASCII
    ):
        return words[0], " ".join(words[1:])
    return None


def latin_spelling(words, country):
    """Return (family name, given names) of a Chinese or Korean name in Latin letters, None for any other name.

    Only its country shows that it is one. The parts are empty if they are in doubt: Kim Min may be Min Kim.
    """
    surnames = known.CHINESE_LATIN if country in known.CHINESE else known.KOREAN_LATIN
    if country not in known.CHINESE | known.KOREAN or words[0].lower() not in surnames:
        return None
    if not all(is_short(word) for word in words[1:]):
        return None
    is_in_doubt = country in known.KOREAN and words[-1].lower() in surnames
    return () if is_in_doubt else (words[0], " ".join(words[1:]))


def is_short(word):
    return bool(TWO_SYLLABLES.fullmatch(word) or KOREAN_SYLLABLES.fullmatch(word))


def may_be_family_name_first(words, country):
    """Return whether a name in Latin letters may begin with its family name: Li Na, Ban Ki-moon, Nguyen Van An."""
    first = words[0].lower()
    if country:
        return False
    if first in known.VIETNAMESE_ASCII and words[1].lower() in MIDDLE_NAMES:
        return True
    return first in known.CHINESE_LATIN | known.KOREAN_LATIN and all(
        TWO_SYLLABLES.fullmatch(word) or HYPHENATED.fullmatch(word) for word in words[1:]
    )
