"""Traditional characters as simplified ones, at equal length, so that one list of words reads both scripts."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import words

# The share of Chinese characters from which a text is traditional; others have a few in names.
LEAST = 0.08
# Characters from which that is told.
LOOKED_AT = 20_000
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# Marks that simplified texts have instead.
MARKS = {"「": "“", "」": "”", "﹁": "“", "﹂": "”", "﹐": "，", "﹕": "："}


@cache
def traditional():
    return {ord(old): new for new, old in words("traditional")["pairs"].split()}


@cache
def characters():
    return {**traditional(), **{ord(mark): other for mark, other in MARKS.items()}}


def simplified(text):
    """Return a text with the simplified characters and marks, if it is a traditional one.

    >>> simplified("主席陳啟昌說「雨停了」。")
    '主席陈启昌说“雨停了”。'
    """
    letters = CHARACTER.findall(text[:LOOKED_AT])
    known = sum(ord(letter) in traditional() for letter in letters)
    return text.translate(characters()) if known and known >= LEAST * len(letters) else text
