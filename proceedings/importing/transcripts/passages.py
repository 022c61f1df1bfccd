"""Divide a document into passages: a paragraph, or a line that a label begins, with the label of its speaker."""

import re
from collections import Counter
from dataclasses import dataclass

from proceedings.importing.documents import Block, is_speaker_class

from .capacities import fold, part, without_country
from .forms import PARENTHESES, is_full, is_label, is_name_like
from .labels import COLON, Label, Strength, find_label
from .vocabulary import is_honorific, is_post, is_unnamed, is_voice

LINE, WORD = re.compile(r"[^\n]+"), re.compile(r"[^\W\d_]+")
# Labels that bold letters set off, from which on a document needs no other signs.
ENOUGH_BOLD = 2
# Words that only a line of their own or a note in a table has.
LONGEST_CELL = 120
# A number, a time, the speaker and the words.
CELLS = range(2, 5)
# A label of so many words, all bold, is one of a person with a post even where it is not in the form of a name.
LONG_LABEL = 3
# A question and an answer.
LETTERS = ({"Q", "A"}, {"В", "О"}, {"问", "答"}, {"問", "答"})
INITIALS = re.compile(r"(?:[^\W\d_]\.\s?){2,3}|[^\W\d_a-z]{2,3}")


@dataclass
class Passage:
    """A span of the text with the label at its beginning, or None. `is_heading` ends the words of a speaker."""

    start: int
    end: int
    block: Block
    label: Label | None = None

    @property
    def is_title(self):
        return self.block.role == "heading"

    @property
    def is_heading(self):
        return self.is_title and self.label is None


def passages(document):
    """Return the Passages of a document in order, with the labels that can be trusted."""
    lines = [*cells_and_paragraphs(document)]
    if not any(passage.label and passage.label.strength >= Strength.BOLD for passage in lines if not passage.is_title):
        # Where nothing is bold, italic letters can set off the names.
        lines = [*cells_and_paragraphs(document, "italic")]
    trusted = TrustedLabels([passage.label for passage in lines if passage.label], document.text)
    result = []
    for passage in lines:
        label = passage.label if passage.label and trusted.accepts(passage.label) else None
        is_continued = label is None and result and result[-1].block is passage.block and passage.block.role != "cell"
        if is_continued:
            # A line of the same paragraph.
            result[-1].end = passage.end
        else:
            result.append(Passage(passage.start, passage.end, passage.block, label))
    return result


def cells_and_paragraphs(document, letters="bold"):
    """Yield a Passage for each line of each block, with any label; a row of a table has one for the speaker's words."""
    rows = {}
    for block in document.blocks:
        if block.role == "cell":
            rows.setdefault(block.row, []).append(block)
    speaking = {row: cells for row, cells in rows.items() if is_row_of_speaker(document.text, cells)}
    # A table with one such row only is a table of something else.
    speaking = speaking if len(speaking) > 1 else {}
    for block in document.blocks:
        cells = speaking.get(block.row) if block.role == "cell" else None
        if cells is None:
            yield from lines(document.text, block, letters)
        elif block is cells[-1]:
            yield row_passage(document.text, cells)


