"""Tokens as safe HTML or as plain text."""

import re
from typing import NamedTuple

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from .dialect import parser
from .markers import marker
from .tokens import MARKDOWN, PLAIN, parse, plain_lines

TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sup",
    "ul",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "li": {"value"}}
CLASSES = {"ul": {"numbered"}, "th": {"left", "center", "right"}, "td": {"left", "center", "right"}}
# Headings of a text are one level lower, below the heading of the page.
HEADINGS = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "h6": "h6"}
# The most digits of a number that has room beside an item of a list.
LONGEST_NUMBER = 3
BULLET = "•"
# Without any of these, a text in Markdown has only paragraphs of words. At the start of a line there may be the sign or
# the number of a list, or that of a heading, a rule or the underline of a heading.
MARKDOWN_SIGN = re.compile(r"[\\`*_~\[\]<>&|]|^\s*[-+=#\d]", re.MULTILINE)


class Paragraph(NamedTuple):
    """A top-level block of a text: its number from 1 (None for a heading or a rule) and its safe HTML."""

    number: int | None
    html: SafeString


def paragraphs(text: str, text_format: str = MARKDOWN, anchors: str = "") -> list[Paragraph]:
    """The top-level blocks of a text; those that can be cited are numbered 1, 2, 3 …

    With `anchors`, such as "p" for #p1, the signs of footnotes are links to their texts.
    """
    blocks = list(numbered(parse(text, text_format)))
    places = note_places(blocks) if anchors else {}
    links = {label: f"#{anchors}{number}" for label, number in places.items()}
    return [Paragraph(number, block_html(tokens, links)) for number, tokens in blocks]


def numbered(tokens):
    """Yield the top-level blocks of tokens, each with its number."""
    block, number = [], 0
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            citable = token.type not in {"heading_close", "hr"}
            number += citable
            yield (number if citable else None), block
            block = []


def note_places(blocks):
    """The numbers of the blocks with the texts of footnotes, by label."""
    return {
        child.meta["label"]: number
        for number, tokens in blocks
        for token in tokens
        for child in token.children or ()
        if child.type == "note" and child.info == "text"
    }


def block_html(tokens, links):
    number_lists(tokens)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        for child in token.children or ():
            if child.type == "note":
                child.type, child.content = "html_inline", note_html(child, links)
    html = parser().renderer.render(tokens, parser().options, {})
    cleaned = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, link_rel="nofollow noopener")
    return mark_safe(cleaned)  # noqa: S308 - nh3 has cleaned it


def note_html(token, links):
    sign, link = escape(token.content), links.get(token.meta["label"])
    return f'<sup><a href="{escape(link)}">{sign}</a></sup>' if link and token.info != "text" else f"<sup>{sign}</sup>"


def number_lists(tokens):
    """Give the items of ordered lists the numbers that were typed.

    HTML can only show numbers such as “7.”; the others, such as “6)”, “007.” and years, become words of their items.
    """
    for at, token in enumerate(tokens):
        if token.type != "ordered_list_open":
            continue
        items = items_of(tokens, at)
        if all(is_plain_number(tokens[item]) for item in items):
            expected = int(tokens[items[0]].info)
            for item in items:
                number = int(tokens[item].info)
                if number != expected:
                    tokens[item].attrs["value"] = number
                expected = number + 1
        else:
            closing = next(later for later in tokens[at:] if later.nesting < 0 and later.level == token.level)
            token.tag = closing.tag = "ul"
            token.attrs = {"class": "numbered"}
            for item in reversed(items):
                add_marker(tokens, item)


def items_of(tokens, at):
    """The indexes of the items of the list that opens there."""
    level = tokens[at].level
    indexes = []
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            indexes.append(index)
    return indexes


def is_plain_number(item):
    return item.markup == "." and len(item.info) <= LONGEST_NUMBER and (item.info == "0" or item.info[0] != "0")


def add_marker(tokens, item):
    text = Token("text", "", 0, content=f"{marker(tokens[item])} ")
    if tokens[item + 1].type == "paragraph_open":
        tokens[item + 2].children.insert(0, text)
    else:
        tokens.insert(item + 1, Token("inline", "", 0, children=[text], content=text.content))


def html(text: str, text_format: str = MARKDOWN) -> SafeString:
    """A text as safe HTML."""
    blocks = [paragraph.html for paragraph in paragraphs(text, text_format)]
    return mark_safe("".join(blocks))  # noqa: S308 - nh3 has cleaned it


def plain(text: str, text_format: str = MARKDOWN) -> str:
    """A text as plain text on one line, with the numbers and bullets of its lists."""
    lines = plain_lines(text)
    if text_format == PLAIN or not MARKDOWN_SIGN.search(lines):
        # Most texts have no Markdown, and lists show the beginnings of many.
        return " ".join(lines.split())
    words = []
    for token in parse(text, text_format):
        if token.type == "list_item_open":
            words.append(f"{sign(token)} ")
        elif token.type == "inline":
            words.append(f"{inline_text(token, ' ')} ")
        elif token.type == "fence":
            words.append(f"{token.content} ")
    return " ".join("".join(words).split())


def plain_paragraphs(text: str, text_format: str = MARKDOWN) -> list[str]:
    """Each top-level block as plain text, with a line for each list item, row of a table, or other part of it."""
    return list(filter(None, (block_text(tokens) for _number, tokens in numbered(parse(text, text_format)))))


def block_text(tokens):
    lines, start, depth = [], "", 0
    for token in tokens:
        match token.type:
            case "list_item_open":
                # An item that begins with another list has both signs on one line.
                start = f"{start}{sign(token)} " if start.strip() else f"{'  ' * depth}{sign(token)} "
                depth += 1
            case "list_item_close":
                if start.strip():
                    lines.append(start.rstrip())
                depth -= 1
                start = "  " * depth
            case "td_open" | "th_open":
                continue
            case "tr_close":
                lines[-1] = lines[-1].rstrip("\t")
            case "inline" if token.level and tokens[0].type == "table_open":
                lines[-1] += f"{inline_text(token, ' ')}\t"
            case "tr_open":
                lines.append("")
            case "inline" | "fence" | "hr":
                lines.append(start + content_of(token).replace("\n", "\n" + " " * len(start)))
                start = "  " * depth
    return "\n".join(lines)


def content_of(token):
    if token.type == "inline":
        return inline_text(token, "\n")
    # The markup of a rule is one sign longer than the rule.
    return token.markup[1:] if token.type == "hr" else token.content.strip("\n")


def sign(item):
    return marker(item) if item.info else BULLET


def inline_text(inline, line_break):
    breaks = {"softbreak": " ", "hardbreak": line_break}
    return "".join(breaks.get(child.type, child.content) for child in inline.children)


def excerpt(text: str, length: int, text_format: str = MARKDOWN) -> str:
    """The beginning of a text as plain text, cut after at most `length` characters."""
    return shortened(plain(text, text_format), length)


def shortened(words: str, length: int) -> str:
    """The beginning of a plain text of one line, cut between words if the script has spaces."""
    if len(words) <= length:
        return words
    cut = words[:length].rstrip()
    head, space, tail = cut.rpartition(" ")
    # A last "word" this long is in a script without spaces, which can be cut anywhere.
    return (head if space and len(tail) < 30 else cut).rstrip(" ,;:") + "…"  # noqa: PLR2004
