"""Texts as plain data, so that a typesetter never runs text as code.

A block is a dictionary with its `kind` and, if it can be cited, its `number`, the same as in `#p3` on the page. Its
words are a list of inlines: a string, or {"kind": "strong", "words": [...]}.
"""

import re
from urllib.parse import urlsplit

from proceedings import markup

# Levels below the heading of the statement.
FIRST_HEADING, LAST_HEADING = 3, 6
MARKS = {"em_open": "em", "strong_open": "strong", "s_open": "strike"}
# PDF limits the length of an address.
LONGEST_ADDRESS = 2000
CODE_WIDTH = 70
# Between two of these characters a line break is not a space.
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def blocks(text: str, text_format: str = markup.MARKDOWN) -> list[dict]:
    """The blocks of a text, numbered as in markup.paragraphs."""
    tokens = iter(markup.parse(text, text_format))
    result, number, level = [], 0, FIRST_HEADING - 1
    for block in siblings(tokens):
        if block["kind"] == "heading":
            level = block["level"] = max(FIRST_HEADING, min(block["level"] + 1, level + 1, LAST_HEADING))
        elif block["kind"] != "rule":
            number += 1
            block["number"] = number
        result.append(block)
    return result


def siblings(tokens) -> list[dict]:
    """The blocks up to the end of their parent."""
    result = []
    for token in tokens:
        if token.nesting < 0:
            break
        result.append(block(token, tokens))
    return result


def block(token, tokens):
    make = BLOCKS.get(token.type, lambda _token, tokens: {"kind": "quote", "blocks": siblings(tokens)})
    return make(token, tokens)


BLOCKS = {
    **dict.fromkeys(
        ("th_open", "td_open"),
        lambda token, tokens: {"align": token.attrs.get("class", ""), "words": words_of(tokens)},
    ),
    "paragraph_open": lambda _token, tokens: {"kind": "paragraph", "words": words_of(tokens)},
    "heading_open": lambda token, tokens: {"kind": "heading", "level": int(token.tag[1:]), "words": words_of(tokens)},
    "hr": lambda _token, _tokens: {"kind": "rule"},
    "fence": lambda token, _tokens: {"kind": "code", "text": wrapped(token.content)},
    "ordered_list_open": lambda _token, tokens: {"kind": "ordered"} | items(tokens),
    "bullet_list_open": lambda _token, tokens: {"kind": "bullets"} | items(tokens),
    "list_item_open": lambda token, tokens: {
        "kind": "item",
        "number": markup.marker(token),
        "blocks": siblings(tokens),
    },
    "table_open": lambda _token, tokens: {"kind": "table"} | table(tokens),
}


def wrapped(code):
    """Code in lines that fit the width of a page."""
    lines = code.rstrip("\n").split("\n")
    return "\n".join(line[at : at + CODE_WIDTH] for line in lines for at in range(0, len(line) or 1, CODE_WIDTH))


def items(tokens):
    """The items of a list, each a list of blocks, and their numbers as they were typed."""
    inner = siblings(tokens)
    return {"items": [item["blocks"] for item in inner], "numbers": [item["number"] for item in inner]}


def table(tokens):
    """The rows of head and body, each a list of cells, and the alignment of each column."""
    rows = [row["blocks"] for part in siblings(tokens) for row in part["blocks"]]
    return {
        "rows": [[cell["words"] for cell in row] for row in rows],
        "align": [cell["align"] or "start" for cell in rows[0]],
    }


def words_of(tokens):
    """The inlines of a block that contains only inlines."""
    inline = next(tokens)
    next(tokens)
    return inlines(iter(inline.children))


def inlines(tokens):
    result = []
    for token in tokens:
        if token.nesting < 0:
            break
        match token.type:
            case "text" | "text_special" | "note":
                result.append(token.content)
            case "softbreak":
                result.append("\n")
            case "hardbreak":
                result.append({"kind": "break"})
            case "code_inline":
                result.append({"kind": "code", "words": [token.content]})
            case "link_open":
                result.append(link(token.attrs["href"], inlines(tokens)))
            case kind:
                result.append({"kind": MARKS[kind], "words": inlines(tokens)})
    return join_lines(result)


def join_lines(parts):
    """Replace line breaks by spaces, or by nothing where the script has no spaces."""
    for index, part in enumerate(parts):
        if part == "\n":
            before, after = parts[index - 1], parts[index + 1] if index + 1 < len(parts) else ""
            wide = isinstance(before, str) and isinstance(after, str) and WIDE.match(before[-1:]) and WIDE.match(after)
            parts[index] = "" if wide else " "
    return [part for part in parts if part]


def link(address, words):
    if is_external(address):
        return {"kind": "link", "to": address, "words": words}
    return {"kind": "plain", "words": words}


def is_external(address: str) -> bool:
    """Whether an address leads outside the site and is well-formed; other links become plain words."""
    try:
        parts = urlsplit(address)
        host_is_plain = re.fullmatch(r"[\w.-]+", parts.hostname or "") and (parts.port is None or parts.port)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return re.fullmatch(r"[\w.+%-]+@[\w.-]+", parts.path) is not None
    return bool(parts.scheme in {"http", "https"} and host_is_plain and len(address) < LONGEST_ADDRESS)
