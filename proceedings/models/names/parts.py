"""The parts of a personal name, as the Citation Style Language has them, proposed from the written name."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from proceedings.models.columns.slugs import slugify

from . import words as known
from .east_asian import FULL_NAME, ideographic, is_ideographic, latin_spelling, may_be_family_name_first, vietnamese
from .western import family_at_end

# A name of more words is a description.
MOST_WORDS = 7
NOT_IN_A_NAME = re.compile(r"[0-9@/&()\[\]{}<>\"“”«»:;!?*#$%\\|_~^=+]")
# An article that is written together with the name: al-Hakim, d'Alembert, d’Arc.
ARTICLE = re.compile(r"((?:al|el|ad|ar|as|ash|at|an|az|ul|ed|es)-|[dl]['’])(?=\w)")
# A transliteration must be this similar to count as the same name, from 0 to 1.
SIMILAR = 0.5


class NameParts(NamedTuple):
    """The fields of a speaker; all are empty for a name without parts (CSL's literal)."""

    family_name: str = ""
    given_name: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    family_name_first: bool = False


LITERAL = NameParts()


def proposed_parts(name: str, sort_name: str = "", country: str = "", other_names=()) -> NameParts:
    """Return the parts that a name probably has; LITERAL if it has none, or if nothing shows which is which.

    A `sort_name` with a comma (Berg, Jan van der) shows the family name. `country` is a code of ISO 3166-1;
    `other_names` are the speaker's names in other scripts: one in Chinese characters makes Xie Fuzhan a Chinese name.

    >>> proposed_parts("Jan van der Berg")
    NameParts(family_name='Berg', given_name='Jan', non_dropping_particle='van der', dropping_particle='', suffix='', \
family_name_first=False)
    """
    words, suffix = name_words(name)
    if is_no_person(words):
        return LITERAL
    if any(map(is_ideographic, other_names)):
        country = country or "CN"
    if "," in sort_name:
        return by_sort_name(words, suffix, sort_name) or in_script(words, country) or LITERAL
    parts = in_script(words, country)
    if parts is None and not is_unclear(words, country, name, sort_name):
        given, family = family_at_end(words, country)
        parts = western(given, family, suffix) if family else LITERAL
    return parts or LITERAL


def in_script(words, country):
    """Return the parts of a name that its script, letters or country show to begin with the family name, or None."""
    pair = ideographic(words, country) if is_ideographic(" ".join(words)) else vietnamese(words, country)
    if pair is None:
        pair = latin_spelling(words, country)
    return pair and NameParts(*pair, family_name_first=True)


def is_unclear(words, country, name, sort_name):
    """Return whether the last word is not clearly the family name."""
    # Some names are sorted as they are written: by the first word, whatever that is.
    return (
        (sort_name and slugify(sort_name) == slugify(name))
        or country in known.WITHOUT_FAMILY_NAMES | known.IN_EITHER_ORDER
        or may_be_family_name_first(words, country)
    )


def name_words(name):
    """Return the words of a name without honorifics before it, and the suffixes after it."""
    words = name.replace(",", " , ").split()
    while len(words) > 1 and words[0].lower().rstrip(".") in known.HONORIFICS:
        words = words[1:]
    suffixes = []
    while len(words) > FULL_NAME and (words[-1] == "," or plain(words[-1]) in known.SUFFIXES):
        last = words.pop()
        if last != ",":
            suffixes.insert(0, last)
    return words, " ".join(suffixes)


def plain(word):
    return word.replace(".", "").lower()


def is_no_person(words):
    """Return whether the words cannot be divided: a single name, a body, an office, or a description."""
    if not 1 <= len(words) <= MOST_WORDS or NOT_IN_A_NAME.search(" ".join(words)):
        return True
    if len(words) == 1 and not is_ideographic(words[0]):
        return True
    return bool({word.lower() for word in words} & known.BODIES) or words[0].lower() in known.ARTICLES | {","}


def by_sort_name(words, suffix, sort_name):
    """Return the parts of a name whose name for sorting is “Family, Given[, Suffix]”, or None if they do not agree."""
    family, *more = [part.strip() for part in sort_name.split(",")]
    words = [word for word in words if word != ","]
    given_in_sort_name = more[0] if more else ""
    if not suffix and len(more) > 1 and words and plain(words[-1]) == plain(more[-1]):
        words, suffix = words[:-1], words[-1]
    for cut in range(1, len(words)):
        head, tail = words[:cut], words[cut:]
        if is_same(" ".join(tail), family):
            given, particle = split_trailing_particle(head)
            return western(given, [*particle, *tail], suffix, is_demoted=bool(particle))
        if match := ARTICLE.match(tail[0]):
            rest = [tail[0][match.end() :], *tail[1:]]
            if is_same(" ".join(rest), family):
                return western(head, tail, suffix)
    for cut in range(1, len(words)):
        if is_same(" ".join(words[:cut]), family):
            return NameParts(" ".join(words[:cut]), " ".join(words[cut:]), suffix=suffix, family_name_first=True)
    return by_likeness(words, suffix, family, given_in_sort_name)


def is_same(one, other):
    # In Latin letters: «Норов» is the family name of “Norov, Vladimir”.
    return slugify(one) == slugify(other) != ""


def by_likeness(words, suffix, family, given):
    """Return the parts of a name in another script, if its words are like those of the name for sorting."""
    if " ".join(words).isascii() or len(words) != len(family.split()) + len(given.split()):
        return None
    at = len(words) - len(family.split())
    turned = len(family.split())
    last = min(likeness(words[at:], family), likeness(words[:at], given))
    first = min(likeness(words[:turned], family), likeness(words[turned:], given))
    if max(first, last) < SIMILAR or first == last:
        return None
    if first > last:
        return NameParts(" ".join(words[:turned]), " ".join(words[turned:]), suffix=suffix, family_name_first=True)
    return western(words[:at], words[at:], suffix)


def likeness(words, name):
    one, other = (re.sub(r"[aeiouy-]", "", slugify(text)) for text in (" ".join(words), name))
    return SequenceMatcher(None, one, other).ratio() if one and other else 0


def split_trailing_particle(words):
    """Divide the words before a family name into given names and particles: ["Jan"], ["van", "der"]."""
    at = len(words)
    while at > 1 and words[at - 1] in known.PARTICLES:
        at -= 1
    return words[:at], words[at:]


def western(given, family, suffix="", *, is_demoted=False):
    """Return the parts for given names and a family name with its particles.

    `is_demoted` says that the name is sorted without its particles.
    """
    at = 0
    while at < len(family) - 1 and family[at] in known.PARTICLES:
        at += 1
    particles, family = family[:at], family[at:]
    if not particles and (match := ARTICLE.match(family[0])):
        particles, family = [match[1]], [family[0][match.end() :], *family[1:]]
    drops = is_demoted and particles and particles[0] in known.DROPPING_PARTICLES
    particle = " ".join(particles)
    return NameParts(
        family_name=" ".join(family),
        given_name=" ".join(given),
        non_dropping_particle="" if drops else particle,
        dropping_particle=particle if drops else "",
        suffix=suffix,
    )
