"""Labels of speakers before words, as transcripts print them."""

import re
from dataclasses import dataclass
from enum import IntEnum

from .vocabulary import is_connective, is_fact, is_honorific, is_particle, is_post, is_unnamed, words_of

# Characters; a label with the office of a chairman of a long committee has half of it.
LONGEST = 300
MOST_WORDS, MOST_PLAIN_WORDS, LONGEST_PLAIN = 45, 16, 120
# The share of a label that bold letters make bold, and the letters that make one in capitals.
MOSTLY, LEAST_CAPITALS = 0.6, 3
TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
BEFORE = re.compile(rf"(?:[\[(]?(?P<time>{TIME})[\])]?\s*[-–—]?\s*)?(?:(?:\*\*|__|[-–—•>])\s*)*")
AFTER_TIME = re.compile(rf"\s*[\[(]?\b(?P<time>{TIME})[\])]?\s*$")
LINE_OF_NAME_AND_TIME = re.compile(rf"(?P<name>[^\W\d][^\n:]{{0,80}}?)[ \t,]+[\[(]?(?P<time>{TIME})[\])]?\s*$")
VOICE = re.compile(r"<v(?:\.[\w.]+)?[ \t]+(?P<name>[^>\n]{1,300})>\s*")
# "M. le président. — " and "PRÉSIDENT. "; the second only in capitals.
DASHED = re.compile(r"(?P<name>[^\n:]{2,120}?)\.\s?[–—]\s+(?=\S)")
STOPPED = re.compile(r"(?P<name>[^\n:]{3,80}?)\.\s+(?=\S)")
BRACKETED = re.compile(r"\[(?P<name>[^\[\]\n]{1,120})\]\s*[:：]\s*")
LETTERED = re.compile(r"(?P<name>[QA])[.):]\s+")
COLON = re.compile("[:：]")
REMARK = re.compile(r"\s*(?P<remark>\([^()\n]{1,80}\)|\[[^\[\]\n]{1,80}\])\s*[:：]")
ENDS_IN_INITIAL = re.compile(r"\b[^\W\d_]\.[^\W\d_]$")
APART = re.compile(r"[\n.–—-]")
CLOSING = re.compile(r"\s*(?:\*\*|__)?\s*")
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")
# A full stop, unless it ends an initial or a short abbreviation.
SENTENCE_END = re.compile(r"(?<![^\W\d_])[.](?=\s)|(?<=[^\W\d_]{5})[.](?=\s)|[!?。！？;；…]")
SEPARATED_BY_DASH = re.compile(r"\s+[-–—]\s+")
HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
CLOSING_QUOTE = re.compile("[\"”»’']")
OPENING_QUOTES = "\"“”„«»'‘"


class Strength(IntEnum):
    """How a label is set off from the words after it."""

    PLAIN = 0
    CAPITALS = 1
    BOLD = 2
    VOICE = 3


