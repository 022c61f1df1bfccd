"""Slugs for new rows, without a query for each."""

from itertools import count


class Slugs:
    """Allocates slugs that are not taken yet: norov, norov-2, norov-3 …"""

    def __init__(self, taken=()):
        self.taken = set(taken)
        self.last = {}

    def allocate(self, wanted):
        # Thousands of statements can want one slug, so the search goes on from the last number.
        numbers = count(self.last.get(wanted, 1))
        slugs = ((number, wanted if number == 1 else f"{wanted}-{number}") for number in numbers)
        self.last[wanted], slug = next((number, slug) for number, slug in slugs if slug not in self.taken)
        self.taken.add(slug)
        return slug
