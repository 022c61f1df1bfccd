"""Segments of the search index: the facts of up to 32,768 rows, as columns of few different texts."""

import io
import json
import sys
from collections import defaultdict
from functools import cached_property
from itertools import count, islice
from threading import Lock

import numpy as np

from .postings import ROWS, SEGMENT_BITS

CODE, LENGTH = np.uint16, np.uint32
# Numbers of texts up to which comparing a column with each takes less time than looking up each row.
FEW_CODES = 8
# The most texts that a process numbers.
MOST_TEXTS = 300_000


class Column:
    """A fact of all rows of a segment: the different texts, and for each row the number of its text.

    Number 0 is the empty text, which rows that do not exist have, too.
    """

    def __init__(self, texts, codes):
        self.texts, self.codes = texts, codes
        # (Numbering, its number of each text, or -1).
        self.numbered = None, None

    @cached_property
    def codes_by_value(self):
        """{value: numbers of the texts that have it}; the values of a text are separated by commas."""
        codes = {}
        for code, text in enumerate(self.texts):
            for value in text.split(","):
                codes.setdefault(value, []).append(code)
        return codes

    def having(self, values, slots):
        """Return which of the slots have any of the values."""
        known = self.codes_by_value
        # Go through the smaller set: the wanted values, or those of this column.
        wanted = values if len(values) < len(known) else filter(values.__contains__, known)
        return self.of_codes({code for value in wanted for code in known.get(value, ())}, slots)

    def where(self, condition, slots):
        """Return which of the slots have a text that meets a condition."""
        return self.of_codes({code for code, text in enumerate(self.texts) if condition(text)}, slots)

    @cached_property
    def stated(self):
        """The number that each text states, 0 for the empty one."""
        return np.array([int(text or 0) for text in self.texts])

    def numbers(self, slots):
        """Return the numbers that the texts of the slots state."""
        return self.stated[self.codes[slots]]

    def places(self, numbers, order, slots):
        """Return the place of the number of each of the slots in an array of numbers, or -1.

        `order` is the np.argsort of the numbers, of which there is at least one.
        """
        places = order[np.minimum(np.searchsorted(numbers, self.stated, sorter=order), len(order) - 1)]
        return np.where(numbers[places] == self.stated, places, -1)[self.codes[slots]]

    def of_codes(self, codes, slots):
        """Return which of the slots have one of the numbers of texts."""
        given = self.codes[slots]
        if len(codes) <= FEW_CODES:
            return np.logical_or.reduce([given == code for code in codes] or [np.zeros(len(given), bool)])
        chosen = np.zeros(len(self.texts), bool)
        chosen[list(codes)] = True
        return chosen.take(given)


class Numbering:
    """Numbers of texts that are the same in all segments, so that numbers are counted instead of texts."""

    def __init__(self):
        self.known, self.texts, self.lock = defaultdict(count().__next__), [], Lock()

    def numbers(self, column, slots):
        """Return the numbers of the texts that the slots have in a column."""
        owner, numbers = column.numbered
        if owner is not self:
            column.numbered = self, (numbers := np.full(len(column.texts), -1, np.int32))
        codes = column.codes[slots]
        if (numbers[codes] < 0).any():
            missing = np.flatnonzero(np.bincount(codes, minlength=len(numbers)) * (numbers < 0))
            with self.lock:
                texts = map(column.texts.__getitem__, missing.tolist())
                numbers[missing] = list(map(self.known.__getitem__, texts))
                self.texts += islice(self.known, len(self.texts), None)
        return numbers[codes]


# The Numbering of this process.
numberings = [Numbering()]


def numbering():
    """Return the Numbering, or a new one if it has too many texts."""
    if len(numberings[0].texts) > MOST_TEXTS:
        numberings[0] = Numbering()
    return numberings[0]


class Segment:
    """Rows with their facts: {name: Column}, and the number of terms of each. `keys` are their primary keys."""

    def __init__(self, keys, lengths, columns):
        self.keys, self.lengths, self.columns = keys, lengths, columns
        self.rows, self.terms = np.count_nonzero(lengths), int(lengths.sum())

    def __len__(self):
        return len(self.lengths)


def segment_of(key):
    """Return the number of the segment of a row."""
    return key >> SEGMENT_BITS


def keys_of(number):
    """Return the primary keys that the rows of a segment can have."""
    return range(number << SEGMENT_BITS, (number + 1) << SEGMENT_BITS)


def columns(names, size, rows):
    """Return {name: Column} of rows (slot, facts as texts in the order of the names)."""
    texts = [{"": 0} for _name in names]
    codes = np.zeros((len(names), size), CODE)
    for slot, facts in rows:
        codes[:, slot] = [known.setdefault(fact, len(known)) for known, fact in zip(texts, facts, strict=True)]
    return {name: Column(list(known), row) for name, known, row in zip(names, texts, codes, strict=True)}


def packed(segment):
    """Return the bytes of a segment, for `unpacked`."""
    file = io.BytesIO()
    texts = json.dumps({name: column.texts for name, column in segment.columns.items()}).encode()
    codes = {name: column.codes for name, column in segment.columns.items()}
    np.savez(file, allow_pickle=False, lengths=segment.lengths, texts=np.frombuffer(texts, np.uint8), **codes)
    return file.getvalue()


def unpacked(number, content):
    """Return the segment with a number from its bytes."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        texts = json.loads(arrays["texts"].tobytes())
        # Interned, because segments share most texts.
        columns = {name: Column(list(map(sys.intern, some)), arrays[name]) for name, some in texts.items()}
        return Segment(np.arange(ROWS) + keys_of(number).start, arrays["lengths"], columns)
