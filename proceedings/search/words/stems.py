"""Stems of words: Snowball's English and Russian, with some corrections."""

import re
import threading
from functools import lru_cache

import Stemmer

# British spellings become American, because the stemmer knows some suffixes only in American spelling.
BRITISH = [
    ("is", re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)\Z)"), "iz"),
    ("our", re.compile(r"(?<=[a-z]{3})our"), "or"),
]
# Gives "precisely" the stem of "precise", which was respelled above.
SIBILANT = re.compile(r"(?<=[iy])s\Z")
# Unifies stems that Snowball makes different for forms of one word. Porter's own algorithm has such a list.
SAME = {
    "disarma": "disarm",
    "armament": "arm",
    "rearmament": "rearm",
    "programm": "program",
    "centr": "center",
    "defenc": "defens",
    "offenc": "offens",
    "licenc": "licens",
}
# The suffixes that Snowball removes. Words of up to SHORT letters have none.
SUFFIXES = (
    "isation",
    "ization",
    "ation",
    "ement",
    "ment",
    "ing",
    "ed",
    "ies",
    "ness",
    "fully",
    "ously",
    "ively",
    "ity",
)
SHORT = 4
# Nouns that Snowball treats as verbs or adjectives in some cases: Китая, Казахстана, потенциал, систем. Each is a base,
# letters that Snowball keeps or removes, and an ending.
OF_NOUNS = "|а|у|ом|е|ы|ов|ам|ами|ах"
FORMS = [
    re.compile(r"(.{2,})([аео])(?:й|я|ю|ем|ев|е|и|ям|ями|ях)\Z"),
    re.compile(rf"(.+[ая])([нл])(?:{OF_NOUNS})\Z"),
    re.compile(rf"(.{{3,}})(ем)(?:{OF_NOUNS}|ой)\Z"),
]
# Threads must not share a stemmer.
own = threading.local()


def snowball(language):
    if not hasattr(own, language):
        setattr(own, language, Stemmer.Stemmer(language, 0))
    return getattr(own, language)


# Cached, because most stemmings of a query's word ask for the same stem in succession.
@lru_cache(maxsize=64)
def english(word):
    """The stem of a normal word.

    >>> english("disarmament"), english("organisations"), english("organized")
    ('disarm', 'organiz', 'organiz')
    """
    for letters, spelling, american in BRITISH:
        if letters in word:
            word = spelling.sub(american, word)
    stem = snowball("english").stemWord(word)
    if stem.endswith("s"):
        stem = SIBILANT.sub("z", stem)
    return SAME.get(stem, stem)


def russian(word):
    """The stem of a normal word; ё counts as е.

    >>> russian("организаций"), russian("ядерных")
    ('организац', 'ядерн')
    """
    return snowball("russian").stemWord(word.replace("ё", "е"))


def declined(word):
    """The stem of a normal word's other cases if Snowball gives it two stems, else its only stem.

    >>> russian("китай"), declined("китай"), russian("китая"), declined("китая")
    ('кита', 'кит', 'кит', 'кита')
    """
    stem = russian(word)
    for form in FORMS:
        if (match := form.match(word)) and stem in {match[1], match[1] + match[2]}:
            return match[1] if stem != match[1] else match[1] + match[2]
    return stem


def completions(beginning):
    """A beginning, and the words that it may be cut from inside an English suffix, such as `organizati`."""
    whole = [beginning]
    if len(beginning) > SHORT:
        for suffix in SUFFIXES:
            whole += [beginning + suffix[cut:] for cut in range(1, len(suffix)) if beginning.endswith(suffix[:cut])]
    return whole