def lines(text, block, letters):
    for match in LINE.finditer(text, block.start, block.end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = match.start() + len(match[0].rstrip())
        if start < end:
            is_title = block.role == "heading"
            if is_speaker_class(block.style) and is_name_like(text[start:end].rstrip(":： ")):
                name = text[start:end].rstrip(":： ")
                yield Passage(start, end, block, Label(start, start + len(name), end, name, Strength.VOICE))
                continue
            set_off = [(block.start, block.end)] if is_title else getattr(block, letters)
            label = find_label(text, start, block.end, set_off)
            is_emphasis = label and letters == "italic" and label.strength == Strength.BOLD and not label.has_sign
            yield Passage(start, end, block, None if is_emphasis and not is_title else label)


def is_row_of_speaker(text, cells):
    if len(cells) not in CELLS:
        return False
    name = text[cells[-2].start : cells[-2].end].strip().rstrip(":：")
    if is_unnamed(name) and len(text[cells[-1].start : cells[-1].end].split()) == 1:
        # "Speaker" and "Words": the heading of a table.
        return False
    return len(name) <= LONGEST_CELL and is_label(name) and is_name_like(name)


def row_passage(text, cells):
    name, words = cells[-2:]
    name_end = name.start + len(text[name.start : name.end].rstrip(" :：\n"))
    label = Label(name.start, name_end, words.start, text[name.start : name_end], Strength.VOICE)
    return Passage(name.start, words.end, words, label)


class TrustedLabels:
    """The labels of a document that are those of speakers, since they are set off alike, or come again."""

    def __init__(self, labels, text):
        self.small = frozenset(word for word in WORD.findall(text) if word.islower())
        self.numbers = Counter(key(label) for label in labels)
        set_off = [label for label in labels if self.is_set_off(label)]
        self.is_bold = sum(label.strength >= Strength.BOLD for label in set_off) >= ENOUGH_BOLD
        if not self.is_bold:
            set_off += [
                label for label in labels if is_name_like(label.text) and is_full(label.text) and label.has_sign
            ]
        self.known = {key(label) for label in set_off}
        self.surnames = {key(label).split()[-1] for label in set_off if key(label)}
        self.endings = {tuple(key(label).split()[-2:]) for label in set_off}
        letters = Counter(label.text for label in labels if len(label.text) == 1)
        self.has_letters = any(pair <= letters.keys() for pair in LETTERS) or letters["Q"] > 1
        self.has_countries = len({key(label) for label in labels if begins_with_country(label)}) > 1
        self.initials = repeated([label for label in labels if INITIALS.fullmatch(label.text)])
        apart = [label for label in labels if label.is_apart and is_name_like(label.text) and is_full(label.text)]
        plain = sum(label.strength == Strength.PLAIN for label in apart)
        if plain < sum(label.has_sign for label in set_off):
            # Where others have colons, "Mr. Ash. Who is he?" is speech.
            apart = [label for label in apart if label.strength > Strength.PLAIN]
        self.apart = frozenset() if self.is_bold else repeated(apart, set_off)

    def is_set_off(self, label):
        if label.strength == Strength.VOICE:
            return True
        if label.strength == Strength.PLAIN or not label.has_sign:
            return False
        if is_name_like(label.text):
            return not self.is_heading(label)
        words = PARENTHESES.sub("", label.text).split()
        return len(words) >= LONG_LABEL and (
            is_voice(words[0]) or any(map(is_post, words)) or names_somebody(label.text)
        )

    def is_heading(self, label):
        """Return whether a label that comes once is of words that the text has in small letters too: “Roads:”."""
        words = WORD.findall(key(label))
        return self.numbers[key(label)] == 1 and not is_unnamed(label.text) and self.small.issuperset(words)

    def accepts(self, label):
        """Return whether the label is that of a speaker."""
        if self.is_set_off(label):
            return True
        if self.is_heading(label):
            return False
        if key(label) in self.initials or (label.is_apart and key(label) in self.apart):
            return True
        if len(label.text) == 1:
            return self.has_letters
        return self.accepts_plain(label, self.is_known(key(label)))

    def accepts_plain(self, label, is_known):
        if not label.has_sign:
            return is_known and label.is_apart and is_name_like(label.text) and label.strength >= Strength.BOLD
        if self.is_bold or not is_name_like(label.text):
            return is_known or (is_unnamed(label.text) and label.text[:1].isupper())
        is_delegation = self.has_countries and begins_with_country(label)
        return is_delegation or self.numbers[key(label)] > 1 or (is_known and names_somebody(label.text))

    def is_known(self, name):
        """Return whether another label has the same words, the same name at its end, or the surname after initials."""
        *given, surname = name.split() or [""]
        is_surname = surname in self.surnames and all(len(word) == 1 or is_honorific(word) for word in given)
        return name in self.known or is_surname or (*given[-1:], surname) in self.endings


def repeated(labels, others=()):
    """Return the keys of several persons' labels if one of them comes again, an empty set if none does.

    A page of biographies has each name once. `others` are further labels that a person can have.
    """
    names = [key(label).partition(",")[0] for label in {*labels, *others}]
    persons = [name.split()[-1] for name in names if name]
    return frozenset(map(key, labels)) if 1 < len(set(persons)) < len(persons) else frozenset()


def begins_with_country(label):
    return label.has_sign and without_country(label.text.partition(",")[0].split())[1]


def names_somebody(printed):
    """Return whether a label has the name of a person, or is a word such as "Question"."""
    return is_unnamed(PARENTHESES.sub("", printed)) or bool(part(printed).name)


def key(label):
    """Return the words of a label without notes, to compare."""
    return fold(COLON.sub("", PARENTHESES.sub("", label.text)))
