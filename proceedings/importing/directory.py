"""Names and identifiers in files, resolved to rows of the record.

An identifier means one row or none. A name that does not mean exactly one row becomes a question.
"""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from anyascii import anyascii
from django.utils.translation import gettext as _

from proceedings.models.columns.identifiers import REGISTRIES, bare_identifier
from proceedings.models.columns.slugs import slugify
from proceedings.search.words.characters import normal
from proceedings.text import name_text

from .similar_names import SimilarNames
from .slugs import PermanentSlugs


def name_key(name):
    """Return the key of a name, which is equal for all its spellings.

    It ignores case, forms of letters, commas, extra spaces and invisible characters, but not accents.
    """
    return " ".join(normal(name_text(name)).replace(",", " ").split())


def only_transliterates(name, label):
    """Whether a name for sorting only transliterates the label, so that it is no other name of the row."""
    words, wanted = (sorted(text.replace(",", " ").split()) for text in (name, anyascii(label)))
    return words == wanted and not label.isascii()


class Question(NamedTuple):
    """A name that does not mean exactly one row: it may mean one of the candidates, (slug, label), or a new row.

    `noun` is the model's name, `is_several` is whether several rows have exactly this name, and `rows` are the numbers
    of the rows of a sheet with it. `parts` are the names of which it may consist: “Ann Ash and Bo Birch” may be two.
    """

    noun: str
    name: str
    candidates: list[tuple[str, str]]
    is_several: bool
    rows: list[int] = []
    parts: list[str] = []


class ConflictError(ValueError):
    """Identifiers contradict each other or the name beside them. The message is for the editor."""


