"""The numbers of lists as they were typed, and other details of tokens that renderers share."""

import re

from markdown_it.token import Token

# A line that begins with such a sign stays a line, although Markdown would join it to the one before.
LINE_SIGN = re.compile(r"[•‣⁃◦▪▫●○■□–—|]")


def keep(state):
    """Correct the tokens of a text."""
    for token in state.tokens:
        if token.type in {"th_open", "td_open"}:
            align(token)
        elif token.type == "inline":
            token.children[:] = inlines(token.children)
    state.tokens[:] = without_empty_headings(state.tokens)


def without_empty_headings(tokens):
    at = 0
    while at < len(tokens):
        if tokens[at].type == "heading_open" and not any(child.content.strip() for child in tokens[at + 1].children):
            at += 3
        else:
            yield tokens[at]
            at += 1


def align(token):
    """Turn the alignment of a cell into a class: the site's CSP forbids the inline style that markdown-it writes."""
    if style := token.attrs.pop("style", ""):
        token.attrs["class"] = style.removeprefix("text-align:")


def inlines(children):
    for at, token in enumerate(children):
        following = children[at + 1] if at + 1 < len(children) else None
        if token.type == "softbreak" and following and begins_line(following):
            token.type, token.tag, token.markup = "hardbreak", "br", "line"
        yield token
        if token.type == "link_open" and following.type == "link_close":
            # A link without words is shown as its address.
            yield Token("text", "", 0, content=token.attrs["href"], level=token.level + 1)


def begins_line(token):
    return (token.type == "note" and token.info == "text") or bool(LINE_SIGN.match(token.content))


def marker(item: Token) -> str:
    """The number of an item of an ordered list, as it was typed; the sign of any other item."""
    return f"{item.info}{item.markup}"
