"""Remove running heads, page numbers and line numbers from pages."""

import re
from collections import Counter
from itertools import pairwise

DIGITS = re.compile(r"\d+")
SENTENCE_ENDS = tuple(".?!:;,。？！：；，")
# Lines at each end of a page that can be its head or foot, and how many pages, and which share, must repeat one.
EDGE, LEAST_PAGES, LEAST_SHARE = 4, 3, 0.4
# A number at the beginning of a line; the least numbered lines, and their least share, also of consecutive numbers.
LINE_NUMBER = re.compile(r"[ \t]{0,8}(\d{1,2})(?:(?:[ \t]{1,}|\Z)(?=\D|\Z))")
LEAST_LINES, MOSTLY = 6, 0.8
PAGE_NUMBER = re.compile(
    r"\s*[-–—]?\s*(?:page|стр\.?|第)?\s*\d{1,4}\s*(?:页|/\s*\d+|of \d+)?\s*[-–—]?\s*", re.IGNORECASE
)


def without_running_heads(pages):
    """Return pages, lists of lines, without the lines that many pages repeat at the same place at their ends.

    Numbers do not count: “Rivers 12” and “Rivers 14” are the same head.
    """
    keys = Counter(key for page in pages for key in heads_of(page))
    least = max(min(len(pages), LEAST_PAGES), LEAST_SHARE * len(pages))
    heads = {key for key, number in keys.items() if number >= least} if len(pages) > 1 else frozenset()
    return [without_ends(page, heads) for page in pages]


def heads_of(lines):
    """Return the set of (place, line) of both ends of a page; places are counted from 0 and from -1."""
    ends = (*enumerate(lines[:EDGE]), *((-1 - place, line) for place, line in enumerate(lines[: -EDGE - 1 : -1])))
    return {(place, head(line)) for place, line in ends if head(line)}


def without_ends(lines, heads):
    """Return lines without the heads and the numbers at both ends."""
    first, last = 0, len(lines)
    while first < last and is_furniture(lines[first], first, heads):
        first += 1
    while last > first and is_furniture(lines[last - 1], last - 1 - len(lines), heads):
        last -= 1
    return lines[first:last]


def is_furniture(line, place, heads):
    """Return whether a line is empty, a number, or one of the heads at its place."""
    return not line.strip() or is_numbers(line) or (place, head(line)) in heads


def is_numbers(line):
    """Return whether a line is a page number, or only line numbers that were separated from their lines: "1 2 3"."""
    numbers = line.split()
    is_row = all(map(str.isdecimal, numbers)) and all(int(b) == int(a) + 1 for a, b in pairwise(numbers))
    return is_row or bool(PAGE_NUMBER.fullmatch(line))


def head(line):
    """Return a line without its numbers, to compare, or "" if it ends a sentence, as no head does."""
    line = " ".join(line.split())
    return "" if line.endswith(SENTENCE_ENDS) else DIGITS.sub("0", line.casefold())


def without_line_numbers(lines):
    """Return lines without the numbers before them, which court transcripts have; return other lines as they are."""
    matches = [LINE_NUMBER.match(line) for line in lines if line.strip()]
    numbers = [int(match[1]) for match in matches if match]
    following = sum(second == first + 1 for first, second in pairwise(numbers))
    is_numbered = (
        len(numbers) >= LEAST_LINES
        and len(numbers) >= MOSTLY * len(matches)
        and following >= MOSTLY * (len(numbers) - 1)
    )
    return [LINE_NUMBER.sub("", line, count=1) for line in lines] if is_numbered else list(lines)
