"""Markdown as plain data, for a typesetter that must never take a text for code.

A block is a dictionary with its `kind` and, when it can be cited, its `number`: the same as `#p3` on the page. Its
words are a list of inlines: a string, or {"kind": "strong", "words": [...]}.
"""

import re
from urllib.parse import urlsplit

from proceedings import markup
from proceedings.text import printable

# Below the heading of the statement itself; the page's order of headings, without a step left out.
FIRST_HEADING, LAST_HEADING = 3, 6
MARKS = {"em_open": "em", "strong_open": "strong", "s_open": "strike"}
# Longer ones are no address that anybody follows; PDF has a limit of its own.
LONGEST_ADDRESS = 2000
CODE_WIDTH = 70
# Between these, a line's end is no space.
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def blocks(text: str) -> list[dict]:
    """The blocks of a Markdown text, those that can be cited numbered as markup.paragraphs numbers them."""
    tokens = iter(markup.parser().parse(printable(text)))
    found, number, level = [], 0, FIRST_HEADING - 1
    for block in siblings(tokens):
        if block["kind"] == "heading":
            level = block["level"] = max(FIRST_HEADING, min(block["level"] + 1, level + 1, LAST_HEADING))
        elif block["kind"] != "rule":
            number += 1
            block["number"] = number
        found.append(block)
    return found


def siblings(tokens) -> list[dict]:
    """The blocks up to the end of the one that contains them."""
    found = []
    for token in tokens:
        if token.nesting < 0:
            break
        found.append(block(token, tokens))
    return found


def block(token, tokens):
    make = BLOCKS.get(token.type, lambda _token, tokens: {"kind": "quote", "blocks": siblings(tokens)})
    return make(token, tokens)


BLOCKS = {
    **dict.fromkeys(
        ("paragraph_open", "th_open", "td_open"),
        lambda _token, tokens: {"kind": "paragraph", "words": words_of(tokens)},
    ),
    "heading_open": lambda token, tokens: {"kind": "heading", "level": int(token.tag[1:]), "words": words_of(tokens)},
    "hr": lambda _token, _tokens: {"kind": "rule"},
    **dict.fromkeys(("fence", "code_block"), lambda token, _tokens: {"kind": "code", "text": wrapped(token.content)}),
    "ordered_list_open": lambda token, tokens: {
        "kind": "ordered",
        "start": token.attrs.get("start", 1),
        "items": items(tokens),
    },
    "bullet_list_open": lambda _token, tokens: {"kind": "bullets", "items": items(tokens)},
    "table_open": lambda _token, tokens: {"kind": "table", "rows": rows(tokens)},
}


def wrapped(code):
    """Code in lines that a page is wide enough for."""
    lines = code.rstrip("\n").split("\n")
    return "\n".join(line[at : at + CODE_WIDTH] for line in lines for at in range(0, len(line) or 1, CODE_WIDTH))


def items(tokens):
    return [inner["blocks"] for inner in siblings(tokens)]


def rows(tokens):
    """The rows of the head and of the body, each a list of cells."""
    parts = siblings(tokens)
    return [[cell["words"] for cell in row["blocks"]] for part in parts for row in part["blocks"]]


def words_of(tokens):
    """The inlines of a block that has nothing else in it."""
    inline = next(tokens)
    next(tokens)
    return inlines(iter(inline.children))


def inlines(tokens):
    found = []
    for token in tokens:
        if token.nesting < 0:
            break
        match token.type:
            case "text" | "text_special":
                found.append(token.content)
            case "softbreak":
                found.append("\n")
            case "hardbreak":
                found.append({"kind": "break"})
            case "code_inline":
                found.append({"kind": "code", "words": [token.content]})
            case "link_open":
                found.append(link(token.attrs["href"], inlines(tokens)))
            case kind:
                found.append({"kind": MARKS[kind], "words": inlines(tokens)})
    return joined(found)


def joined(found):
    """The inlines with a space for each end of a line, or nothing where the script has no spaces."""
    for place, piece in enumerate(found):
        if piece == "\n":
            before, after = found[place - 1], found[place + 1] if place + 1 < len(found) else ""
            wide = isinstance(before, str) and isinstance(after, str) and WIDE.match(before[-1:]) and WIDE.match(after)
            found[place] = "" if wide else " "
    return [piece for piece in found if piece]


def link(address, words):
    return {"kind": "link", "to": address, "words": words} if leads_out(address) else {"kind": "plain", "words": words}


def leads_out(address: str) -> bool:
    """Whether a link leads somewhere from outside the site; relative addresses and odd ones are words alone."""
    try:
        parts = urlsplit(address)
        host_is_plain = re.fullmatch(r"[\w.-]+", parts.hostname or "") and (parts.port is None or parts.port)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return re.fullmatch(r"[\w.+%-]+@[\w.-]+", parts.path) is not None
    return bool(parts.scheme in {"http", "https"} and host_is_plain and len(address) < LONGEST_ADDRESS)
