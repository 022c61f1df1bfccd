"""Chinese in one script and with one kind of marks, at equal length, so that one list of words reads every text."""

import re
from functools import cache

from proceedings.importing.reports.lexicon import words

# The share of Chinese characters from which a text is traditional; others have a few in names.
LEAST = 0.08
# Characters that simplified texts have too: 著名, 乾隆.
ALSO_SIMPLIFIED = frozenset("著乾於徵覆瞭麼夥鍾藉")
# Characters from which that is told.
LOOKED_AT = 20_000
CHARACTER = re.compile(r"[\u4e00-\u9fff]")
# Marks that simplified texts have instead.
MARKS = {"「": "“", "」": "”", "﹁": "“", "﹂": "”", "﹐": "，", "﹕": "：", "＂": '"'}
# Marks of Latin script beside Chinese characters, or behind other marks that are beside them.
WIDE = str.maketrans(",:;?!()", "，：；？！（）")
NEAR = r"[\u3001-\u301f\u4e00-\u9fff“”，：；？！（）]"
NARROW = re.compile(rf"(?<={NEAR})[,:;?!()]|(?<!\d)[,:;?!()](?={NEAR})|(?<=\d)[,;?!()](?={NEAR})")
# （Hans Moreau),
CLOSING = re.compile(r"(?<=[A-Za-z.])\)(?=[,;，；])")
# Such marks behind one another: ),
MOST_TOGETHER = 2
# 在题为“雨停了”的报告中
TITLE = re.compile(r"(?<=[题名目][为是曰])“(?P<title>[^“”\n]{1,40})”")


@cache
def traditional():
    return {ord(old): new for new, old in words("traditional")["pairs"].split()}


@cache
def characters():
    return {**traditional(), **marks()}


@cache
def marks():
    return {ord(mark): other for mark, other in MARKS.items()}


def in_one_script(text):
    """Return a text with simplified characters and their marks.

    >>> in_one_script('校長王海濤說: "雨停了", 並離開。')
    '校长王海涛说： “雨停了”， 并离开。'
    """
    lines = (line if '"' not in line else quoted(line) for line in simplified(text).splitlines(keepends=True))
    text = "".join(lines)
    for _time in range(MOST_TOGETHER):
        text = NARROW.sub(lambda match: match[0].translate(WIDE), text)
        text = CLOSING.sub("）", text)
    return TITLE.sub(r"《\g<title>》", text)


def quoted(line):
    """Return a line with marks of quotations that open and close, if it has pairs of straight ones."""
    pieces = line.split('"')
    if len(pieces) % 2 == 0 or not CHARACTER.search(line):
        return line
    return "".join(piece + ("“”"[at % 2] if at < len(pieces) - 1 else "") for at, piece in enumerate(pieces))


def simplified(text):
    """Return a text with simplified characters, if it is a traditional one, and with the marks of their texts.

    >>> simplified("主席陳啟昌說「雨停了」。")
    '主席陈启昌说“雨停了”。'
    """
    letters = CHARACTER.findall(text[:LOOKED_AT])
    known = sum(ord(letter) in traditional() and letter not in ALSO_SIMPLIFIED for letter in letters)
    return text.translate(characters() if known and known >= LEAST * len(letters) else marks())
