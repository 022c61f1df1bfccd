from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.beside import beside
from proceedings.exports.tables import THEMES
from proceedings.models import Statement, Theme
from proceedings.responses import site_url

from .views import markdown
from .writing import front_matter, heading, links, passage, statements


@beside(THEMES.rows)
def theme_md(request, theme):
    return markdown(written(theme, site_url(request)), theme.slug)


def written(theme, site):
    facts = THEMES.record(theme, site)
    description = facts.pop("description")
    yield front_matter(facts)
    yield heading(1, theme.name)
    if narrower := links(Theme.objects.public().filter(parent=theme), site):
        yield f"{heading(2, _('Narrower themes'))}\n{narrower}"
    yield from statements(Statement.objects.public().about(theme).newest_first(), site, under=attrgetter("conference"))
    yield passage(_("Description"), description)
