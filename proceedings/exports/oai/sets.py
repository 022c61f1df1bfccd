"""Sets of statements: one for each conference, and one for each theme with the themes below it.

The name of a theme's set, such as `theme.health`, leaves out its place in the tree, which can change.
"""

from oaipmh.error import NoRecordsMatchError

from proceedings.models import Conference, Theme
from proceedings.text import xml_text

CONFERENCE, THEME = "conference.", "theme."


def all_sets():
    """Yield (setSpec, setName, None) of each set."""
    conferences = Conference.objects.public().order_by("slug").values_list("slug", "title")
    themes = Theme.objects.public().order_by("slug").values_list("slug", "name")
    for kind, rows in ((CONFERENCE, conferences), (THEME, themes)):
        for slug, name in rows.iterator():
            yield kind + slug, xml_text(name), None


def in_set(statements, name):
    """Filter statements by a set. The set of a withdrawn conference stays, so that harvesters see the deletions."""
    kind, dot, slug = name.partition(".")
    if kind + dot == CONFERENCE:
        conferences = Conference.objects.public() | Conference.objects.tombstones()
        if conference := conferences.filter(slug=slug).first():
            return statements.at(conference)
    if kind + dot == THEME and (theme := Theme.objects.public().filter(slug=slug).first()):
        return statements.about(theme)
    raise NoRecordsMatchError(f"There is no set {name}.")


class Membership:
    """The sets of some statements, from two queries."""

    def __init__(self, statements):
        tagged = {theme.pk for statement in statements for theme in statement.themes.all()}
        above = Theme.objects.with_ancestors(tagged).order_by().values_list("pk", "slug", "parent_id")
        self.themes = {pk: (slug, parent) for pk, slug, parent in above}
        # A theme is not public if all statements on it are withdrawn.
        self.public = set(Theme.objects.public().filter(pk__in=self.themes).values_list("pk", flat=True))

    def of(self, statement):
        above = set()
        for theme in statement.themes.all():
            pk = theme.pk
            while pk in self.themes and pk not in above:
                above.add(pk)
                pk = self.themes[pk][1]
        themes = sorted(THEME + self.themes[pk][0] for pk in above & self.public)
        return [CONFERENCE + statement.conference.slug, *themes]
