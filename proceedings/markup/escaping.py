"""Texts as Markdown that every program for Markdown shows with the same words."""

import re

from .addresses import addresses
from .comparison import changes
from .tokens import EMPTY_LINES, markdown_lines, plain_lines

# Characters with a meaning inside a line, and at its start, that a backslash removes.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>#&|~])")
LINE_START = re.compile(r"^(\d*)([+\-=]|(?<=\d)[.)])")
# Some programs decode these in a link.
DECODED = re.compile(r"%|xn--", re.IGNORECASE)
# The number of an item, perhaps in a quotation or after the sign of another list.
ITEM = re.compile(r"^([ \t>]*(?:[-+*][ \t]+)?\d+)([.)])")
# The most rounds of escaping: after one word is escaped, another can change.
ROUNDS = 4


def escaped(text: str) -> str:
    """The Markdown of a plain text: its paragraphs, with the line breaks that were typed."""
    paragraphs = EMPTY_LINES.split(plain_lines(text).strip())
    return "\n\n".join("\\\n".join(map(escaped_line, part.split("\n"))) for part in paragraphs)


def escaped_line(line):
    line, parts, at = line.strip(), [], 0
    for start, end in addresses(line):
        if DECODED.search(line, start, end):
            continue
        parts += [SPECIAL.sub(r"\\\1", line[at:start]), f"<{line[start:end]}>"]
        at = end
    parts.append(SPECIAL.sub(r"\\\1", line[at:]))
    return LINE_START.sub(r"\1\\\2", "".join(parts))


def portable(text: str) -> str:
    """Our Markdown with a backslash before each sign by which CommonMark would change words; most texts stay."""
    if not changes(text):
        return text
    lines = markdown_lines(text).split("\n")
    for _round in range(ROUNDS):
        for change in changes("\n".join(lines)):
            lines[change.line - 1] = without_change(lines[change.line - 1], change)
    return "\n".join(lines)


def without_change(line, change):
    if change.written.isdecimal() and ITEM.match(line):
        return ITEM.sub(r"\1\\\2", line)
    if not change.shown and line.lstrip().startswith("["):
        return line.replace("[", "\\[", 1)
    for word in set(change.written.split()):
        if {"*", "~"}.intersection(word):
            line = line.replace(word, re.sub(r"([*~])", r"\\\1", word))
        line = re.sub(rf"(?<!\\)<(?=(?:[/!?]|!--)?\s*{re.escape(word)}\b)", r"\<", line)
    return line
