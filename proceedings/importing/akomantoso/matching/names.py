"""Names in debates, resolved to the rows of a model with exactly the same name, or to new rows."""

from collections import defaultdict

from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.loader.errors import Problem
from proceedings.importing.slugs import UnusedSlugs
from proceedings.models.columns.slugs import slugify


class Names:
    """The rows with the names or slugs of some entities; no other rows are read, however long the record is.

    `labels` are the names of the stored rows by slug, `other_names` is the model of their other names. `problems` are
    about names that mean several rows.
    """

    def __init__(self, model, entities, other_names=None):
        self.model, self.noun = model, model._meta.model_name
        self.problems, self.labels = [], {}
        self.by_name, self.new = defaultdict(dict), {}
        names = {entity.name for entity in entities}
        slugs = {entity.slug for entity in entities if entity.slug}
        rows = model._base_manager.order_by("pk")
        for some in chunks(names):
            self.read(rows.filter(name__in=some).values_list("name", "slug", "name"))
            if other_names:
                owned = other_names._base_manager.filter(name__in=some).order_by("pk")
                self.read(owned.values_list("name", f"{self.noun}__slug", f"{self.noun}__name"))
        for some in chunks(slugs):
            self.labels |= dict(rows.filter(slug__in=some).values_list("slug", "name"))
        self.slugs = UnusedSlugs(model)
        self.slugs.look_up(slugify(name) or self.noun for name in sorted(names))
        self.slugs.taken |= slugs
        for entity in entities:
            if entity.slug:
                # The name means this row only, and no new row gets its slug.
                self.by_name[entity.name] = {entity.slug: None}

    def read(self, rows):
        for name, slug, label in rows:
            self.by_name[name][slug] = None
            self.labels[slug] = label

    def named(self, name):
        """The slugs of the rows with a name, stored and new."""
        return list(self.by_name[name])

    def is_new(self, slug):
        return slug not in self.labels

    def slug_of(self, entity, debate):
        """The slug of the row that an entity means; if it can mean several, add a problem and return the first."""
        return entity.slug or self.only_one(entity, self.named(entity.name), debate)

    def only_one(self, entity, slugs, debate):
        """Return the only slug, a new one if there is none, or the first of several, which are a problem."""
        if len(slugs) > 1:
            self.ask(entity, slugs, debate)
        return slugs[0] if slugs else self.allocate(entity.name)

    def allocate(self, name):
        slug = self.slugs.allocate(slugify(name) or self.noun)
        self.by_name[name][slug] = None
        return slug

    def ask(self, entity, slugs, debate):
        message = _('"%(name)s" is the name of several: %(all)s. Say which with href="/%(page)s/%(one)s/".')
        params = {"name": entity.name, "all": ", ".join(sorted(slugs)), "page": f"{self.noun}s", "one": min(slugs)}
        self.add_problem(entity, message % params, debate)

    def add_problem(self, entity, message, debate):
        problem = Problem(debate.place(entity.element), str(self.model._meta.verbose_name), message)
        if problem not in self.problems:
            self.problems.append(problem)
