from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.row_file import row_file
from proceedings.exports.tables import CONFERENCES
from proceedings.models import Statement
from proceedings.responses import site_url

from .elements import front_matter, heading, section, statement_list
from .response import markdown_response


@row_file(CONFERENCES.rows)
def conference_md(request, conference):
    return markdown_response(document(conference, site_url(request)), conference.slug)


def document(conference, site):
    facts = CONFERENCES.record(conference, site)
    summary = facts.pop("summary")
    yield front_matter(facts)
    yield heading(1, conference.title)
    yield from statement_list(Statement.objects.public().at(conference).in_order(), site, under=attrgetter("session"))
    yield section(_("Summary"), summary)
