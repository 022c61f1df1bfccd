"""The themes of the record that an editor types."""

from collections import defaultdict

from django.utils.translation import gettext as _

from proceedings.filters.name_choices import LONGEST_NAME, rows_called
from proceedings.importing.similar_names import SimilarNames
from proceedings.models import Theme


class ThemeNames:
    """The names of all themes. A name that is not among them is looked up as readers' filters do."""

    def __init__(self):
        self.names = dict(Theme.objects.values_list("slug", "name"))
        self.slugs = defaultdict(list)
        for slug, name in self.names.items():
            self.slugs[folded(name)].append(slug)

    def resolve(self, name):
        """Return (slug, "") of the only theme with this name or with all its words, or ("", error message).

        If several themes have the same name, the editor types the slug instead.
        """
        if name in self.names:
            return name, ""
        text = name[:LONGEST_NAME]
        meant = self.slugs.get(folded(name)) or [theme.slug for theme in rows_called(Theme.objects.all(), text)]
        if len(meant) == 1:
            return meant[0], ""
        if near := meant or SimilarNames(self.slugs).nearest(text):
            message = _("“%(name)s” is no theme of the record. Did you mean %(near)s?")
            return "", message % {"name": name, "near": ", ".join(map(self.quoted, near))}
        return "", _("“%s” is no theme of the record. Add it under Themes first, or choose another one.") % name

    def quoted(self, slug):
        name = self.names[slug]
        return f"“{name if len(self.slugs[folded(name)]) == 1 else slug}”"


def folded(name):
    return " ".join(name.split()).casefold()
