"""The persons of a transcript, who are often introduced by a full name and then labelled with a shorter one."""

import re
from collections import defaultdict

from .capacities import fold, part
from .forms import PARENTHESES
from .vocabulary import is_particle, is_unnamed

NOT_OF_A_NAME = re.compile(r"[(),\[\]（）]")


class Roster:
    """The persons of a document, from all its labels in order."""

    def __init__(self, labels):
        self.alone = frozenset(map(fold, names_alone(dict.fromkeys(labels))))
        self.parted = {label: part(label, self.alone) for label in dict.fromkeys(labels)}
        # {office: Capacity}: "The Chair" is Anna Berg if there is "The Chair (Anna Berg)" and no other chair.
        offices = defaultdict(set)
        for label, capacity in self.parted.items():
            if capacity.name and part(PARENTHESES.sub("", label)).name == "":
                offices[fold(PARENTHESES.sub("", label))].add(capacity)
        self.offices = {office: next(iter(people)) for office, people in offices.items() if len(people) == 1}
        self.names = list(dict.fromkeys(capacity.name for capacity in self.parted.values() if capacity.name))
        self.by_last_word = defaultdict(list)
        for name in self.names:
            if any(len(word) > 1 for word in fold(name).split()[:-1]):
                self.by_last_word[fold(name).split()[-1]].append(name)

    def capacity(self, label):
        """Return the Capacity of a label, with the full name if the label has only a part of it."""
        capacity = self.offices.get(fold(label)) or self.parted.get(label) or part(label, self.alone)
        return capacity._replace(name=self.full_name(capacity.name)) if capacity.name else capacity

    def full_name(self, name):
        """Return the only longer name that this one can stand for, or the name itself."""
        words = fold(name).split()
        if any(len(word) > 1 and not is_particle(word) for word in words[:-1]):
            return name
        candidates = [
            each
            for each in self.by_last_word.get(words[-1], ())
            if len(each) > len(name) and stands_for(words, fold(each).split())
        ]
        return candidates[0] if len(candidates) == 1 else name


def stands_for(short, full):
    """Return whether a surname, with initials or without, stands for a full name.

    >>> stands_for(["v", "putin"], ["vladimir", "putin"])
    True
    """
    given = [word for word in short[:-1] if not is_particle(word)]
    return short[-1] == full[-1] and all(
        len(initial) == 1 and any(word.startswith(initial) for word in full[:-1]) for initial in given
    )


def names_alone(labels):
    """Return the labels that are only a name: without a post, and without another label at their end."""
    distinct = [label for label in labels if not is_unnamed(label)]
    # "de Berg" is only a part of a name.
    distinct = [label for label in distinct if not label[:1].islower()]
    names = [label for label in distinct if not NOT_OF_A_NAME.search(label) and part(label)[1:] == ("", False)]
    endings = {fold(name) for name in names if len(name.split()) > 1}
    return [name for name in names if not any(ending in endings for ending in shorter_endings(fold(name)))]


def shorter_endings(name):
    words = name.split()
    return [" ".join(words[start:]) for start in range(1, len(words))]
