from django.utils.translation import gettext_lazy as _

from proceedings.citing.rights import rights_of
from proceedings.models import Conference

from .table import Column, Table, attribute


def organisers(conference):
    return [organiser.organisation.name for organiser in conference.organisers.all()]


CONFERENCES = Table(
    "conferences",
    Conference.objects.public().with_statement_counts().with_context(),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "title": attribute("title", _("The title, in its original language.")),
        "acronym": attribute("acronym", _("The acronym.")),
        "format": attribute("format", _("in_person, online or hybrid.")),
        "starts_on": attribute("starts_on", _("The first day, or only its month or year.")),
        "ends_on": attribute("ends_on", _("The last day, or only its month or year.")),
        "time_zone": attribute("time_zone", _("The time zone of the programme (IANA).")),
        "place": attribute("place", _("City and venue.")),
        "organisers": Column(organisers, _("The organisations that held the conference, in any role.")),
        "summary": attribute("summary", _("A summary in Markdown.")),
        "language": attribute("language", _("The language of the title, summary and programme (BCP 47).")),
        "rights": Column(
            rights_of, _("The licence of the record (SPDX) or the address of its terms, or else those of the site.")
        ),
        "doi": attribute("doi", _("The DOI.")),
        "source": attribute("source", _("The source of the record.")),
        "source_url": attribute("source_url", _("The address of the source.")),
        "published_at": attribute("published_at", _("The time of publication.")),
        "statements": attribute("statement_count", _("The number of public statements.")),
    },
)
