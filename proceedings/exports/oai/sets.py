"""Sets of statements: one for each conference and each theme, a theme's with all below it.

A theme's place in the tree can change, so that sets are named without it: `theme.health`.
"""

from oaipmh.error import NoRecordsMatchError

from proceedings.models import Conference, Theme
from proceedings.text import xml_text

CONFERENCE, THEME = "conference.", "theme."


def every_set():
    """(name for programs, name for people, None) of each."""
    conferences = Conference.objects.public().order_by("slug").values_list("slug", "title")
    themes = Theme.objects.public().order_by("slug").values_list("slug", "name")
    for kind, rows in ((CONFERENCE, conferences), (THEME, themes)):
        for slug, name in rows.iterator():
            yield kind + slug, xml_text(name), None


def within(statements, name):
    """The statements of a QuerySet that are in the set; a withdrawn conference's set tells that all of it is gone."""
    kind, dot, slug = name.partition(".")
    if kind + dot == CONFERENCE:
        known = Conference.objects.public() | Conference.objects.tombstones()
        if conference := known.filter(slug=slug).first():
            return statements.at(conference)
    if kind + dot == THEME and (theme := Theme.objects.public().filter(slug=slug).first()):
        return statements.about(theme)
    raise NoRecordsMatchError(f"There is no set {name}.")


class Membership:
    """The sets of some statements, found in two queries."""

    def __init__(self, statements):
        tagged = {theme.pk for statement in statements for theme in statement.themes.all()}
        above = Theme.objects.upward(tagged).order_by().values_list("pk", "slug", "parent_id")
        self.themes = {pk: (slug, parent) for pk, slug, parent in above}
        # What is withdrawn is on themes that nothing else is on.
        self.public = set(Theme.objects.public().filter(pk__in=self.themes).values_list("pk", flat=True))

    def of(self, statement):
        found = set()
        for theme in statement.themes.all():
            pk = theme.pk
            while pk in self.themes and pk not in found:
                found.add(pk)
                pk = self.themes[pk][1]
        themes = sorted(THEME + self.themes[pk][0] for pk in found & self.public)
        return [CONFERENCE + statement.conference.slug, *themes]
