"""Speakers who may be one person: proposed by their names, in any script and spelling, for an editor to judge.

Names are compared as they are spelled in Latin letters, and by their rough sound: Сергей Лавров, Lavrov Sergei and
Sergej Lawrow are one. All pairs come from tables of what names have in common, so that no name meets all others.
"""

from collections import defaultdict
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from proceedings.models.columns.slugs import IDEOGRAPHS, slugify
from proceedings.models.speaker import OtherName, Speaker
from proceedings.search.distance import distance
from proceedings.search.phonetics import sound

from .not_duplicates import NotDuplicate


class Reason(IntEnum):
    """Why two are proposed, the strongest first."""

    IDENTIFIER = 1
    SAME_NAME = 2
    SAME_SOUND = 3
    ONE_LETTER = 4
    LONGER = 5
    INITIALS = 6
    HOMOPHONES = 7


class Pair(NamedTuple):
    """Two speakers by their keys, the smaller one first, and the names that are alike."""

    reason: Reason
    first: int
    second: int
    names: tuple[str, str]


class Name(NamedTuple):
    """A speaker's name: as written, its words in Latin letters, their sounds, and whether it has ideographs."""

    speaker: int
    written: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    is_ideographic: bool


# What more names than these have in common is no sign of one person.
COMMON = 20
# In a shorter name, or a shorter word of it, another letter makes another name.
LONG_NAME, LONG_WORD = 9, 5
# An initial that fits more names than these tells nothing.
FITTING = 2


def pairs():
    """All pairs of speakers who may be one, each for its strongest reason; the strongest reasons first."""
    names, identifiers = read()
    apart = NotDuplicate.objects.pairs()
    best = {}
    for reason, one, other in proposed(names):
        first, second = sorted([one, other])
        key = (first.speaker, second.speaker)
        if key[0] != key[1] and (key not in best or reason < best[key].reason):
            best[key] = Pair(reason, *key, (first.written, second.written))
    for key, written in same_identifiers(identifiers):
        best[key] = Pair(Reason.IDENTIFIER, *key, (written, written))
    kept = [pair for key, pair in best.items() if key not in apart and not contradict(identifiers, *key)]
    return sorted(kept, key=lambda pair: (pair.reason, pair.names, pair.first))


def read():
    """Every name of every speaker, and {key: their identifiers}."""
    rows = list(Speaker.objects.order_by().values_list("pk", "name", "wikidata", "orcid"))
    other = OtherName.objects.order_by().values_list("speaker", "name")
    written = dict.fromkeys([(pk, name) for pk, name, *_identifiers in rows] + list(other))
    return [named(*name) for name in written], {pk: identifiers for pk, _name, *identifiers in rows}


def named(speaker, written):
    words = tuple(slugify(written).split("-"))
    is_ideographic = bool(IDEOGRAPHS.search(written))
    # A reading has one spelling.
    sounds = words if is_ideographic else tuple(map(sound, words))
    return Name(speaker, written, words, sounds, is_ideographic)


def same_identifiers(identifiers):
    found = defaultdict(list)
    for pk, some in identifiers.items():
        for identifier in filter(None, some):
            found[identifier].append(pk)
    for identifier, keys in found.items():
        for first, second in combinations(sorted(keys), 2):
            yield (first, second), identifier


def contradict(identifiers, one, other):
    """Whether some register has two entries for the two."""
    both = zip(identifiers[one], identifiers[other], strict=True)
    return any(first and second and first != second for first, second in both)


def proposed(names):
    """Yield (reason, name, name), a pair of names perhaps more than once."""
    names = [name for name in names if name.words != ("",)]
    yield from alike(names)
    spelled = [name for name in names if len(name.words) > 1 and not name.is_ideographic]
    yield from one_letter_apart(spelled)
    yield from longer(spelled)
    yield from initialled(spelled)


def alike(names):
    for reason, common in (
        (Reason.SAME_NAME, lambda name: tuple(sorted(name.words))),
        (Reason.SAME_SOUND, lambda name: tuple(sorted(name.sounds))),
        (Reason.SAME_SOUND, lambda name: "".join(name.sounds)),
    ):
        for one, other in pairs_with(common, names):
            # Many ideographs have one reading.
            both = one.is_ideographic and other.is_ideographic and one.written != other.written
            yield (Reason.HOMOPHONES if both else reason), one, other


def pairs_with(common, names):
    found = defaultdict(list)
    for name in names:
        found[common(name)].append(name)
    for some in found.values():
        if len(some) <= COMMON:
            yield from combinations(some, 2)


def one_letter_apart(names):
    """Those that are one when a letter is taken from one of them or from both."""
    found = defaultdict(set)
    for at, name in enumerate(names):
        whole = " ".join(sorted(name.sounds))
        if len(whole) >= LONG_NAME:
            found[whole].add(at)
            for place in range(len(whole)):
                found[whole[:place] + whole[place + 1 :]].add(at)
    for some in found.values():
        if len(some) <= COMMON:
            for one, other in combinations(sorted(some), 2):
                if is_slip(names[one], names[other]):
                    yield Reason.ONE_LETTER, names[one], names[other]


def is_slip(one, other):
    """Whether all words but one are the same, and that one is long, begins alike, and has one letter other."""
    differing = [words for words in zip(sorted(one.sounds), sorted(other.sounds), strict=False) if words[0] != words[1]]
    if len(one.sounds) != len(other.sounds) or len(differing) != 1:
        return False
    a, b = differing[0]
    # Ivanov and Ivanova, Daniel and Daniela are two persons.
    is_feminine = b in {f"{a}a", a.removesuffix("a")}
    # Another digit is another number.
    is_long = min(len(a), len(b)) >= LONG_WORD and a.isalpha()
    return is_long and a[0] == b[0] and not is_feminine and distance(a, b, 1) <= 1


def longer(names):
    """Those of which one has all the words of the other, and more."""
    found = defaultdict(list)
    for at, name in enumerate(names):
        for two in combinations(sorted(set(name.words)), 2):
            found[two].append(at)
    for some in found.values():
        if len(some) <= COMMON:
            for one, other in combinations(some, 2):
                less, more = sorted([set(names[one].words), set(names[other].words)], key=len)
                if less < more and all(len(word) > 1 for word in less):
                    yield Reason.LONGER, names[one], names[other]


def initialled(names):
    """A. Lovelace and Ada Lovelace: words and initials of one that fit the words of another."""
    found = defaultdict(list)
    for name in names:
        for word in set(name.words):
            if len(word) > 1:
                found[word].append(name)
    for name in names:
        if any(len(word) == 1 for word in name.words):
            some = [other for other in found[max(name.words, key=len)] if fits(name, other)]
            if len({other.speaker for other in some} - {name.speaker}) <= FITTING:
                for other in some:
                    yield Reason.INITIALS, name, other


def fits(name, other):
    """Whether the words with initials are the other's in their order."""
    return (
        len(name.words) == len(other.words)
        and name.words != other.words
        and all(
            word == whole or (1 in {len(word), len(whole)} and word[0] == whole[0] and word.isalpha())
            for word, whole in zip(name.words, other.words, strict=True)
        )
    )
