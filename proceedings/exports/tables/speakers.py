from django.utils.translation import gettext_lazy as _

from proceedings.models import Speaker

from .table import Column, Table, attribute, country, other_names

SPEAKERS = Table(
    "speakers",
    Speaker.objects.public().with_statement_counts().with_context(),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "name": attribute("name", _("The name in its usual order.")),
        "sort_name": attribute("sort_name", _("The family name first, in Latin letters.")),
        "honorific": attribute("honorific", _("A title such as Dr or H.E.")),
        "other_names": other_names(),
        "country": country(_("A two-letter code (ISO 3166-1).")),
        "posts": Column(lambda speaker: [str(post) for post in speaker.appointments.all()], _("The posts held.")),
        "biography": attribute("biography", _("A biography in Markdown.")),
        "orcid": attribute("orcid", _("The ORCID iD.")),
        "wikidata": attribute("wikidata", _("The Wikidata identifier.")),
        "website": attribute("website", _("The address of the speaker’s own site.")),
        "statements": attribute("statement_count", _("The number of public statements.")),
    },
)
