from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.beside import beside
from proceedings.exports.tables import ORGANISATIONS
from proceedings.models import Conference, Statement
from proceedings.responses import site_url

from .views import markdown
from .writing import front_matter, heading, link, links, literal, statements


@beside(ORGANISATIONS.rows)
def organisation_md(request, organisation):
    return markdown(written(organisation, site_url(request)), organisation.slug)


def written(organisation, site):
    yield front_matter(ORGANISATIONS.record(organisation, site))
    yield heading(1, organisation.name)
    if held := links(Conference.objects.public().from_organisation(organisation).newest_first(), site):
        yield f"{heading(2, _('Conferences held'))}\n{held}"
    posts = organisation.appointments.public().select_related("speaker").order_by("speaker__sort_name", "pk")
    if people := "".join(f"- {link(post.speaker, site)}: {literal(post.title)}\n" for post in posts):
        yield f"{heading(2, _('People'))}\n{people}"
    said = Statement.objects.public().from_organisation(organisation).newest_first()
    yield from statements(said, site, under=attrgetter("conference"))
