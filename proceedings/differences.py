"""What two versions of a text differ in, word by word; where a script has no spaces, character by character."""

import re
from typing import NamedTuple

from diff_match_patch import diff_match_patch

SAME, INSERTED, DELETED = 0, 1, -1
# Han, kana, Hangul and Thai, which are words of one character here; runs of other letters; spaces; all else.
TOKEN = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"|\n|[^\S\n]+|[^\w\s]"
)
# After so many seconds the rest of two texts that have little in common is told as replaced.
SECONDS = 1
# Tokens are numbered by characters, which leave surrogates and the first ones out.
FIRST, SURROGATES, PAST_THEM = 0x100, 0xD800, 0xE000


class Piece(NamedTuple):
    """A part of a text: SAME, INSERTED or DELETED."""

    kind: int
    text: str


class Line(NamedTuple):
    """A line of a text in pieces; None for pieces stands for lines that are the same, of which there are `number`."""

    pieces: list[Piece] | None
    number: int = 0


def even(text: str) -> str:
    """A text without what no reader sees: how its lines end, and space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts as one, in pieces."""
    tokens: dict[str, str] = {}
    numbered = ["".join(character(tokens, token) for token in TOKEN.findall(text)) for text in (before, after)]
    words = {number: token for token, number in tokens.items()}
    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    found = engine.diff_main(*numbered, checklines=False)
    engine.diff_cleanupSemantic(found)
    return [Piece(kind, "".join(map(words.__getitem__, numbers))) for kind, numbers in found]


def character(tokens, token):
    if token not in tokens:
        number = FIRST + len(tokens)
        tokens[token] = chr(number if number < SURROGATES else number - SURROGATES + PAST_THEM)
    return tokens[token]


def lines(before: str, after: str) -> list[Line]:
    """The lines that differ, in pieces; how many are the same between them."""
    found, current, left_out = [], [], 0
    for kind, text in [*pieces(before, after), Piece(SAME, "\n")]:
        for part in re.split(r"(\n)", text):
            if part and part != "\n":
                current.append(Piece(kind, part))
            elif part == "\n" and kind == SAME:
                if all(piece.kind == SAME for piece in current):
                    left_out += bool(current)
                else:
                    if left_out:
                        found.append(Line(None, left_out))
                    found.append(Line(current))
                    left_out = 0
                current = []
            elif part == "\n":
                # A paragraph that is new or gone ends where it ends.
                current.append(Piece(kind, "\n"))
    if left_out:
        found.append(Line(None, left_out))
    return found
