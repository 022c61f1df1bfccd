"""Analysis of text into terms, for indexing and for queries."""

import re
from functools import cache
from typing import NamedTuple

from .characters import folded, normal, script, token, tokenized
from .respelling import own_spellings, respelled, splits, variants
from .stems import completions, declined, english, russian

# PostgreSQL takes at most 1 MB for the terms of a row with their positions. A speech of ten hours needs half of that.
MOST_BYTES = 500_000
# Longer terms are cut. PostgreSQL takes at most 2 KB.
LONGEST = 100
# The most words of a phrase in which each may be a compound.
MOST_SPLIT_WORDS = 6
# Separates a text from its other spellings, so that no phrase spans both. No term has an accent, so none is this one.
DIVIDER = "ü"
# The most words in a cache. A full cache is cleared, so that unusual texts do not fill the memory.
MOST_CACHED = 200_000


class Stemming(NamedTuple):
    """Whether words in Latin letters are stemmed as English, and words in Cyrillic letters as Russian."""

    latin: bool
    cyrillic: bool
    # Whether Russian words get the stem that Snowball gives to their other cases.
    other_cases: bool = False

    def term(self, word):
        """The term of a normal word."""
        written = script(word)
        if written == "latin" and self.latin:
            word = english(word)
        elif written == "cyrillic" and self.cyrillic:
            word = declined(word) if self.other_cases else russian(word)
        return folded(word)


BOTH = Stemming(latin=True, cyrillic=True)
NEITHER = Stemming(latin=False, cyrillic=False)
# The stemmings of all texts, for example of texts in English or Russian, in French, and in Kazakh.
TEXT_STEMMINGS = (BOTH, Stemming(latin=False, cyrillic=True), Stemming(latin=True, cyrillic=False))
# Other cases are for queries only: texts are indexed with one stemming.
QUERY_STEMMINGS = (*TEXT_STEMMINGS, Stemming(latin=True, cyrillic=True, other_cases=True))


@cache
def stemming_for(language: str) -> Stemming:
    """The stemming of texts in a language. An English word in a Russian or Chinese text is stemmed as English."""
    # Imported late: the process that only writes terms does not need it.
    import langcodes

    try:
        tag = langcodes.get(language or "und")
        written = tag.maximize().script if tag.language not in {None, "und"} else ""
    except (ValueError, LookupError):
        return BOTH
    return Stemming(
        latin=written != "Latn" or tag.language == "en",
        cyrillic=written != "Cyrl" or tag.language == "ru",
    )


class TermCache(dict):
    """The terms of words, separated by spaces: {word as written: "term term"}."""

    def __init__(self, stemming):
        super().__init__()
        self.stemming = stemming

    def __missing__(self, word):
        if len(self) >= MOST_CACHED:
            self.clear()
        terms = " ".join(split(word, self.stemming))
        if len(word) <= LONGEST:
            self[word] = terms
        return terms


@cache
def term_cache(stemming):
    return TermCache(stemming)


def split(word, stemming):
    """The terms of a token: several if its normal form has separators or single-character tokens."""
    if word.isascii() and word.isalnum():
        # Most words.
        return [stemming.term(word.lower())[:LONGEST]]
    terms = (stemming.term(part)[:LONGEST] for part in token().findall(normal(word)))
    return [term for term in terms if term]


def terms(text: str, language: str) -> str:
    """The terms of a text in order, separated by spaces. They have only letters, digits and vowel signs.

    >>> terms("The SCO’s organisations: COVID-19 and 5G", "en")
    'the sco organiz covid 19 and 5g'
    >>> terms("裁军与核安全", "zh")
    '裁 军 与 核 安 全'
    """
    cache = term_cache(stemming_for(language))
    return shortened(" ".join(filter(None, map(cache.__getitem__, tokenized(text)))))


def indexed_terms(text: str, language: str) -> str:
    """The terms under which a text is found: those of other spellings follow, each once, outside of phrases.

    >>> indexed_terms("Herr Müller, e-mail", "de")
    'herr muller e mail ü mueller email'
    """
    own = terms(text, language)
    others = " ".join(dict.fromkeys(term for term, _start, _end in other_terms(text, language)))
    return shortened(f"{own} {DIVIDER} {others}") if others else own


def shortened(terms):
    """As many whole terms as PostgreSQL can index."""
    if len(terms) * 4 <= MOST_BYTES or len(terms.encode()) <= MOST_BYTES:
        return terms
    cut = terms.encode()[:MOST_BYTES].decode(errors="ignore")
    return cut.rpartition(" ")[0]


