from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.export import export
from proceedings.exports.row_file import row_file
from proceedings.exports.tables import CONFERENCES
from proceedings.models import Statement
from proceedings.responses import site_url

from .elements import front_matter, heading, section, statement_list
from .response import markdown_export


@export
@row_file(CONFERENCES.rows)
def conference_md(request, conference):
    statements = Statement.objects.public().at(conference).in_order()
    return markdown_export(statements, document(conference, statements, site_url(request)), conference.slug)


def document(conference, statements, site):
    facts = CONFERENCES.record(conference, site)
    summary = facts.pop("summary")
    yield front_matter(facts)
    yield heading(1, conference.title)
    yield from statement_list(statements, site, under=attrgetter("session"))
    yield section(_("Summary"), summary)
