"""The words of names, and the heads of state and government whom they can mean."""

import re
from functools import cache, lru_cache

from anyascii import anyascii

from proceedings.importing.reports.english.tokens import word_set
from proceedings.importing.reports.lexicon import words

from .genders import first_names

# Words after a name that tell a son from his father.
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
# "Sato-san".
HONOURED = re.compile(r"(?<=\w)-(?:san|sama|sensei|ji|ssi)$")
# The endings of one name in several transliterations: Dmitry, Dmitri, Dmitrii, Dmitriy.
ENDING = re.compile(r"(?<=\w\w)(?:iy|ii|ij|y|j)$")
# The most names whose words are cached.
MOST = 20_000


# The words before a surname, which can also be a word for a post: "Mr Baker", "R. Tanner", "Ann Bishop".
BEFORE_SURNAME = re.compile(
    r"\b(?:(?P<style>Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\.?|[A-Z]\.|(?P<first>[A-Z]\w+)) (?P<name>[A-Z]\w+)\b"
)


@lru_cache(2)
def surnames(text):
    """Return the words of titles that are surnames in a text: "Tanner" of "Mr R. Tanner"."""
    matches = (match for match in BEFORE_SURNAME.finditer(text) if match["name"].lower() in word_set("titles"))
    return frozenset(match["name"] for match in matches if is_before_surname(match))


def is_before_surname(match):
    if match["first"]:
        return match["first"].lower() in first_names()
    return not (match["style"] and match["name"].lower() in word_set("addressed"))


@lru_cache(MOST)
def name_words(name):
    """Return the words of a name, each in the spelling that its transliterations share."""
    return [
        shared_spelling(HONOURED.sub("", word.lower().removesuffix("'s")))
        for word in WORD.findall(name)
        if word.lower() not in word_set("honorifics") | GENERATIONS
    ]


def shared_spelling(word):
    """Return a word without accents, and with one ending and one letter for "Andrey" and "Andrei", "ks" and "x"."""
    return ENDING.sub("i", anyascii(word).lower().replace("ks", "x"))


def is_same(one, other):
    """Whether two words of names are the same, or one is the initial of the other."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def known_posts(names):
    """Return the posts of the heads of state and government whom the words of a name can mean."""
    if not names or (len(names) == 1 and names[0] in usual_names()):
        return []
    return list(
        dict.fromkeys(
            post
            for known, post in leaders().get(names[-1], ())
            if all(any(is_same(word, other) for other in known) for word in names)
        )
    )


@cache
def usual_names():
    """Return the surnames of heads of state and government that many other people have."""
    return {shared_spelling(word.lower()) for word in words("leaders")["usual"]}


@cache
def leaders():
    """Return {surname: [(words of a name, post)]}; the surname of "Xi Jinping" comes first."""
    by_surname = {}
    for post, names in words("leaders")["posts"].items():
        for known in map(name_words, names):
            is_first = known[0] not in first_names() and len(known) < len("XYZ")
            for surname in dict.fromkeys([known[-1], *(known[:1] if is_first else ())]):
                by_surname.setdefault(surname, []).append((known, post))
    return by_surname
