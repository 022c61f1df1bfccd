"""Words brought to their stems: Snowball's English and Russian, and what English Snowball leaves apart."""

import re
import threading

import Stemmer

# British spellings turn American before the stemmer sees a suffix that it knows in American alone.
BRITISH = [
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations)\Z)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our"), "or"),
]
# The stem of "precisely" meets that of "precise", which was respelled above.
SIBILANT = re.compile(r"(?<=[iy])s\Z")
# Stems of one word that Snowball's rules keep apart; Porter's own algorithm has such a list.
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
# The suffixes that Snowball takes off, in full; words up to SHORT letters have none.
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
# A stemmer must not be shared between threads.
own = threading.local()


def snowball(language):
    if not hasattr(own, language):
        setattr(own, language, Stemmer.Stemmer(language, 0))
    return getattr(own, language)


def english(word):
    """The stem of a normal word.

    >>> english("disarmament"), english("organisations"), english("organized")
    ('disarm', 'organiz', 'organiz')
    """
    for spelling, american in BRITISH:
        word = spelling.sub(american, word)
    stem = SIBILANT.sub("z", snowball("english").stemWord(word))
    return SAME.get(stem, stem)


def russian(word):
    """The stem of a normal word, ё and all.

    >>> russian("организаций"), russian("ядерных")
    ('организац', 'ядерн')
    """
    return snowball("russian").stemWord(word.replace("ё", "е"))


def completions(beginning):
    """The words that a beginning may be cut from inside an English suffix: `organizati` is no stem, and no word."""
    whole = [beginning]
    if len(beginning) > SHORT:
        for suffix in SUFFIXES:
            whole += [beginning + suffix[cut:] for cut in range(1, len(suffix)) if beginning.endswith(suffix[:cut])]
    return whole
