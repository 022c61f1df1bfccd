"""Join the passages of a document into the turns of its speakers."""

import re
from dataclasses import dataclass, field, replace

from .capacities import part
from .forms import is_full, is_name_like
from .label import Label
from .passages import passages
from .vocabulary import is_end, is_post, is_translation, is_unnamed

# A break between parts, such as “* * *”, and a mark of words that the source leaves out.
BREAK = re.compile(r"[\s*_#•·–—-]*\Z")
OMISSION = re.compile(r"\s*[<\[(‹«]?\s*(?:…|\.\.\.)\s*[>\])›»]?\s*\Z")
# "[Laughter]" or "(Applause.)" as a paragraph of its own.
STAGE = re.compile(r"\s*[*_]{0,2}(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|【[^【】]*】)[.*_]{0,3}\s*\Z", re.DOTALL)
# A passage of at least 40 letters that one of the 6 before or after it contains is a pull quote.
LEAST_REPEATED, NEAR = 40, 6
# The fewest letters of a title in capitals, and the most of a line in a list of participants.
LEAST_CAPITALS, LONGEST_FRONT = 8, 200
SENTENCE_END, MARKS = re.compile(r"[.!?。！？…:][\"”»’)\]*_]*\s*\Z"), re.compile(r"[*_]+")


@dataclass
class Turn:
    """The words of one speaker. `content` are spans of the text, and `start` is where the line of the label begins.

    `session` is the heading above.
    """

    label: Label
    start: int
    content: list[tuple[int, int]] = field(default_factory=list)
    session: str = ""

    @property
    def is_translated(self):
        return is_translation(self.label.remark)


def find_turns(document):
    """Return the Turns of a Document that have words, in order."""
    turns, session, current = [], "", None
    text = document.text
    rows = passages(document)
    for number, passage in enumerate(rows):
        if passage.label and current is not None and is_post_below(current, rows, number):
            name = current.label
            current.label = replace(name, text=f"{name.text}, {passage.label.text}")
            add(current, text, passage.label.words, passage.end)
            continue
        if passage.label:
            current = Turn(passage.label, passage.start, session=session)
            turns.append(current)
            add(current, text, passage.label.words, passage.end)
            continue
        words = text[passage.start : passage.end]
        if passage.is_heading:
            heading = " ".join(words.split())
            # The title of the document is not the heading of a session.
            session, current = "" if heading in document.title else heading, None
        elif passage.is_added:
            continue
        elif BREAK.match(words) or is_end(words):
            current = None
        elif current is not None and not is_aside(passage, words) and not is_repeated(rows, number, text):
            add(current, text, passage.start, passage.end)
    turns = [turn for turn in turns if turn.content]
    while turns and is_of_front(turns[0], text):
        turns.pop(0)
    return turns


def is_post_below(turn, rows, number):
    """Return whether a label is the post of the person in the line above it: "Anna Berg", then "Minister of Water"."""
    is_below = not turn.content and number > 0 and rows[number].block is rows[number - 1].block
    printed = rows[number].label.text
    is_post_alone = not is_unnamed(printed) and part(printed).name == "" and any(map(is_post, printed.split()))
    return is_below and is_post_alone and bool(part(turn.label.text).name)


def is_of_front(turn, text):
    """Return whether the first turn is a line in a list of participants: "Moderator: Anna Berg"."""
    words = text[turn.content[0][0] : turn.content[-1][1]]
    person = MARKS.sub("", words).strip().partition(",")[0].partition("\n")[0]
    is_list = len(words) <= LONGEST_FRONT and not SENTENCE_END.search(words)
    return is_list and is_unnamed(turn.label.text) and is_name_like(person) and is_full(person)


def is_title_in_capitals(passage, words):
    """Return whether a paragraph is a title in capitals, as in plain text and PDF."""
    letters = sum(map(str.isalpha, words))
    is_whole = passage.block.start == passage.start and passage.block.end == passage.end
    return is_whole and words.isupper() and letters >= LEAST_CAPITALS and not SENTENCE_END.search(words)


def is_aside(passage, words):
    """Return whether a passage is not said: a title, an omission, a stage direction or a caption."""
    block = passage.block
    is_italic = bool(block.italic) and sum(end - start for start, end in block.italic) >= len(words.strip("() .[]"))
    return (
        is_title_in_capitals(passage, words)
        or bool(OMISSION.match(words) or STAGE.match(words))
        or (is_italic and "(" in words)
        or "caption" in block.style
    )


def is_repeated(rows, number, text):
    """Return whether a passage only repeats words of a longer one near it, as pull quotes on web pages do."""
    words = " ".join(text[rows[number].start : rows[number].end].split())
    if len(words) < LEAST_REPEATED:
        return False
    for other in (*rows[max(0, number - NEAR) : number], *rows[number + 1 : number + 1 + NEAR]):
        near = " ".join(text[other.start : other.end].split())
        if len(near) > len(words) and words in near:
            return True
    return False


def add(turn, text, start, end):
    """Add a span to a turn, joined to the last one if only white space is between them."""
    words = text[start:end]
    if not words.strip():
        return
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if turn.content and not text[turn.content[-1][1] : start].strip():
        turn.content[-1] = (turn.content[-1][0], end)
    else:
        turn.content.append((start, end))
