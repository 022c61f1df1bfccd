from functools import partial

from django.utils.translation import gettext as _

from proceedings.akomantoso.vocabulary import MEDIA_TYPE
from proceedings.exports.export import Export, export
from proceedings.models import Conference, Statement
from proceedings.responses import plain_text, site_url, tombstone_or_404

from .document import document


@export
def conference(request, slug):
    row = Conference.objects.public().filter(slug=slug).first()
    if row is None:
        return tombstone_or_404(
            Conference.objects.tombstones(),
            slug,
            lambda tombstone: plain_text(tombstone.withdrawal_reason, status=410),
            _("There is no conference at this address."),
        )
    statements = Statement.objects.public().at(row)
    return Export(statements, MEDIA_TYPE, f"{slug}.xml", write=partial(write, row, site_url(request)))


def write(conference, site, file):
    for piece in document(conference, site):
        file.write(piece)