class Directory:
    """The rows of a model by their names; two queries, however many names are resolved.

    `names` are the fields with a row's names, the label first; `other_names` is the model of its other names. `former`
    maps former slugs to present ones. `answers` maps the keys of names to slugs, or to "" for a new row.

    An importer whose file has identifiers asks `by_identifier` before any name, and calls `identify` with the slug that
    it found or allocated. `identifier_records` then yields the records of all new identifiers.
    """

    def __init__(self, model, *, names=("name",), other_names=None, answers=None, former=None):
        self.model, self.noun = model, model._meta.model_name
        self.answers, self.former = answers or {}, former or {}
        self.labels, self.by_name, self.inverted = {}, defaultdict(set), defaultdict(set)
        for slug, label, *more in model._base_manager.order_by("pk").values_list("slug", *names).iterator():
            self.labels[slug] = label
            for name in {label, *more} - {""}:
                if name == label or not only_transliterates(name, label):
                    self.add(name, slug)
        if other_names:
            rows = other_names._base_manager.order_by("pk").values_list("name", f"{self.noun}__slug")
            for name, slug in rows.iterator():
                self.add(name, slug)
        self.slugs = PermanentSlugs({*self.labels, *self.former})
        self.new = {}
        # {(scheme, value): slug} of the identifiers that the importer adds.
        self.new_identifiers = {}
        # The keys of names that a stored and a new row share, which only identifiers distinguish.
        self.shared = set()
        # {slug: key of the first name with its identifier}; "" for stored rows. A new row has no other name.
        self.identified_names = dict.fromkeys(self.labels, "")

    def add(self, name, slug):
        self.by_name[name_key(name)].add(slug)
        family, comma, given = name.partition(",")
        if comma:
            self.inverted[name_key(f"{given} {family}")].add(slug)

    def by_identifier(self, scheme, value):
        """The slug of the row with this identifier, or None.

        The schemes orcid, wikidata and ror also find the rows' own fields. Values may be addresses of these registries.
        """
        return self.identifiers.get(bare_identifier(scheme, value))

    def identifiers_of(self, slug, scheme):
        """The set of a row's identifiers in a scheme. A person with a different one may be another person."""
        wanted, _value = bare_identifier(scheme, "")
        return {value for known, value in self.identifiers_by_slug.get(slug, ()) if known == wanted}

    def identify(self, slug, scheme, value):
        """Add the identifier to the row with this slug, which may be new. Return whether the row has it now.

        It does not if another row has it, or if the row has another identifier in a scheme that allows only one: ORCID,
        Wikidata or ROR.
        """
        identifier = bare_identifier(scheme, value)
        if identifier not in self.identifiers and not (
            identifier[0] in REGISTRIES and self.identifiers_of(slug, scheme)
        ):
            self.identifiers_by_slug[slug].add(identifier)
            self.identifiers[identifier] = self.new_identifiers[identifier] = slug
        return self.identifiers.get(identifier) == slug

    def identifier_records(self):
        """Yield (noun, fields) for each new identifier: a row of its own, or a field of the row that it identifies."""
        own = {field.name for field in self.model._meta.concrete_fields}
        for (scheme, value), slug in self.new_identifiers.items():
            if scheme in REGISTRIES and scheme in own:
                yield self.noun, {"slug": slug, scheme: value}
            else:
                yield f"{self.noun}identifier", {self.noun: [slug], "scheme": scheme, "value": value}

    @cached_property
    def identifiers(self):
        """The slugs of the rows by (scheme, value)."""
        model = self.model
        slugs_by_identifier = {}
        for scheme in REGISTRIES.keys() & {field.name for field in model._meta.concrete_fields}:
            rows = model._base_manager.exclude(**{scheme: ""}).order_by("-pk").values_list(scheme, "slug")
            slugs_by_identifier |= {bare_identifier(scheme, value): slug for value, slug in rows.iterator()}
        rows = model.identifiers.rel.related_model._base_manager.values_list("scheme", "value", f"{self.noun}__slug")
        return slugs_by_identifier | {bare_identifier(scheme, value): slug for scheme, value, slug in rows.iterator()}

    @cached_property
    def identifiers_by_slug(self):
        """The identifiers of each row, {slug: {(scheme, value)}}."""
        identifiers = defaultdict(set)
        for identifier, slug in self.identifiers.items():
            identifiers[slug].add(identifier)
        return identifiers

    def assign(self, name, slug):
        """Let the name mean this slug only, and never allocate the slug to a new row."""
        self.by_name[name_key(name)] = {slug}
        self.slugs.taken.add(slug)

    def resolve_identified(self, name, identifiers, current=None):
        """The slug of the row that has one of the identifiers, or else of the row with the name, which gets them.

        If all rows with the name have other identifiers in one of the schemes, the row is a new one. Return None if the
        name is a question. Raise ConflictError if the identifiers are those of several rows, or the name another row's.
        """
        known = sorted({slug for one in identifiers if (slug := self.by_identifier(*one))})
        if len(known) > 1:
            message = _("these identifiers belong to several rows of the record: %s.")
            raise ConflictError(message % ", ".join(known))
        slug = known[0] if known else self.resolve_unidentified(name, identifiers, current)
        has_name = self.identified_names.setdefault(slug, name_key(name)) == name_key(name)
        if known and name and not has_name and (others := self.matches(name, slug) - {slug}):
            message = _("the identifier is that of %(known)s, but the name is that of %(others)s: correct one of them.")
            raise ConflictError(message % {"known": slug, "others": ", ".join(sorted(others))})
        for one in identifiers if slug else ():
            if not self.identify(slug, *one):
                message = _("%(slug)s has another identifier in the registry %(scheme)s.")
                raise ConflictError(message % {"slug": slug, "scheme": one[0]})
        return slug

    def resolve_unidentified(self, name, identifiers, current):
        """The slug of the row with a name and no other identifiers; a new one if all rows with the name have others."""
        if not name:
            raise ConflictError(_("the record does not have this identifier: write the name beside it."))
        slugs = self.matches(name, current)
        free = [slug for slug in slugs if not self.has_others(slug, identifiers)]
        if len(free) == 1:
            return free[0]
        slug = self.resolve(name, current) if free or not slugs else None
        is_another = (slugs and not free) or (slug and slug not in self.labels and self.has_others(slug, identifiers))
        if is_another:
            self.shared.add(name_key(name))
            return self.slugs.allocate(slugify(name) or self.noun)
        return slug

    def has_others(self, slug, identifiers):
        """Whether a row already has an identifier in one of the schemes, so that it is another row."""
        return any(self.identifiers_of(slug, scheme) for scheme, _value in identifiers)

    def matches(self, name, current=None):
        """The slugs that a name can mean; only `current`, the present value in the record, if it is among them."""
        slugs = self.by_name.get(name_key(name))
        if not slugs:
            # An exact name counts more than an inverted one, such as “Ash, Ann”.
            slugs = self.inverted.get(name_key(name)) or {self.former.get(name, name)} & self.labels.keys()
        return {current} if slugs and current in slugs else slugs or set()

    def resolve(self, name, current=None):
        """The slug that a name means, allocated if the row is new; None if the name is a question."""
        slugs = self.matches(name, current)
        if len(slugs) == 1:
            return next(iter(slugs))
        key = name_key(name)
        answer = self.answers.get(key)
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