def placed_terms(text: str, language: str) -> tuple[list[str], list[re.Match]]:
    """The terms of a text and, for each, the match of its token. Group 1 of a match is the token.

    >>> terms, places = placed_terms("Peace, COVID-19", "en")
    >>> [(term, place.span(1)) for term, place in zip(terms, places)]
    [('peac', (0, 5)), ('covid', (7, 12)), ('19', (13, 15))]
    """
    cache = term_cache(stemming_for(language))
    all_terms, places = [], []
    for match in token().finditer(text):
        term = cache[match[1]]
        if " " in term:
            several = term.split()
            all_terms += several
            places += [match] * len(several)
        elif term:
            all_terms.append(term)
            places.append(match)
    return all_terms, places


def other_terms(text: str, language: str) -> list[tuple[str, int, int]]:
    """The terms of the other spellings in a text, with the place of each: [(term, start, end)].

    >>> other_terms("Ein E-Mail", "de")
    [('email', 4, 10)]
    """
    if text.isascii() and "-" not in text:
        # Neither umlauts nor compounds.
        return []
    cache = term_cache(stemming_for(language))
    return [(term, start, end) for start, end, word in respelled(text) if (term := cache[word])]


class Phrase(NamedTuple):
    """Terms that follow each other. The last term of an open phrase is a prefix."""

    terms: tuple[str, ...]
    open: bool = False

    whole = ""


class SplitPhrase(NamedTuple):
    """A phrase in which one word is read as a compound: `whole` is the term of the word.

    It counts only in a text that has this term too: “an e mail” in one that is also indexed under “email”.
    """

    terms: tuple[str, ...]
    open: bool = False
    whole: str = ""


def phrases(words: str) -> list[Phrase]:
    """The phrases that words of a query may be indexed as, in any language; none without a letter or digit.

    >>> phrases("organizations")
    [Phrase(terms=('organiz',), open=False), Phrase(terms=('organizations',), open=False)]
    """
    caches = list(map(term_cache, QUERY_STEMMINGS))
    written = [token().findall(variant) for variant in variants(words)]
    if written == [[words]]:
        # Most words have one spelling, and a misspelt one is compared with hundreds of them.
        return [Phrase(tuple(row.split())) for row in dict.fromkeys(cache[words] for cache in caches) if row]
    rows = (" ".join(cache[word] for word in tokens).split() for tokens in written for cache in caches)
    results = [Phrase(terms) for terms in dict.fromkeys(map(tuple, rows)) if terms]
    return results + split_phrases(written) if " " in words.strip() else results


def split_phrases(written):
    """The phrases of several words if a text writes one of them as a compound with a hyphen, after any of its letters.

    A single word needs none, because compounds are also indexed as one word.
    """
    results = {}
    for tokens in written:
        if not 1 < len(tokens) <= MOST_SPLIT_WORDS:
            continue
        for at, word in enumerate(tokens):
            for first, second in splits(word):
                for stemming in TEXT_STEMMINGS:
                    cache = term_cache(stemming)
                    parts = " ".join(cache[part] for part in [*tokens[:at], first, second, *tokens[at + 1 :]]).split()
                    results[SplitPhrase(tuple(parts), whole=cache[word])] = None
    return list(results)


def beginnings(words: str) -> list[Phrase]:
    """The phrases of words whose last one is a prefix: as written, and with the stems that the prefix extends.

    >>> [(*one.terms, one.open) for one in beginnings("organizati")]
    [('organizati', True), ('organizat', False), ('organiz', False)]
    """
    results = (phrase for variant in variants(words) for phrase in open_phrases(variant))
    return list(dict.fromkeys(results))


def open_phrases(words):
    *before, last = token().findall(words) or [""]
    plain = " ".join(term_cache(NEITHER)[word] for word in [*before, last] if word).split()
    if not plain:
        return []
    results = [Phrase(tuple(plain), open=True)]
    for stemming in TEXT_STEMMINGS:
        start = " ".join(term_cache(stemming)[word] for word in before).split()
        if start != plain[:-1]:
            results.append(Phrase((*start, plain[-1]), open=True))
        for whole in completions(normal(last)):
            stem = term_cache(stemming)[whole]
            if stem and " " not in stem and not stem.startswith(plain[-1]):
                results.append(Phrase((*start, stem)))
    return results


def names(name: str) -> str:
    """The terms of a name in every spelling and stemming, each row between two spaces, which keep the rows apart.

    >>> names("Сергей Лавров"), names("Jörg Müller")
    (' серг лавр  сергей лавров ', ' jorg muller  joerg mueller ')
    """
    written = [token().findall(spelling) for spelling in own_spellings(name)]
    stemmings = (*TEXT_STEMMINGS, NEITHER)
    rows = (
        " ".join(" ".join(term_cache(stemming)[word] for word in tokens).split())
        for tokens in written
        for stemming in stemmings
    )
    return "".join(f" {row} " for row in dict.fromkeys(rows) if row)
