"""Names with identifiers, resolved to rows of the record: an identifier counts before any name."""

from collections import defaultdict
from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.akomantoso.identifiers import SCHEME, is_short
from proceedings.importing.loader.errors import Place
from proceedings.importing.similar_names import NEAR, latin_words, similarity

from .names import Names

# An address that one file gives to so many different names is that of a list, not of one row.
MANY = 3


class NewName(NamedTuple):
    """A further name of a row."""

    slug: str
    name: str
    language: str
    place: Place


class IdentifiedNames(Names):
    """The rows that entities mean by their identifiers or names.

    Entities with the same identifier are the same row, even if they spell its name differently; each spelling becomes
    another name of the row. An entity also means the row with its name, unless the two have different identifiers.

    `identifiers` are those to store, {identifier: (slug, place)}; `further_names` are NewName objects.
    """

    def __init__(self, model, entities, other_names):
        super().__init__(model, entities, other_names)
        self.other_names, self.identifier_rows = other_names, model.identifiers.rel.related_model
        self.by_element, self.identifiers, self.further_names = {}, {}, []
        self.read_identifiers({entity.identifier for entity in entities if entity.identifier})

    def read_identifiers(self, values):
        """Read the rows that have the identifiers, and all identifiers and names of these and the rows read before."""
        self.by_identifier, self.identifiers_of = {}, defaultdict(set)
        slug_of, name_of = f"{self.noun}__slug", f"{self.noun}__name"
        rows = self.identifier_rows.objects.filter(scheme=SCHEME).order_by()
        for some in chunks(values):
            for value, slug, label in rows.filter(value__in=some).values_list("value", slug_of, name_of):
                self.by_identifier[value], self.labels[slug] = slug, label
        self.names_of = defaultdict(set, {slug: {label} for slug, label in self.labels.items()})
        for some in chunks(self.labels):
            for slug, value in rows.filter(**{f"{slug_of}__in": some}).values_list(slug_of, "value"):
                self.identifiers_of[slug].add(value)
            names = self.other_names.objects.filter(**{f"{slug_of}__in": some}).order_by()
            for slug, name in names.values_list(slug_of, "name"):
                self.names_of[slug].add(name)

    def slug_of(self, entity, debate):
        """The slug of the row, or None for a person who does not speak and whose name is ambiguous."""
        return self.by_element.get(entity.element)

    def identifiers_in(self, entities):
        """The identifier of each entity of a debate, or "" where it cannot identify a row."""
        names = defaultdict(list)
        for entity in entities:
            if not any(are_alike(entity.name, name) for name in names[entity.identifier]):
                names[entity.identifier].append(entity.name)
        most = {value: 1 if is_short(value) else MANY - 1 for value in names}
        return [value if len(names[value := entity.identifier]) <= most[value] else "" for entity in entities]

    def find(self, entity, value, debate, *, is_asked):
        """The slug of the row, which may be new. An ambiguous name is a problem if `is_asked`, otherwise None."""
        known = self.by_identifier.get(value) if value else None
        if known and is_short(value) and not any(are_alike(entity.name, name) for name in self.names_of[known]):
            known, value = None, ""
        if known:
            self.call(known, entity, debate)
            return known
        slugs = self.named(entity.name)
        free = [slug for slug in slugs if not self.identifiers_of[slug]] if value else slugs
        if len(free) > 1 and not is_asked:
            return None
        slug = self.only_one(entity, free, debate)
        if slug and slugs and not free:
            noun = self.model._meta.verbose_name
            message = _('"%(name)s" is a new %(noun)s: the one of that name, %(slug)s, has another identifier.')
            debate.note(entity.element, message % {"name": entity.name, "noun": noun, "slug": ", ".join(slugs)})
        if slug and value:
            self.by_identifier[value] = slug
            self.identifiers_of[slug].add(value)
            self.identifiers[value] = slug, debate.place(entity.element)
        if slug:
            self.names_of[slug].add(entity.name)
        return slug

    def call(self, slug, entity, debate):
        """Add the name of an entity to those of the row."""
        if entity.name in self.names_of[slug]:
            return
        message = _('"%(name)s" is another name of %(slug)s, who has the same identifier.')
        debate.note(entity.element, message % {"name": entity.name, "slug": slug})
        self.names_of[slug].add(entity.name)
        self.by_name[entity.name][slug] = None
        self.further_names.append(NewName(slug, entity.name, debate.language or "und", debate.place(entity.element)))


def are_alike(one, other):
    return similarity(latin_words(one), latin_words(other)) >= NEAR
