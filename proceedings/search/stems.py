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
# Nouns that Snowball takes for verbs or adjectives in some cases: Китая, Казахстана, потенциал, систем. Each
# is a base, letters that it keeps or takes off, and an ending.
OF_NOUNS = "|а|у|ом|е|ы|ов|ам|ами|ах"
FORMS = [
    re.compile(r"(.{2,})([аео])(?:й|я|ю|ем|ев|е|и|ям|ями|ях)\Z"),
    re.compile(rf"(.+[ая])([нл])(?:{OF_NOUNS})\Z"),
    re.compile(rf"(.{{3,}})(ем)(?:{OF_NOUNS}|ой)\Z"),
]
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


def declined(word):
    """The stem of other cases of a normal word, where Snowball has two; else its stem.

    >>> russian("китай"), declined("китай"), russian("китая"), declined("китая")
    ('кита', 'кит', 'кит', 'кита')
    """
    stem = russian(word)
    for form in FORMS:
        if (found := form.match(word)) and stem in {found[1], found[1] + found[2]}:
            return found[1] if stem != found[1] else found[1] + found[2]
    return stem


def completions(beginning):
    """The words that a beginning may be cut from inside an English suffix: `organizati` is no stem, and no word."""
    whole = [beginning]
    if len(beginning) > SHORT:
        for suffix in SUFFIXES:
            whole += [beginning + suffix[cut:] for cut in range(1, len(suffix)) if beginning.endswith(suffix[:cut])]
    return whole
