from django.utils.translation import gettext_lazy as _

from proceedings.models import Conference

from .table import Column, Table, attribute


def organisers(conference):
    return [organiser.organisation.name for organiser in conference.organisers.all()]


CONFERENCES = Table(
    "conferences",
    Conference.objects.public().with_statement_counts().with_context(),
    {
        "slug": attribute("slug", _("Its key: the last part of the address.")),
        "title": attribute("title", _("Its title, in its language.")),
        "acronym": attribute("acronym", _("Its acronym.")),
        "format": attribute("format", _("in_person, online or hybrid.")),
        "starts_on": attribute("starts_on", _("The first day.")),
        "ends_on": attribute("ends_on", _("The last day.")),
        "time_zone": attribute("time_zone", _("The zone of the programme’s times (IANA).")),
        "place": attribute("place", _("City and venue.")),
        "organisers": Column(organisers, _("The organisations that held it, in any role.")),
        "summary": attribute("summary", _("What it was, in Markdown.")),
        "language": attribute("language", _("The language of title, summary and programme (BCP 47).")),
        "rights": attribute("rights", _("The licence of its record (SPDX) or the address of terms.")),
        "doi": attribute("doi", _("Its DOI.")),
        "source": attribute("source", _("What the record was taken from.")),
        "source_url": attribute("source_url", _("The address of the source.")),
        "published_at": attribute("published_at", _("When it came on the record.")),
        "statements": attribute("statement_count", _("How many public statements it has.")),
    },
)
