"""A text with its blocks, which every reader of prose starts from."""

import re
from dataclasses import dataclass, field

SPEAKER_CLASSES = frozenset({"speaker", "speaker-name", "speakername", "speaker_name", "interlocutor"})
# "speech__speaker-name" and "transcript-speaker".
SPEAKER_PART = re.compile(r"(?:transcript|speech|turn|dialogue|utterance)[\w-]*?[_-]speaker(?:[_-]?name)?")


@dataclass
class Block:
    """A paragraph, heading, item of a list or cell of a table: a span of the text.

    `role` is "paragraph", "heading" (with `level` from 1), "item" or "cell" (with `row`, the number of its row in the
    document). `style` is the name of the style in Word, or the classes in HTML. `bold` and `italic` are spans.
    """

    start: int
    end: int
    role: str = "paragraph"
    level: int = 0
    row: int = -1
    style: str = ""
    bold: list[tuple[int, int]] = field(default_factory=list)
    italic: list[tuple[int, int]] = field(default_factory=list)


@dataclass(eq=False)
class Document:
    """`text` is all that was read, and offsets are of its characters. `kind` is a key of `proposals.KINDS`.

    `title`, `language`, `date` (ISO) and `address` are those that the file states about itself, or "".
    """

    kind: str
    text: str
    blocks: list[Block]
    title: str = ""
    language: str = ""
    date: str = ""
    address: str = ""


def is_speaker_class(style):
    """Return whether a class or a style of Word says that its words are the name of a speaker.

    >>> is_speaker_class("Speaker name")
    True
    """
    style = style.lower()
    if any(map(SPEAKER_PART.fullmatch, style.split())):
        return True
    return not SPEAKER_CLASSES.isdisjoint([*style.split(), style.replace(" ", "-")])
