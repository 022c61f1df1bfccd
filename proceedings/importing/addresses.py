"""Addresses for what is new in a file, without a question for each."""

from itertools import count


class Slugs:
    """Gives out addresses that nothing has yet: norov, norov-2, norov-3 …"""

    def __init__(self, taken=()):
        self.taken = set(taken)
        self.last = {}

    def unused(self, wanted):
        # Thousands of statements can want one address; counting on from the last is a step, not a walk.
        numbers = count(self.last.get(wanted, 1))
        found = ((number, wanted if number == 1 else f"{wanted}-{number}") for number in numbers)
        self.last[wanted], slug = next((number, slug) for number, slug in found if slug not in self.taken)
        self.taken.add(slug)
        return slug
