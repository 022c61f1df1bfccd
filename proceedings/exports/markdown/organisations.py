from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.row_file import row_file
from proceedings.exports.tables import ORGANISATIONS
from proceedings.models import Conference, Statement
from proceedings.responses import site_url

from .elements import front_matter, heading, link, links, literal, statement_list
from .response import markdown_response


@row_file(ORGANISATIONS.rows)
def organisation_md(request, organisation):
    return markdown_response(document(organisation, site_url(request)), organisation.slug)


def document(organisation, site):
    yield front_matter(ORGANISATIONS.record(organisation, site))
    yield heading(1, organisation.name)
    if conferences := links(Conference.objects.public().from_organisation(organisation).newest_first(), site):
        yield f"{heading(2, _('Conferences held'))}\n{conferences}"
    posts = organisation.appointments.public().select_related("speaker").order_by("speaker__sort_name", "pk")
    if people := "".join(f"- {link(post.speaker, site)}: {literal(post.title)}\n" for post in posts):
        yield f"{heading(2, _('People'))}\n{people}"
    statements = Statement.objects.public().from_organisation(organisation).newest_first()
    yield from statement_list(statements, site, under=attrgetter("conference"))
