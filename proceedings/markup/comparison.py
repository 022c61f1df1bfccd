"""Words of a Markdown text that other programs would show differently, although our own pages keep them.

The API, CSV files and others contain the Markdown itself. CommonMark counts the items of a list from the first number,
takes signs for emphasis, and hides words that look like HTML or like the definition of a link.
"""

import html
import re
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from .blocks import DEFINITION
from .inlines import NOTE_TEXT, UNSPACED
from .tokens import MARKDOWN, markdown_lines

# The most characters of the words in a message.
SHOWN = 60
# A text without any of these has the same words everywhere.
SUSPECT = re.compile(
    r"^[ \t>]*\d+[.)]|\]:|[^\W_][*~]+[^\W_]|[)\]][*~]+[(\[]|<[a-z/!?]|\|", re.IGNORECASE | re.MULTILINE
)
# All matches of SUSPECT have one of these characters, or a digit of another script.
HINTS = "0123456789]*~<|"
HINT = re.compile(r"[\d\]*~<|]")
# A label or an address as it is written, before markdown-it encodes it.
LINK_END = re.compile(r"\][\[(][^\[\]()\s]*")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Signs between letters or digits belong to the word. Where the script has no spaces, each character is a word.
LETTERS = rf"(?:(?!{UNSPACED.pattern})[^\W_])+"
WORD = re.compile(rf"(?=[^\W_]){UNSPACED.pattern}|{LETTERS}(?:[*_~]+{LETTERS})*")


class Change(NamedTuple):
    """Words that would change: the line of the text from 1, what is written, and what would be shown there."""

    line: int
    written: str
    shown: str

    def __str__(self):
        if self.written.isdecimal() and self.shown.isdecimal():
            message = _("Line %(line)d: the numbers of a list would change here: “%(written)s” to “%(shown)s”.")
        elif self.shown:
            message = _("Line %(line)d: “%(written)s” would become “%(shown)s”.")
        else:
            message = _("Line %(line)d: “%(written)s” would not be shown.")
        params = {name: shortened(text) for name, text in self._asdict().items() if name != "line"}
        return message % (params | {"line": self.line})


def shortened(text):
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


@cache
def commonmark():
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def changes(text: str, text_format: str = MARKDOWN) -> list[Change]:
    """The words of a text that CommonMark would change; none for plain text."""
    if text_format != MARKDOWN or not has_hint(text) or not SUSPECT.search(text):
        return []
    source = markdown_lines(text)
    lines = source.split("\n")
    # Footnotes are widely read, though not part of CommonMark.
    tokens = commonmark().parse(NOTE_TEXT.sub(lambda match: match[0].replace("[", "\\["), source))
    result, at = [], 0
    for first, last, block in top_level(tokens):
        result += hidden_lines(lines, at, first)
        result += block_changes(lines[first:last], block, first + 1)
        at = last
    return [*result, *hidden_lines(lines, at, len(lines))]


def has_hint(text):
    # Most texts have no hint, and looking for each takes a fifth of the time of the pattern.
    return any(map(text.__contains__, HINTS)) if text.isascii() else HINT.search(text) is not None


def top_level(tokens):
    """Yield (first line, line after the last, tokens) of each block."""
    block = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield *block[0].map, block
            block = []


def hidden_lines(lines, start, end):
    """Yield the lines between blocks that have words: definitions of links, which are not shown."""
    for number, line in enumerate(lines[start:end], start + 1):
        if line.strip() and not DEFINITION.match(line.strip()):
            yield Change(number, line.strip(), "")


def block_changes(lines, tokens, first):
    written = [
        (word, number)
        for number, line in enumerate(lines, first)
        for word in WORD.findall(html.unescape(ESCAPE.sub(r"\1", line)))
    ]
    words, shown = [word for word, _line in written], WORD.findall(" ".join(shown_parts(tokens)))
    if words == shown:
        return
    addresses = set(WORD.findall(" ".join(hidden_parts(tokens))))
    for tag, start, end, first_shown, last_shown in SequenceMatcher(None, words, shown, autojunk=False).get_opcodes():
        if tag != "equal" and not (tag == "delete" and addresses.issuperset(words[start:end])):
            line = written[min(start, len(written) - 1)][1] if written else first
            yield Change(line, " ".join(words[start:end]), " ".join(shown[first_shown:last_shown]))


def shown_parts(tokens):
    """Yield the words of tokens as CommonMark shows them, with the numbers of lists."""
    numbers = []
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open" if numbers[-1] is not None:
                yield str(numbers[-1])
                numbers[-1] += 1
            case "fence" | "code_block":
                yield token.content
            case "inline":
                yield "".join(map(shown_inline, token.children))


def shown_inline(token):
    match token.type:
        case "html_inline":
            return ""
        case "softbreak" | "hardbreak" | "link_open" | "link_close":
            return " "
        case "code_inline" | "image":
            return f" {token.content} "
    return token.content


def hidden_parts(tokens):
    """Yield the parts of Markdown that are never shown: addresses, titles and labels of links, languages of code."""
    for token in tokens:
        yield from map(html.unescape, map(str, token.attrs.values()))
        yield token.info
        if token.type == "inline":
            yield from hidden_parts(token.children)
            yield from LINK_END.findall(token.content)
