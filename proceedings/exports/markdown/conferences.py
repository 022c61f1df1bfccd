from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.beside import beside
from proceedings.exports.tables import CONFERENCES
from proceedings.models import Statement
from proceedings.responses import site_url

from .views import markdown
from .writing import front_matter, heading, passage, statements


@beside(CONFERENCES.rows)
def conference_md(request, conference):
    return markdown(written(conference, site_url(request)), conference.slug)


def written(conference, site):
    facts = CONFERENCES.record(conference, site)
    summary = facts.pop("summary")
    yield front_matter(facts)
    yield heading(1, conference.title)
    yield from statements(Statement.objects.public().at(conference).in_order(), site, under=attrgetter("session"))
    yield passage(_("Summary"), summary)
