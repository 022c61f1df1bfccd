"""Word diffs of two versions of a text; character by character in scripts without spaces."""

import re
from typing import NamedTuple

from diff_match_patch import diff_match_patch

SAME, INSERTED, DELETED = 0, 1, -1
# One character of Thai, kana, Han or Hangul; a run of other letters; a line break; spaces; any other character.
TOKEN = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|\n|[^\S\n]+|[^\w\s]"
)
# Seconds of comparison, after which the rest of two very different texts counts as replaced.
TIMEOUT = 1
# Each token is encoded as one character from FIRST on, skipping surrogates.
FIRST, SURROGATES, AFTER_SURROGATES = 0x100, 0xD800, 0xE000


class Piece(NamedTuple):
    """A part of a text: SAME, INSERTED or DELETED."""

    kind: int
    text: str


class Line(NamedTuple):
    """A changed line in pieces, or, if pieces is None, a run of `number` unchanged lines."""

    pieces: list[Piece] | None
    number: int = 0


def normalized(text: str) -> str:
    """A text with uniform line ends and without surrounding space."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def pieces(before: str, after: str) -> list[Piece]:
    """The diff of two texts: both merged into one list of pieces."""
    tokens: dict[str, str] = {}
    numbered = ["".join(character(tokens, token) for token in TOKEN.findall(text)) for text in (before, after)]
    words = {number: token for token, number in tokens.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = TIMEOUT
    diff = engine.diff_main(*numbered, checklines=False)
    engine.diff_cleanupSemantic(diff)
    return [Piece(kind, "".join(map(words.__getitem__, numbers))) for kind, numbers in diff]


def character(tokens, token):
    """The character for a token; a new one is added to {token: character}."""
    if token not in tokens:
        number = FIRST + len(tokens)
        tokens[token] = chr(number if number < SURROGATES else number - SURROGATES + AFTER_SURROGATES)
    return tokens[token]


def lines(before: str, after: str) -> list[Line]:
    """The lines of a diff: changed lines in pieces, and runs of unchanged ones."""
    result, current, unchanged = [], [], 0
    for kind, text in [*pieces(before, after), Piece(SAME, "\n")]:
        for part in re.split(r"(\n)", text):
            if part and part != "\n":
                current.append(Piece(kind, part))
            elif part == "\n" and kind == SAME:
                if all(piece.kind == SAME for piece in current):
                    unchanged += bool(current)
                else:
                    if unchanged:
                        result.append(Line(None, unchanged))
                    result.append(Line(current))
                    unchanged = 0
                current = []
            elif part == "\n":
                # The line break of an inserted or deleted paragraph stays in its line.
                current.append(Piece(kind, "\n"))
    if unchanged:
        result.append(Line(None, unchanged))
    return result
