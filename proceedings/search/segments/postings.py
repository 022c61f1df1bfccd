"""Postings: the places of each term in a segment of rows, as sorted arrays of numbers.

A place is the slot of a row in its segment and the position of the term in the row: first those of the title, then
those of the text. So one array gives rows, frequencies and phrases, and arithmetic on whole arrays replaces loops.
"""

from collections import defaultdict
from itertools import count

import numpy as np

from proceedings.search.query import Every, Words, in_a_row

from .tables import POSITION_BITS, SEGMENT_BITS

# Rows of a segment, and the last position of a text, which hardly any text exceeds (see analysis.MOST_BYTES).
ROWS, LAST_POSITION = 1 << SEGMENT_BITS, (1 << POSITION_BITS) - 1
# The position at which the text begins. The one before it stays empty, so that no phrase runs from title to text.
TEXT_START = 1 << 10
# Terms that are numbered together, which bounds the memory for their texts.
BATCH = 200_000
PLACE = np.uint32
NOWHERE = np.empty(0, PLACE)
# Masks of phrases that a Matcher keeps, each of as many bytes as there are rows.
MOST_MASKS = 8


class Batches:
    """The numbers and the places of terms, collected row by row."""

    def __init__(self):
        self.numbers = defaultdict(count().__next__)
        self.terms, self.firsts, self.lasts, self.sizes = [], [], [], []
        self.coded, self.placed = [], []

    def add(self, slot, terms, first, last):
        if terms:
            split = terms.split(" ")
            self.terms += split
            self.firsts.append((slot << POSITION_BITS) + first)
            self.lasts.append((slot << POSITION_BITS) + last)
            self.sizes.append(len(split))
            if len(self.terms) >= BATCH:
                self.flush()

    def flush(self):
        sizes = np.array(self.sizes, np.int64)
        starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
        places = np.repeat(np.array(self.firsts, np.int64), sizes) + np.arange(len(self.terms)) - starts
        self.placed.append(np.minimum(places, np.repeat(np.array(self.lasts, np.int64), sizes)).astype(PLACE))
        self.coded.append(np.fromiter(map(self.numbers.__getitem__, self.terms), np.int32, len(self.terms)))
        self.terms, self.firsts, self.lasts, self.sizes = [], [], [], []


def postings(rows) -> dict[str, np.ndarray]:
    """Return {term: places} of rows (slot, title, text), in the order of their slots."""
    batches = Batches()
    for slot, title, text in rows:
        batches.add(slot, title, 0, TEXT_START - 2)
        batches.add(slot, text, TEXT_START, LAST_POSITION)
    batches.flush()
    codes, places = np.concatenate(batches.coded), np.concatenate(batches.placed)
    places = places[np.argsort(codes, kind="stable")]
    ends = np.cumsum(np.bincount(codes, minlength=len(batches.numbers)))
    return {term: places[start:end] for term, start, end in zip(batches.numbers, [0, *ends], ends, strict=False)}


def slots(places):
    """Return the slot of each place."""
    return places >> POSITION_BITS


def in_title(places):
    return (places & LAST_POSITION) < TEXT_START


def are_among(values, places):
    """Return which of the values are among the places."""
    if not len(places):
        return np.zeros(len(values), bool)
    at = np.searchsorted(places, values)
    return places[np.minimum(at, len(places) - 1)] == values


