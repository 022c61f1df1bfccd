from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.export import export
from proceedings.exports.row_file import row_file
from proceedings.exports.tables import THEMES
from proceedings.models import Statement, Theme
from proceedings.responses import site_url

from .elements import front_matter, heading, links, section, statement_list
from .response import markdown_export


@export
@row_file(THEMES.rows)
def theme_md(request, theme):
    statements = Statement.objects.public().about(theme).newest_first()
    return markdown_export(statements, document(theme, statements, site_url(request)), theme.slug)


def document(theme, statements, site):
    facts = THEMES.record(theme, site)
    description = facts.pop("description")
    yield front_matter(facts)
    yield heading(1, theme.name)
    if narrower := links(Theme.objects.public().filter(parent=theme), site):
        yield f"{heading(2, _('Narrower themes'))}\n{narrower}"
    yield from statement_list(statements, site, under=attrgetter("conference"))
    yield section(_("Description"), description)
