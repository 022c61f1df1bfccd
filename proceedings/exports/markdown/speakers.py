from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.beside import beside
from proceedings.exports.tables import SPEAKERS
from proceedings.models import Statement
from proceedings.responses import site_url

from .views import markdown
from .writing import front_matter, heading, passage, statements


@beside(SPEAKERS.rows)
def speaker_md(request, speaker):
    return markdown(written(speaker, site_url(request)), speaker.slug)


def written(speaker, site):
    facts = SPEAKERS.record(speaker, site)
    biography = facts.pop("biography")
    yield front_matter(facts)
    yield heading(1, speaker.name)
    yield from statements(Statement.objects.public().by(speaker).newest_first(), site, under=attrgetter("conference"))
    yield passage(_("Biography"), biography)
