"""Other spellings of words: ä, ö, ü, å and ø as two letters, and compounds without their hyphen."""

import re
from itertools import product

from .characters import normal

DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
LETTERS = {"ae": "a", "oe": "o", "ue": "u", "aa": "a"}
DIGRAPH = re.compile("|".join(LETTERS))
UMLAUT = re.compile("[äöüåøÄÖÜÅØ]|[aouAOU][\u0308\u030a]")
HYPHENS = "-\u2010\u2011"
HYPHEN = re.compile(f"[{HYPHENS}]")
PART = re.compile(r"[^\W_]+")
# Longer words are not parts of compounds that are also written as one word.
LONGEST_PART = 20
SHORTEST_COMPOUND = 3
# The most words of a phrase of which all combinations of both spellings are tried.
MOST_RESPELLED = 3
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


def compounds(text):
    """Yield (start, end, the compound without its hyphen) for every compound of two words in a text.

    >>> list(compounds("An e-mail on COVID-19, 1941-1945, state-of-the-art"))
    [(3, 9, 'email'), (13, 21, 'COVID19')]
    """
    for match in HYPHEN.finditer(text):
        at = match.start()
        # Match backwards from the hyphen, which is faster than a search up to it.
        first = PART.match(text[max(0, at - LONGEST_PART - 1) : at][::-1])
        second = PART.match(text, at + 1, at + LONGEST_PART + 2)
        if not first or not second or max(len(first[0]), len(second[0])) > LONGEST_PART:
            continue
        start, end = at - len(first[0]), second.end()
        if text[start - 1 : start] in {*HYPHENS} or text[end : end + 1] in {*HYPHENS}:
            continue
        joined = text[start:at] + second[0]
        if not joined.isdigit():
            yield start, end, joined


def umlauts(text):
    """Yield (start, end, the word with two letters for each umlaut) for every word that has one.

    >>> list(umlauts("Herr Müller"))
    [(5, 11, 'mueller')]
    """
    if text.isascii() or not UMLAUT.search(text):
        return
    for match in WORD.finditer(text):
        if UMLAUT.search(match[0]):
            yield match.start(), match.end(), with_digraphs(match[0])


def respelled(text):
    """Yield (start, end, other spelling) for the words of a text that have one."""
    yield from umlauts(text)
    yield from compounds(text)


def with_digraphs(text):
    return normal(text).translate(DIGRAPHS)


def without_digraphs(text):
    """
    >>> without_digraphs("Herr Mueller")
    'herr muller'
    """
    return DIGRAPH.sub(lambda match: LETTERS[match[0]], normal(text))


def without_hyphens(text):
    parts, at = [], 0
    for start, end, joined in compounds(text):
        parts += [text[at:start], joined]
        at = end
    return "".join([*parts, text[at:]])


def splits(word):
    """Yield the pairs of parts of which a word may be a compound.

    >>> list(splits("eBay"))
    [('e', 'Bay'), ('eB', 'ay'), ('eBa', 'y')]
    """
    if len(word) >= SHORTEST_COMPOUND and PART.fullmatch(word) and not word.isdigit():
        for at in range(max(1, len(word) - LONGEST_PART), min(len(word), LONGEST_PART + 1)):
            yield word[:at], word[at:]


def mixed_spellings(words):
    """Yield a phrase with each of its words in either spelling, if there are several to choose from.

    >>> list(mixed_spellings("Müller und Schroeder"))[1:3]
    ['Müller und schroder', 'mueller und Schroeder']
    """
    choices = [[part] for part in re.split(r"(\s+)", words)]
    for some in choices:
        if UMLAUT.search(some[0]):
            some.append(with_digraphs(some[0]))
        elif DIGRAPH.search(normal(some[0])):
            some.append(without_digraphs(some[0]))
    if 1 < sum(len(some) > 1 for some in choices) <= MOST_RESPELLED:
        yield from map("".join, product(*choices))


def own_spellings(name):
    """A name as written, without hyphens, and with digraphs for its umlauts."""
    spellings = [name, without_hyphens(name)]
    return list(dict.fromkeys([*spellings, *map(with_digraphs, spellings)] if UMLAUT.search(name) else spellings))


def variants(words):
    """The words of a query as written, and in the other spellings in which a text may have them.

    The other way round, a text is also indexed under its words with digraphs and without hyphens. That a digraph may be
    an umlaut is only assumed in a phrase: alone, `poet` must not find `pot`.

    >>> variants("Müller"), variants("e-mail"), variants("poet"), variants("Herr Mueller")
    (['Müller', 'mueller'], ['e-mail', 'email'], ['poet'], ['Herr Mueller', 'herr muller'])
    """
    if words.isalnum() and not UMLAUT.search(words):
        return [words]
    spellings = own_spellings(words)
    if " " in words.strip() and DIGRAPH.search(words.lower()):
        spellings.append(without_digraphs(words))
    if " " in words.strip():
        spellings += mixed_spellings(words)
    return list(dict.fromkeys(spellings))
