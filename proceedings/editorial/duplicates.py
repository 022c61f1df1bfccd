"""Possible duplicates: pairs of speakers with similar names, in any script and spelling, for an editor to judge.

Names are compared in their transliteration and by their rough sound: Сергей Лавров, Lavrov Sergei and Sergej Lawrow are
the same. Names are grouped by what they have in common, so that no name is compared with all others.
"""

from collections import defaultdict
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from proceedings.models.columns.slugs import IDEOGRAPHS, slugify
from proceedings.models.speaker import OtherName, Speaker
from proceedings.search.words.distance import distance
from proceedings.search.words.phonetics import sound

from .not_duplicates import NotDuplicate


class Reason(IntEnum):
    """The reason for proposing a pair, the strongest first."""

    IDENTIFIER = 1
    SAME_NAME = 2
    SAME_SOUND = 3
    ONE_LETTER = 4
    LONGER = 5
    INITIALS = 6
    HOMOPHONES = 7


class Pair(NamedTuple):
    """Two speakers by their primary keys, the smaller one first, and their similar names."""

    reason: Reason
    first: int
    second: int
    names: tuple[str, str]


class Name(NamedTuple):
    """A name of a speaker: as written, its transliterated words, their sounds, and whether it has ideographs."""

    speaker: int
    written: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    is_ideographic: bool


# A property that more names share is no sign of a duplicate.
COMMON = 20
# In shorter names and words, one different letter makes a different name.
LONG_NAME, LONG_WORD = 9, 5
# Initials that fit more names are no sign of a duplicate.
FITTING = 2


def pairs():
    """Return all pairs of possible duplicates, each with its strongest reason, the strongest first."""
    names, identifiers = read_names()
    apart = NotDuplicate.objects.pairs()
    best = {}
    for reason, one, other in proposed_pairs(names):
        first, second = sorted([one, other])
        key = (first.speaker, second.speaker)
        if key[0] != key[1] and (key not in best or reason < best[key].reason):
            best[key] = Pair(reason, *key, (first.written, second.written))
    for key, written in same_identifiers(identifiers):
        best[key] = Pair(Reason.IDENTIFIER, *key, (written, written))
    kept = [
        pair for key, pair in best.items() if key not in apart and not have_conflicting_identifiers(identifiers, *key)
    ]
    return sorted(kept, key=lambda pair: (pair.reason, pair.names, pair.first))


def read_names():
    """Return (all names of all speakers, {primary key: identifiers})."""
    rows = list(Speaker.objects.order_by().values_list("pk", "name", "wikidata", "orcid"))
    other = OtherName.objects.order_by().values_list("speaker", "name")
    written = dict.fromkeys([(pk, name) for pk, name, *_identifiers in rows] + list(other))
    return [parsed_name(*name) for name in written], {pk: identifiers for pk, _name, *identifiers in rows}


def parsed_name(speaker, written):
    words = tuple(slugify(written).split("-"))
    is_ideographic = bool(IDEOGRAPHS.search(written))
    # The reading of an ideograph has only one spelling.
    sounds = words if is_ideographic else tuple(map(sound, words))
    return Name(speaker, written, words, sounds, is_ideographic)


def same_identifiers(identifiers):
    groups = defaultdict(list)
    for pk, some in identifiers.items():
        for identifier in filter(None, some):
            groups[identifier].append(pk)
    for identifier, keys in groups.items():
        for first, second in combinations(sorted(keys), 2):
            yield (first, second), identifier


def have_conflicting_identifiers(identifiers, one, other):
    """Return whether a registry has different identifiers for the two."""
    both = zip(identifiers[one], identifiers[other], strict=True)
    return any(first and second and first != second for first, second in both)


def proposed_pairs(names):
    """Yield (reason, name, name); a pair can occur more than once."""
    names = [name for name in names if name.words != ("",)]
    yield from same_name_pairs(names)
    spelled = [name for name in names if len(name.words) > 1 and not name.is_ideographic]
    yield from one_letter_pairs(spelled)
    yield from subset_pairs(spelled)
    yield from initials_pairs(spelled)


def same_name_pairs(names):
    for reason, common in (
        (Reason.SAME_NAME, lambda name: tuple(sorted(name.words))),
        (Reason.SAME_SOUND, lambda name: tuple(sorted(name.sounds))),
        (Reason.SAME_SOUND, lambda name: "".join(name.sounds)),
    ):
        for one, other in pairs_with(common, names):
            # Many ideographs share a reading.
            both = one.is_ideographic and other.is_ideographic and one.written != other.written
            yield (Reason.HOMOPHONES if both else reason), one, other


def pairs_with(common, names):
    groups = defaultdict(list)
    for name in names:
        groups[common(name)].append(name)
    for some in groups.values():
        if len(some) <= COMMON:
            yield from combinations(some, 2)


def one_letter_pairs(names):
    """Yield pairs of names that are equal after removing a letter from one or both."""
    groups = defaultdict(set)
    for at, name in enumerate(names):
        whole = " ".join(sorted(name.sounds))
        if len(whole) >= LONG_NAME:
            groups[whole].add(at)
            for place in range(len(whole)):
                groups[whole[:place] + whole[place + 1 :]].add(at)
    for some in groups.values():
        if len(some) <= COMMON:
            for one, other in combinations(sorted(some), 2):
                if is_slip(names[one], names[other]):
                    yield Reason.ONE_LETTER, names[one], names[other]


def is_slip(one, other):
    """Return whether the names differ in one long word, which has the same first letter and one different letter."""
    differing = [words for words in zip(sorted(one.sounds), sorted(other.sounds), strict=False) if words[0] != words[1]]
    if len(one.sounds) != len(other.sounds) or len(differing) != 1:
        return False
    a, b = differing[0]
    # Ivanov and Ivanova, or Daniel and Daniela, are different persons.
    is_feminine = b in {f"{a}a", a.removesuffix("a")}
    # A different digit is a different number.
    is_long = min(len(a), len(b)) >= LONG_WORD and a.isalpha()
    return is_long and a[0] == b[0] and not is_feminine and distance(a, b, 1) <= 1


def subset_pairs(names):
    """Yield pairs in which one name has all words of the other and more."""
    groups = defaultdict(list)
    for at, name in enumerate(names):
        for two in combinations(sorted(set(name.words)), 2):
            groups[two].append(at)
    for some in groups.values():
        if len(some) <= COMMON:
            for one, other in combinations(some, 2):
                less, more = sorted([set(names[one].words), set(names[other].words)], key=len)
                if less < more and all(len(word) > 1 for word in less):
                    yield Reason.LONGER, names[one], names[other]


def initials_pairs(names):
    """Yield pairs such as A. Lovelace and Ada Lovelace, in which initials fit words."""
    groups = defaultdict(list)
    for name in names:
        for word in set(name.words):
            if len(word) > 1:
                groups[word].append(name)
    for name in names:
        if any(len(word) == 1 for word in name.words):
            some = [other for other in groups[max(name.words, key=len)] if fits_initials(name, other)]
            if len({other.speaker for other in some} - {name.speaker}) <= FITTING:
                for other in some:
                    yield Reason.INITIALS, name, other


def fits_initials(name, other):
    """Return whether words and initials are those of the other name, in the same order."""
    return (
        len(name.words) == len(other.words)
        and name.words != other.words
        and all(
            word == whole or (1 in {len(word), len(whole)} and word[0] == whole[0] and word.isalpha())
            for word, whole in zip(name.words, other.words, strict=True)
        )
    )
