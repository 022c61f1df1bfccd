"""Text into terms: what both engines index, and what a reader's words are looked for as."""

import re
from functools import cache
from typing import NamedTuple

import langcodes

from .characters import folded, normal, script, token
from .stems import completions, declined, english, russian

# PostgreSQL takes at most 1 MB for the terms of a row, lists of positions and all; a speech of ten hours has half.
MOST_BYTES = 500_000
# A longer run of letters is no word; PostgreSQL takes at most 2 KB.
LONGEST = 100
# Words remembered with their terms; then all are forgotten, so that a strange text costs no memory.
REMEMBERED = 200_000


class Way(NamedTuple):
    """Which scripts are stemmed: both, but for a language that is written in a script without being its language."""

    latin: bool
    cyrillic: bool
    # Russian words get the stem of their other cases.
    turned: bool = False

    def term(self, word):
        """The term of a normal word."""
        written = script(word)
        if written == "latin" and self.latin:
            word = english(word)
        elif written == "cyrillic" and self.cyrillic:
            word = declined(word) if self.turned else russian(word)
        return folded(word)


BOTH = Way(latin=True, cyrillic=True)
# What one word of a query can have become: in an English text or a Russian one, in a French or a Kazakh one.
NEITHER = Way(latin=False, cyrillic=False)
WAYS = (BOTH, Way(latin=False, cyrillic=True), Way(latin=True, cyrillic=False))
# Only a question is asked in other cases: texts are indexed in one way.
ASKED = (*WAYS, Way(latin=True, cyrillic=True, turned=True))


@cache
def way(language: str) -> Way:
    """How texts in a language are analysed; an English word inside a Russian or Chinese text is stemmed as English."""
    try:
        tag = langcodes.get(language or "und")
        written = tag.maximize().script if tag.language not in {None, "und"} else ""
    except (ValueError, LookupError):
        return BOTH
    return Way(
        latin=written != "Latn" or tag.language == "en",
        cyrillic=written != "Cyrl" or tag.language == "ru",
    )


class Memory(dict):
    """The terms of words seen before, separated by spaces: {word as written: "term term"}."""

    def __init__(self, way):
        super().__init__()
        self.way = way

    def __missing__(self, word):
        if len(self) >= REMEMBERED:
            self.clear()
        found = " ".join(split(word, self.way))
        if len(word) <= LONGEST:
            self[word] = found
        return found


@cache
def memory(way):
    return Memory(way)


def split(word, way):
    """The terms of one token: several where its compatible form has separators, or characters that stand alone."""
    terms = (way.term(part)[:LONGEST] for part in token().findall(normal(word)))
    return [term for term in terms if term]


def terms(text: str, language: str) -> str:
    """The terms of a text in their order, separated by spaces: letters, digits and vowel signs, nothing else.

    >>> terms("The SCO’s organisations: COVID-19 and 5G", "en")
    'the sco organiz covid 19 and 5g'
    >>> terms("裁军与核安全", "zh")
    '裁 军 与 核 安 全'
    """
    known = memory(way(language))
    return shortened(" ".join(filter(None, map(known.__getitem__, token().findall(text)))))


def shortened(found):
    """As many whole terms as PostgreSQL takes."""
    if len(found) * 4 <= MOST_BYTES or len(found.encode()) <= MOST_BYTES:
        return found
    cut = found.encode()[:MOST_BYTES].decode(errors="ignore")
    return cut.rpartition(" ")[0]


def placed_terms(text: str, language: str) -> tuple[list[str], list[re.Match]]:
    """The terms of a text and, for each, the match of its token, whose group 1 is its place in the text.

    >>> terms, places = placed_terms("Peace, COVID-19", "en")
    >>> [(term, place.span(1)) for term, place in zip(terms, places)]
    [('peac', (0, 5)), ('covid', (7, 12)), ('19', (13, 15))]
    """
    known = memory(way(language))
    found, places = [], []
    for match in token().finditer(text):
        term = known[match[1]]
        if " " in term:
            several = term.split()
            found += several
            places += [match] * len(several)
        elif term:
            found.append(term)
            places.append(match)
    return found, places


class Phrase(NamedTuple):
    """Terms that stand one after another; of an open one's last term only the beginning is known."""

    terms: tuple[str, ...]
    open: bool = False


def phrases(words: str) -> list[Phrase]:
    """What a reader's words can stand as in texts, in any language; none when there is no letter or digit.

    >>> phrases("organizations")
    [Phrase(terms=('organiz',), open=False), Phrase(terms=('organizations',), open=False)]
    """
    found = token().findall(words)
    ways = (" ".join(memory(way)[word] for word in found).split() for way in ASKED)
    return [Phrase(terms) for terms in dict.fromkeys(map(tuple, ways)) if terms]


def beginnings(words: str) -> list[Phrase]:
    """The same for words whose last is only a beginning: as it is written, and as the stems that it is longer than.

    >>> beginnings("organizati")
    [Phrase(terms=('organizati',), open=True), Phrase(terms=('organiz',), open=False)]
    """
    *before, last = token().findall(words) or [""]
    plain = " ".join(memory(NEITHER)[word] for word in [*before, last] if word).split()
    if not plain:
        return []
    found = [Phrase(tuple(plain), open=True)]
    for way in WAYS:
        start = " ".join(memory(way)[word] for word in before).split()
        if start != plain[:-1]:
            found.append(Phrase((*start, plain[-1]), open=True))
        for whole in completions(normal(last)):
            stem = memory(way)[whole]
            if stem and " " not in stem and not stem.startswith(plain[-1]):
                found.append(Phrase((*start, stem)))
    return list(dict.fromkeys(found))


def names(name: str) -> str:
    """The terms of a name in every way, each row of them between two spaces, so that none runs into the next.

    >>> names("Сергей Лавров")
    ' серг лавр  сергей лавров '
    """
    found = token().findall(name)
    ways = (" ".join(" ".join(memory(way)[word] for word in found).split()) for way in (*WAYS, NEITHER))
    return "".join(f" {row} " for row in dict.fromkeys(ways) if row)
