"""The kinds of parts that a Chinese sentence gives to people: 王明致开幕辞, 播放了李华的视频致辞."""

import re
from functools import cache

from proceedings.importing.reports.attributions import NAMED, Part
from proceedings.importing.reports.lexicon import alternatives, words

from .people.listed import people_in
from .people.mentions import mentions_of

LEAD = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．）)]\s*|会上|会议上|开幕式上|随后|接着|最后|会议开始时|论坛上|会议由|由|首先|在[^，。]{1,12}?[上中]|会议还?播放了|会上还?播放了|播放了|还)+[，,]?"
)
TAIL = re.compile(
    r"(?:分别|先后|依次|在[^，。]{1,15}?[上中]|代表[^，。]{1,15}|向[^，。]{1,10}|的|为[^，。]{1,12}|也|还|随后|以|出席并|出席会议并|到会并|应邀)+$"
)
CLAUSE = re.compile(r"[，,；;。：:！!？?“”]")


@cache
def patterns():
    return [(kind, re.compile(alternatives(each))) for kind, each in words("zh")["kinds"].items()]


def parts_of(text, span):
    """Return (parts, mentions) of a sentence: the people stand before what they do, in the same clause."""
    start, end = span
    parts, everybody, taken = [], [], []
    for kind, pattern in sorted(patterns(), key=lambda pair: pair[0] == "greeting"):
        for match in pattern.finditer(text, start, end):
            if any(first < match.end() and match.start() < last for first, last in taken):
                continue
            mentions = before(text, start, match.start())
            if mentions:
                taken.append(match.span())
                parts.append(Part(mentions, kind, span))
                everybody += mentions
    return parts, everybody


@cache
def acting_pattern():
    return re.compile(alternatives(words("zh")["acting"]))


def acting(text, span):
    """Return the mentions of those who act in a sentence without words: 王明首先发言 (Wang Ming spoke first)."""
    match = acting_pattern().search(text, *span)
    return before(text, span[0], match.start()) if match else []


def before(text, start, end):
    clause = max((match.end() for match in CLAUSE.finditer(text, start, end)), default=start)
    if lead := LEAD.match(text[clause:end]):
        clause += lead.end()
    if tail := TAIL.search(text[clause:end]):
        # 平野拓也应邀 (Hirano Takuya, by invitation), where 也 ends the name
        known = [person.end for person in people_in(text, (clause, end))]
        end = max(clause + tail.start(), *known, clause)
    return [mention for mention in mentions_of(text, clause, end) if mention.manner == NAMED]
