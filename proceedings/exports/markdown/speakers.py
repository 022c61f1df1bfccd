from operator import attrgetter

from django.utils.translation import gettext as _

from proceedings.exports.export import export
from proceedings.exports.row_file import row_file
from proceedings.exports.tables import SPEAKERS
from proceedings.models import Statement
from proceedings.responses import site_url

from .elements import front_matter, heading, section, statement_list
from .response import markdown_export


@export
@row_file(SPEAKERS.rows)
def speaker_md(request, speaker):
    statements = Statement.objects.public().by(speaker).newest_first()
    return markdown_export(statements, document(speaker, statements, site_url(request)), speaker.slug)


def document(speaker, statements, site):
    facts = SPEAKERS.record(speaker, site)
    biography = facts.pop("biography")
    yield front_matter(facts)
    yield heading(1, speaker.name)
    yield from statement_list(statements, site, under=attrgetter("conference"))
    yield section(_("Biography"), biography)
