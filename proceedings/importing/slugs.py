"""Slugs for new rows, without a query for each."""

from itertools import count

from proceedings.batches import chunks
from proceedings.models import FormerAddress
from proceedings.models.columns.slugs import lettered_slug, numbered_slug

# The numbers of a slug that are looked up first. If the last of them is taken, all are looked up.
NUMBERS = range(1, 10)


class Slugs:
    """Allocates slugs that are not taken yet: norov, norov-2, norov-3 …"""

    make_slug = staticmethod(numbered_slug)

    def __init__(self, taken=()):
        self.taken = set(taken)
        self.last = {}

    def allocate(self, wanted):
        # Thousands of statements can want one slug, so the search goes on from the last number.
        numbers = count(self.last.get(wanted, 1))
        slugs = ((number, self.make_slug(wanted, number)) for number in numbers)
        self.last[wanted], slug = next((number, slug) for number, slug in slugs if slug not in self.taken)
        self.taken.add(slug)
        return slug


class PermanentSlugs(Slugs):
    """Allocates slugs of rows that readers may not see: taken ones are followed by letters, as in the model."""

    make_slug = staticmethod(lettered_slug)


class UnusedSlugs(PermanentSlugs):
    """Slugs that no row of a model has or had; only those that are wanted are looked up."""

    def __init__(self, model):
        super().__init__()
        self.rows = model._base_manager.order_by()
        self.former = FormerAddress.objects.of(model).order_by()
        self.looked_up = set()

    def look_up(self, wanted):
        """Look up the slugs before they are allocated."""
        new = list(dict.fromkeys(slug for slug in wanted if slug not in self.looked_up))
        self.looked_up.update(new)
        for slugs in chunks(new, 100):
            possible = [self.make_slug(wanted, number) for wanted in slugs for number in NUMBERS]
            for rows in (self.rows, self.former):
                self.taken.update(rows.filter(slug__in=possible).values_list("slug", flat=True))
        for slug in new:
            if self.make_slug(slug, NUMBERS[-1]) in self.taken:
                for rows in (self.rows, self.former):
                    self.taken.update(rows.filter(slug__startswith=f"{slug}-").values_list("slug", flat=True))