@dataclass(frozen=True)
class Label:
    """A label at [start, end) of the text; the words after it begin at `words`.

    `remark` is a note in parentheses after it; `seconds` is a time in a recording. `has_sign` is whether a colon or
    another sign ends it, and `is_apart` whether a full stop, a dash, a line's end or a capital does.
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


def find_label(text, start, end, bold=()):
    """Return the Label at the beginning of text[start:end], or None. `bold` are the spans of bold letters."""
    before = BEFORE.match(text, start, end)
    at, seconds = before.end(), before["time"]
    if voice := VOICE.match(text, at, end):
        return Label(
            *voice.span("name"), voice.end(), voice["name"].strip(), Strength.VOICE, seconds=in_seconds(seconds)
        )
    if bracketed := BRACKETED.match(text, at, end):
        strength = strength_of(text, *bracketed.span("name"), bold)
        name = bracketed["name"].strip()
        return Label(*bracketed.span("name"), bracketed.end(), name, strength, seconds=in_seconds(seconds))
    if lettered := LETTERED.match(text, at, end):
        strength = Strength.BOLD if bold_share(text, *lettered.span("name"), bold) else Strength.PLAIN
        return Label(*lettered.span("name"), lettered.end(), lettered["name"], strength, seconds=in_seconds(seconds))
    colon = colon_of_label(text, at, min(line_end(text, at, end), at + LONGEST))
    if colon is None:
        return label_without_colon(text, at, end, bold, seconds)
    name_end = at + len(text[at:colon].rstrip(" \t\n\xa0*_"))
    words, remark = CLOSING.match(text, colon + 1, end).end(), ""
    while more := REMARK.match(text, words, end):
        remark, words = more["remark"], CLOSING.match(text, more.end(), end).end()
    if name_end > at and (time := AFTER_TIME.search(text, at, name_end)):
        name_end, seconds = time.start(), seconds or time["time"]
    printed = text[at:name_end]
    if not is_label(printed):
        return None
    return Label(at, name_end, words, printed, strength_of(text, at, name_end, bold), remark, in_seconds(seconds))


def label_without_colon(text, at, end, bold, seconds):
    """Return a label that is set off by a dash, by its own line with a time, or by bold letters only."""
    if line := LINE_OF_NAME_AND_TIME.match(text, at, line_end(text, at, end)):
        words = min(line.end() + 1, end)
        if is_name_like(line["name"]):
            strength = strength_of(text, *line.span("name"), bold)
            return Label(*line.span("name"), words, line["name"], strength, seconds=in_seconds(line["time"]))
    if (dashed := DASHED.match(text, at, end)) and is_label(dashed["name"]):
        return Label(*dashed.span("name"), dashed.end(), dashed["name"], Strength.PLAIN, seconds=in_seconds(seconds))
    if (stopped := STOPPED.match(text, at, end)) and stopped["name"].isupper() and is_name_like(stopped["name"]):
        strength = strength_of(text, *stopped.span("name"), bold)
        return Label(*stopped.span("name"), stopped.end(), stopped["name"], strength, seconds=in_seconds(seconds))
    first = next((span for span in bold if span[0] <= at < span[1]), None)
    if first and len(name := text[at : first[1]].rstrip(" .;*_\xa0")) <= LONGEST_PLAIN and is_label(name):
        # The full stop of initials belongs to the name.
        name += "." if ENDS_IN_INITIAL.search(name) and text[at + len(name) : first[1]].startswith(".") else ""
        name_end = at + len(name)
        words = CLOSING.match(text, first[1], end).end()
        begin = min(end, words + len(text[words:end]) - len(text[words:end].lstrip(" \t\n\xa0–—-.")))
        is_apart = bool(APART.search(text[name_end:begin])) or begin == end or is_capitalised(text[begin:end])
        return Label(
            at,
            name_end,
            begin,
            name,
            Strength.BOLD,
            seconds=in_seconds(seconds),
            has_sign=False,
            is_apart=is_apart,
        )
    return None


def line_end(text, start, end):
    at = text.find("\n", start, end)
    return end if at == -1 else at


def colon_of_label(text, start, end):
    """Return the place of the first colon outside parentheses that ends a word, or None."""
    for match in COLON.finditer(text, start, end):
        at = match.start()
        inside = text.count("(", start, at) > text.count(")", start, at)
        is_of_time = text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()
        if not inside and not is_of_time and text[at + 1 : at + 2] != "/":
            return at
    return None


def strength_of(text, start, end, bold):
    if bold_share(text, start, end, bold) > MOSTLY:
        return Strength.BOLD
    name = PARENTHESES.sub("", text[start:end])
    is_capitals = name.isupper() and sum(map(str.isalpha, name)) >= LEAST_CAPITALS and len(name) <= LONGEST_PLAIN
    return Strength.CAPITALS if is_capitals and is_name_like(name) else Strength.PLAIN


def bold_share(text, start, end, bold):
    """Return how much of text[start:end] outside parentheses is bold, from 0 to 1."""
    remarks = [match.span() for match in PARENTHESES.finditer(text, start, end)]
    letters = [
        at
        for at in range(start, end)
        if not text[at].isspace() and not any(first <= at < last for first, last in remarks)
    ]
    return sum(any(first <= at < last for first, last in bold) for at in letters) / max(1, len(letters))


def is_label(printed):
    """Return whether words before a sign can name a speaker in any dress."""
    name = PARENTHESES.sub("", printed).strip()
    return (
        bool(name)
        and any(map(str.isalpha, name))
        and len(name.split()) <= MOST_WORDS
        and not (name[0] in OPENING_QUOTES and not CLOSING_QUOTE.search(name, 1))
        and not SENTENCE_END.search(name)
        and not is_fact(name)
    )


def is_name_like(printed):
    """Return whether words that nothing sets off look like a person, with a post or without."""
    name = PARENTHESES.sub("", printed).strip().strip("[]")
    if is_unnamed(name):
        return True
    # A post after a comma or a dash may be in any words.
    name = SEPARATED_BY_DASH.split(name.partition(",")[0])[0]
    words = name.split()
    if not words or len(words) > MOST_PLAIN_WORDS or len(name) > LONGEST_PLAIN or not is_label(printed):
        return False
    if is_connective(words[-1]) or is_connective(words[0]):
        return False
    return is_capitalised(words[0]) and all(
        is_capitalised(word) or is_particle(word) or is_connective(word) or is_post(word) for word in words
    )


def is_capitalised(word):
    """Return whether a word begins with a capital, or with a letter of a script that has none."""
    first = word.lstrip("(“\"«'’")[:1]
    return first.isalpha() and not first.islower()


def is_full(printed):
    """Return whether a name-like label has more than one word that tells a person, or a form of address."""
    name = PARENTHESES.sub("", printed)
    words = name.split()
    if is_unnamed(name) or HAN_NAME.fullmatch(name.strip()) or any(post in name for post in words_of("joined_posts")):
        return True
    return (len(words) > 1 and sum(map(is_capitalised, words)) > 1) or is_honorific(words[0])


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