class Matcher:
    """Evaluates words on the postings of a segment with `size` rows; the results are masks of the rows."""

    def __init__(self, postings, size):
        self.postings, self.size = postings, size
        self.known, self.masks = {}, {}
        self.nothing = np.zeros(size, bool)

    def places(self, phrase):
        """Return the places at which a phrase begins."""
        if phrase not in self.known:
            self.known[phrase] = self.phrase_places(phrase)
        return self.known[phrase]

    def phrase_places(self, phrase):
        *others, last = phrase.terms
        if not (others or phrase.open):
            return self.postings.get(last, NOWHERE)
        arrays = [self.postings.get(term, NOWHERE) for term in others]
        arrays.append(self.open_places(last) if phrase.open else self.postings.get(last, NOWHERE))
        at = min(range(len(arrays)), key=lambda number: len(arrays[number]))
        if not len(arrays[at]):
            return NOWHERE
        places = arrays[at] - PLACE(at) if at else arrays[at]
        for number, array in enumerate(arrays):
            if number != at:
                # First drop rows without the other term: that is faster, and most rows do not have it.
                places = places[self.mask(array)[slots(places + PLACE(at))]]
                places = places[are_among(places + PLACE(number), array)]
        return places

    def open_places(self, beginning):
        arrays = [places for term, places in self.postings.items() if term.startswith(beginning)]
        return np.sort(np.concatenate(arrays)) if arrays else NOWHERE

    def mask(self, places):
        mask = np.zeros(self.size, bool)
        mask[slots(places)] = True
        return mask

    def phrase_rows(self, phrase, *, titles_only=False):
        """Return the rows with a phrase. Do not change the mask: it may be cached."""
        if not len(self.places(phrase)):
            return self.nothing
        if (mask := self.masks.get((phrase, titles_only))) is None:
            mask = self.phrase_mask(phrase, titles_only)
            if len(self.masks) < MOST_MASKS:
                self.masks[phrase, titles_only] = mask
        return mask

    def phrase_mask(self, phrase, titles_only):
        places = self.places(phrase)
        mask = self.mask(places[in_title(places)] if titles_only else places)
        if phrase.whole:
            whole = self.postings.get(phrase.whole, NOWHERE)
            mask &= self.mask(whole[in_title(whole)] if titles_only else whole)
        return mask

    def rows(self, tree, *, titles_only=False):
        """Return the rows with the words of a tree, or only those with them in the title."""
        if isinstance(tree, Every):
            first, *others = tree.parts
            mask = self.rows(first, titles_only=titles_only)
            for part in others:
                if not mask.any():
                    break
                mask = mask & self.rows(part, titles_only=titles_only)
            return mask
        if isinstance(tree, Words):
            return self.any_of(self.phrase_rows(phrase, titles_only=titles_only) for phrase in tree.phrases)
        return self.any_of(self.rows(part, titles_only=titles_only) for part in tree.parts)

    def any_of(self, masks):
        """Return the union of masks. Masks that are `nothing` are skipped."""
        union = self.nothing
        for mask in masks:
            if mask is not self.nothing:
                union = mask if union is self.nothing else union | mask
        return union

    def favoured(self, tree):
        """Return the rows with all words in the title, or in a row anywhere."""
        return self.any_of([self.rows(tree, titles_only=True), *map(self.phrase_rows, in_a_row(tree))])

    def number(self, phrase):
        """Return the number of rows with a phrase."""
        return np.count_nonzero(self.phrase_rows(phrase)) if len(self.places(phrase)) else 0

    def frequencies(self, phrase, rows, title_weight):
        """Return how often the rows have a phrase; each time in a title counts as the weight."""
        places = self.places(phrase)
        if not len(places):
            return np.zeros(len(rows))
        weights = np.where(in_title(places), title_weight, 1.0)
        counts = np.bincount(slots(places), weights, minlength=self.size)
        return (counts * self.phrase_rows(phrase) if phrase.whole else counts)[rows]


def leaves(tree):
    """Yield the phrases of a tree of words."""
    if isinstance(tree, Words):
        yield from tree.phrases
    else:
        for part in tree.parts:
            yield from leaves(part)


def terms_of(phrases):
    """Return the terms of phrases, and the beginnings of terms: two sets."""
    terms, beginnings = set(), set()
    for phrase in phrases:
        *others, last = phrase.terms
        terms.update(others, [phrase.whole] if phrase.whole else [])
        (beginnings if phrase.open else terms).add(last)
    return terms, beginnings
