"""Names and titles of Russian, for the roster."""

import re

from proceedings.importing.reports.lexicon import words

from .morphology import lemmas, name_lemmas, word_set

WORD = re.compile(r"[А-Яа-яЁёA-Za-z]+(?:-[А-Яа-яЁёA-Za-z]+)*")
# Letters that the ending of a name does not change.
STEM = 3


def name_words(name):
    return [word.lower() for word in WORD.findall(name)]


def full_name(name):
    return name


def is_same(one, other):
    """Whether two words of names are one in some case, or one is the initial of the other."""
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    if one == other or name_lemmas(one) & name_lemmas(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    stem = shorter[: max(STEM, len(shorter) - 2)]
    return len(shorter) > STEM and longer.startswith(stem) and len(longer) - len(shorter) < STEM


def is_plural_pronoun(text):
    return text.lower() in {"они", "их", "им", "ними"}


def title_words(text):
    found = [word.lower() for word in WORD.findall(text)]
    return frozenset(min(lemmas(word), key=lambda lemma: (lemma == word, lemma)) for word in found if len(word) > 1)


def agrees(wanted, known):
    """Return the share of the wanted words that a person's titles have; 0 if the posts differ."""
    heads = {word for word in wanted if word in word_set("titles")}
    all_known = frozenset().union(*known) if known else frozenset()
    if not heads or not (heads <= all_known or is_alias(wanted, all_known)):
        return 0
    return len(wanted & all_known) / len(wanted) or 0.1


def is_alias(wanted, known):
    for alias, titles in words("ru")["title_aliases"].items():
        if set(alias.split()) <= wanted and any(set(title.split()) <= known for title in titles):
            return True
    return False


def is_generic(text):
    return text.lower().removeprefix("the ") in words("ru")["generic_titles"]
