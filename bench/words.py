"""The words of a text, and of what a format shows of it."""

import html
import re
from difflib import SequenceMatcher

from proceedings.markup import PLAIN, parse
from proceedings.markup.comparison import ESCAPE, WORD, hidden_parts
from proceedings.text import printable

LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# Marks of Markdown that are not inside a word.
MARKS = re.compile(r"(?<![^\W_])[*_`~]+|[*_`~]+(?![^\W_])")
NOTE = re.compile(r"\[\^([^\s\[\]]+)\]:?")
# The number of an item with its sign, or a word.
TOKEN = re.compile(rf"\d+[.)](?!\S)|{WORD.pattern}")


def difference(text, text_format, shown):
    """The first difference between the words of a text and what a format shows, as (written, shown), or None."""
    written = printable(LINE_ENDS.sub("\n", text))
    if text_format == PLAIN:
        return first_difference(written.split(), printable(shown).split(), set())
    hidden = {word for part in hidden_parts(parse(text)) for word in tokens(part)}
    return first_difference(tokens(ESCAPE.sub(r"\1", written)), tokens(shown), hidden)


def tokens(text):
    return TOKEN.findall(MARKS.sub("", html.unescape(NOTE.sub(r"[\1] ", text))))


def first_difference(written, shown, hidden):
    if written == shown:
        return None
    for tag, start, end, first, last in SequenceMatcher(None, written, shown, autojunk=False).get_opcodes():
        if tag != "equal" and not (tag == "delete" and hidden.issuperset(written[start:end])):
            return " ".join(written[start:end][:8]), " ".join(shown[first:last][:8])
    return None


BLOCKS = {"p", "li", "ul", "ol", "blockquote", "pre", "tr", "td", "th", "table", "br", "hr", "div", "item", "block"}
BLOCKS |= {"num", "blockList", "blockContainer", "h2", "h3", "h4", "h5", "h6"}


def element_text(element):
    """The text of an element of HTML or Akoma Ntoso as a reader sees it, with the numbers of its lists."""
    return "".join(parts(element))


def parts(element):
    number = int(element.get("start", 1))
    if element.text:
        yield element.text
    for child in element:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if tag in BLOCKS:
            yield "\n"
        if tag == "li" and element.tag.rpartition("}")[2] == "ol":
            number = int(child.get("value", number))
            yield f"{number}. "
            number += 1
        if tag == "num" and (child.text or "") in {"-", "*", "+"}:
            child.text = ""
        yield from parts(child)
        if tag == "img":
            yield child.get("alt", "")
        if tag in BLOCKS:
            yield "\n"
        if child.tail:
            yield child.tail
