"""Words with their marks into Markdown that reads back as the same words with the same marks."""

import re
from itertools import product

from proceedings.markup import parser

# Stands for the end of a line that is meant; no XML can have it.
BREAK = "\x1f"
# Without any of these, at no place can words be a mark.
PLAIN = re.compile(r"[^\\`*_\[\]<&~|#+\-=.)>:\x1f!\n]*\Z")
ANYWHERE = re.compile(r"([\\`*_\[\]<&~|])")
AT_A_LINE = re.compile(r"^(\d*)([#+\-=>]|(?<=\d)[.)])", re.MULTILINE)
DELIMITERS = list(product("*_", ("**", "__")))
TAGS = {"em_open": "em", "strong_open": "strong", "s_open": "s"}
EMPHASIS = {"em", "strong", "s"}
EDGES = re.compile(r"(\W*)(.*?)(\W*)", re.DOTALL)
AROUND_A_BREAK = re.compile(rf"[ \t\n]*{BREAK}[ \t\n]*")
BLANK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")


def marked(runs, head="") -> str:
    """Markdown of one paragraph (or, after a `head` such as "## ", of a heading).

    `runs` are (words, marks), marks from the outside in: "em", "strong", "s", "code", ("a", address, title). Of several
    ways to write them the first is taken that our own parser reads as what was meant; if there is none, the words are
    kept and their marks are not.
    """
    runs = tidy(runs)
    words = "".join(words for words, _marks in runs)
    if PLAIN.match(words) and not any(marks for _words, marks in runs):
        return head + words
    for meant in (runs, tidy(loosened(runs))):
        for escaped, delimiters in product((False, True), DELIMITERS):
            text = head + written(meant, escaped, delimiters)
            if read(text, head) == meant:
                return text
    bare = tidy([(words, ()) for words, _marks in runs])
    return head + written(bare, escaped=True, delimiters=DELIMITERS[0])


def tidy(runs):
    """The same with no space at the edges of the paragraph and its lines, and neighbours of one mark made one."""
    found = []
    for said, marks in runs:
        words = said if "code" in marks else between(said, found)
        if not words:
            continue
        if found and found[-1][1] == marks:
            found[-1] = (found[-1][0] + words, marks)
        else:
            found.append((words, marks))
    while found and "code" not in found[-1][1]:
        words = found[-1][0].rstrip().rstrip(BREAK)
        if words == found[-1][0]:
            break
        found[-1:] = [(words, found[-1][1])] if words else []
    return found


def between(words, found):
    """Words as they follow on what was found, which loses its space at an end of line that they begin with."""
    words = AROUND_A_BREAK.sub(BREAK, BLANK.sub("\n", words))
    if not found:
        return words.lstrip().lstrip(BREAK).lstrip()
    before, marks = found[-1]
    if before.endswith(("\n", BREAK)):
        words = words.lstrip(" \t\n")
    if words.startswith(("\n", BREAK)) and "code" not in marks:
        found[-1] = (before.rstrip(" \t"), marks)
    return words


def loosened(runs):
    """The same with signs at the edges of emphasis left out of it: CommonMark misses **「唐鳳」** inside words."""
    for words, marks in runs:
        others = tuple(mark for mark in marks if mark not in EMPHASIS)
        if others == marks or "code" in marks:
            yield words, marks
            continue
        before, middle, after = EDGES.fullmatch(words).groups()
        yield from [(before, others), (middle, marks), (after, others)]


def written(runs, escaped, delimiters, depth=0):
    """Markdown in which what shares its outer mark is written as one."""
    parts, at = [], 0
    while at < len(runs):
        words, marks = runs[at]
        if len(marks) == depth:
            parts.append(escape(words) if escaped else words.replace(BREAK, "\\\n"))
            at += 1
            continue
        mark, end = marks[depth], at
        while end < len(runs) and len(runs[end][1]) > depth and runs[end][1][depth] == mark:
            end += 1
        parts.append(wrapped(mark, runs[at:end], escaped, delimiters, depth))
        at = end
    text = "".join(parts)
    return AT_A_LINE.sub(r"\1\\\2", text) if escaped and depth == 0 else text


def wrapped(mark, runs, escaped, delimiters, depth):
    if mark == "code":
        text = "".join(words for words, _marks in runs)
        fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
        edge = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
        return f"{fence}{edge}{text}{edge}{fence}"
    inner = written(runs, escaped, delimiters, depth + 1)
    if isinstance(mark, tuple):
        _a, address, title = mark
        told = ' "' + re.sub(r'(["\\])', r"\\\1", title) + '"' if title else ""
        return f"[{inner}](<{address}>{told})" if re.search(r"[()\s]", address) else f"[{inner}]({address}{told})"
    sign = {"em": delimiters[0], "strong": delimiters[1], "s": "~~"}[mark]
    return f"{sign}{inner}{sign}"


def escape(words):
    return ANYWHERE.sub(r"\\\1", words).replace(BREAK, "\\\n")


def read(text, head=""):
    """The runs of a text that is one paragraph (or heading); None when it is anything else."""
    tokens = parser().parse(text)
    if len(tokens) != len(("open", "inline", "close")) or tokens[1].type != "inline":
        return None
    if (tokens[0].type, tokens[0].markup) != (("heading_open", head.strip()) if head else ("paragraph_open", "")):
        return None
    runs, marks = [], []
    for token in tokens[1].children:
        if token.type == "link_open":
            marks.append(("a", token.attrs["href"], token.attrs.get("title", "")))
        elif token.nesting > 0:
            marks.append(TAGS[token.type])
        elif token.nesting < 0:
            marks.pop()
        elif token.type == "code_inline":
            runs.append((token.content, (*marks, "code")))
        else:
            words = {"softbreak": "\n", "hardbreak": BREAK}.get(token.type, token.content)
            runs.append((words, tuple(marks)))
    return tidy(runs)
