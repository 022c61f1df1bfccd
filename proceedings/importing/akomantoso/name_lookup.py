"""Which row a name in a file means: one that is there already, or a new one with an address of its own."""

from collections import defaultdict

from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.addresses import Slugs
from proceedings.models.columns.slugs import slugify


class AmbiguousError(Exception):
    """A name that several rows have."""


class Directory:
    """The rows of a model by name; `others` are rows of its other names."""

    def __init__(self, model, named, others=None):
        self.model = model
        wanted = {one.name for one in named}
        self.by_name = defaultdict(set)
        for some in chunks(wanted):
            for name, slug in model._base_manager.filter(name__in=some).values_list("name", "slug"):
                self.by_name[name].add(slug)
        for some in chunks(wanted) if others else ():
            path = f"{model._meta.model_name}__slug"
            for name, slug in others.filter(name__in=some).values_list("name", path):
                self.by_name[name].add(slug)
        self.stored = set(model._base_manager.order_by().values_list("slug", flat=True).iterator())
        self.slugs = Slugs(self.stored)
        for one in named:
            if one.slug:
                # The file's own address for it: another row of that name has no say.
                self.by_name[one.name] = {one.slug}
                self.slugs.taken.add(one.slug)

    def slug(self, named):
        """The slug of the row that is meant; raises AmbiguousError with the remedy."""
        if named.slug:
            return named.slug
        found = self.by_name[named.name]
        if len(found) > 1:
            page = f"{self.model._meta.model_name}s"
            raise AmbiguousError(
                _('"%(name)s" is the name of several: %(all)s. Say which with href="/%(page)s/%(one)s/".')
                % {"name": named.name, "all": ", ".join(sorted(found)), "page": page, "one": min(found)}
            )
        if not found:
            found.add(self.slugs.unused(slugify(named.name) or self.model._meta.model_name))
        return next(iter(found))
