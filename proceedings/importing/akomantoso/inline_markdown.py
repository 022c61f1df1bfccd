"""Text with marks as inline Markdown, which our own parser reads back as the same text with the same marks."""

import re
from itertools import product

from proceedings.markup import parser

# A hard line break; XML cannot contain this character.
BREAK = "\x1f"
# Text without any of these characters cannot be read as Markdown.
PLAIN = re.compile(r"[^\\`*_\[\]<&~|#+\-=.)>:\x1f!\n]*\Z")
ANYWHERE = re.compile(r"([\\`*_\[\]<&~|])")
LINE_START = re.compile(r"^(\d*)([#+\-=>]|(?<=\d)[.)])", re.MULTILINE)
DELIMITERS = list(product("*_", ("**", "__")))
TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
EMPHASIS = {"em", "strong", "s"}
EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
AROUND_A_BREAK = re.compile(rf"[ \t\n]*{BREAK}[ \t\n]*")
BLANK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


def inline_markdown(runs, head="") -> str:
    """Markdown of one paragraph (or, after a `head` such as "## ", of a heading).

    `runs` are (text, marks), with the marks from the outside in: "em", "strong", "s", "code", ("a", address, title).
    Try several ways to write them, and return the first that our own parser reads back as the same runs. If there is
    none, return the text without the marks.
    """
    runs = normalise(runs)
    text = "".join(text for text, _marks in runs)
    if PLAIN.match(text) and not any(marks for _text, marks in runs):
        return head + text
    for wanted in (runs, normalise(without_edges(runs))):
        for escaped, delimiters in product((False, True), DELIMITERS):
            markdown = head + write_runs(wanted, escaped, delimiters)
            if read_runs(markdown, head) == wanted:
                return markdown
    bare = normalise([(text, ()) for text, _marks in runs])
    return head + write_runs(bare, escaped=True, delimiters=DELIMITERS[0])


def normalise(runs):
    """The runs without space at the edges of the paragraph and its lines; neighbours with the same marks are joined."""
    result = []
    for raw, marks in runs:
        text = raw if "code" in marks else strip_at(raw, result)
        if not text:
            continue
        if result and result[-1][1] == marks:
            result[-1] = (result[-1][0] + text, marks)
        else:
            result.append((text, marks))
    while result and "code" not in result[-1][1]:
        text = result[-1][0].rstrip().rstrip(BREAK)
        if text == result[-1][0]:
            break
        result[-1:] = [(text, result[-1][1])] if text else []
    return result


def strip_at(text, runs):
    """The text that follows the runs, without space at the ends of lines; the last run may lose its space too."""
    text = AROUND_A_BREAK.sub(BREAK, BLANK.sub("\n", text))
    if not runs:
        return text.lstrip().lstrip(BREAK).lstrip()
    before, marks = runs[-1]
    if before.endswith(("\n", BREAK)):
        text = text.lstrip(" \t\n")
    if text.startswith(("\n", BREAK)) and "code" not in marks:
        runs[-1] = (before.rstrip(" \t"), marks)
    return text


def without_edges(runs):
    """Yield the runs without emphasis on punctuation at its edges: CommonMark misses **「唐鳳」** inside words."""
    for text, marks in runs:
        others = tuple(mark for mark in marks if mark not in EMPHASIS)
        if others == marks or "code" in marks:
            yield text, marks
            continue
        before, middle, after = EDGES.fullmatch(text).groups()
        yield from [(before, others), (middle, marks), (after, others)]


def write_runs(runs, escaped, delimiters, depth=0):
    """The Markdown of runs; neighbours that share an outer mark are inside one pair of delimiters."""
    parts, at = [], 0
    while at < len(runs):
        text, marks = runs[at]
        if len(marks) == depth:
            parts.append(escape(text) if escaped else text.replace(BREAK, "\\\n"))
            at += 1
            continue
        mark, end = marks[depth], at
        while end < len(runs) and len(runs[end][1]) > depth and runs[end][1][depth] == mark:
            end += 1
        parts.append(write_mark(mark, runs[at:end], escaped, delimiters, depth))
        at = end
    text = "".join(parts)
    return LINE_START.sub(r"\1\\\2", text) if escaped and depth == 0 else text


def write_mark(mark, runs, escaped, delimiters, depth):
    if mark == "code":
        text = "".join(text for text, _marks in runs)
        fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
        edge = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
        return f"{fence}{edge}{text}{edge}{fence}"
    inner = write_runs(runs, escaped, delimiters, depth + 1)
    if isinstance(mark, tuple):
        _a, address, title = mark
        title = ' "' + re.sub(r'(["\\])', r"\\\1", title) + '"' if title else ""
        return f"[{inner}](<{address}>{title})" if re.search(r"[()\s]", address) else f"[{inner}]({address}{title})"
    sign = {"em": delimiters[0], "strong": delimiters[1], "s": "~~"}[mark]
    return f"{sign}{inner}{sign}"


def escape(text):
    return ANYWHERE.sub(r"\\\1", text).replace(BREAK, "\\\n")


def read_runs(markdown, head=""):
    """The runs of Markdown that is one paragraph (or heading); None for anything else."""
    tokens = parser().parse(markdown)
    if len(tokens) != len(("open", "inline", "close")) or tokens[1].type != "inline":
        return None
    if (tokens[0].type, tokens[0].markup) != (("heading_open", head.strip()) if head else ("paragraph_open", "")):
        return None
    runs, marks, breaks = [], [], {"softbreak": "\n", "hardbreak": BREAK}
    for token in tokens[1].children:
        if token.markup == "linkify":
            # A bare address, which the parser makes a link.
            continue
        if token.type == "link_open":
            marks.append(("a", token.attrs["href"], token.attrs.get("title", "")))
        elif token.nesting > 0:
            marks.append(TAGS[token.type])
        elif token.nesting < 0:
            marks.pop()
        elif token.type == "code_inline":
            runs.append((token.content, (*marks, "code")))
        else:
            runs.append(("\n" if token.markup == "line" else breaks.get(token.type, token.content), tuple(marks)))
    return normalise(runs)
