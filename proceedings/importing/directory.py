"""Names in files, resolved to rows of the record; names that do not mean exactly one row become questions."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from anyascii import anyascii

from proceedings.models.columns.slugs import slugify
from proceedings.search.characters import normal

from .similar_names import SimilarNames
from .slugs import Slugs


def name_key(name):
    """The key under which spellings are one name: case, forms of letters and spaces do not count, accents do."""
    return " ".join(normal(name).replace(",", " ").split())


class Question(NamedTuple):
    """A name that is not exactly one row: it may be one of the candidates, (slug, label), or a new row.

    `noun` is the model's name, `is_several` whether several rows have the very name, `rows` are the numbers of the
    rows of a sheet with the name.
    """

    noun: str
    name: str
    candidates: list[tuple[str, str]]
    is_several: bool
    rows: list[int] = []


class Directory:
    """The rows of a model by their names; two queries, however many names are resolved.

    `names` are the model's fields, the label first; `other_names` is the model of its other names. `former` maps former
    slugs to present ones. `answers` map the keys of names to slugs, or to "" for a new row.

    If `exact`, only the same spelling matches, and a name without a row is a new row, without a question.
    """

    def __init__(self, model, *, names=("name",), other_names=None, answers=None, former=None, exact=False):
        self.model, self.noun = model, model._meta.model_name
        self.exact = exact
        self.key = str if exact else name_key
        self.answers, self.former = answers or {}, former or {}
        self.labels, self.by_name, self.inverted = {}, defaultdict(set), defaultdict(set)
        for slug, label, *more in model._base_manager.order_by("pk").values_list("slug", *names).iterator():
            self.labels[slug] = label
            # A name for sorting that only spells the label in Latin letters is not a name of the row.
            for name in {*more} - {"", anyascii(label)} | {label}:
                self.add(name, slug)
        if other_names:
            rows = other_names._base_manager.order_by("pk").values_list("name", f"{self.noun}__slug")
            for name, slug in rows.iterator():
                self.add(name, slug)
        self.slugs = Slugs({*self.labels, *self.former})
        self.new = {}

    def add(self, name, slug):
        self.by_name[self.key(name)].add(slug)
        family, comma, given = name.partition(",")
        if comma:
            self.inverted[self.key(f"{given} {family}")].add(slug)

    def assign(self, name, slug):
        """Let the name mean this slug only, and allocate the slug to no new row."""
        self.by_name[self.key(name)] = {slug}
        self.slugs.taken.add(slug)

    def matches(self, name, current=None):
        """The slugs that a name means; only `current`, the row's present one, if it is among them."""
        slugs = self.by_name.get(self.key(name))
        if not slugs and not self.exact:
            # The very name of one row counts more than the inverted name of another.
            slugs = self.inverted.get(self.key(name)) or {self.former.get(name, name)} & self.labels.keys()
        return {current} if slugs and current in slugs else slugs or set()

    def resolve(self, name, current=None):
        """The slug that a name means, allocated if the row is new; None if the name is a question."""
        slugs = self.matches(name, current)
        if len(slugs) == 1:
            return next(iter(slugs))
        key = self.key(name)
        answer = self.answers.get(key, "" if self.exact and not slugs else None)
        if answer == "":
            if key not in self.new:
                self.new[key] = self.slugs.allocate(slugify(name) or self.noun)
            return self.new[key]
        return answer if answer in self.labels else None

    def question(self, name):
        """The Question about a name that does not resolve."""
        several = sorted(self.matches(name))
        candidates = [(slug, self.labels.get(slug, slug)) for slug in several or self.nearest(name)]
        return Question(self.noun, name, candidates, bool(several))

    def nearest(self, name):
        """The slugs of the rows with similar names, the most similar first."""
        return self.similar_names.nearest(name)

    @cached_property
    def similar_names(self):
        return SimilarNames(self.by_name)
