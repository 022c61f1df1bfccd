from django.utils.translation import gettext_lazy as _

from proceedings.models import Speaker

from .table import Column, Table, attribute, country, other_names

SPEAKERS = Table(
    "speakers",
    Speaker.objects.public().with_statement_counts().with_context(),
    {
        "slug": attribute("slug", _("Their key: the last part of the address.")),
        "name": attribute("name", _("In the order in which they are addressed.")),
        "sort_name": attribute("sort_name", _("The family name first, in Latin letters.")),
        "honorific": attribute("honorific", _("Such as Dr or H.E.")),
        "other_names": other_names(),
        "country": country(_("A code of two letters (ISO 3166-1).")),
        "posts": Column(lambda speaker: [str(post) for post in speaker.appointments.all()], _("The posts they held.")),
        "biography": attribute("biography", _("In Markdown.")),
        "orcid": attribute("orcid", _("The ORCID iD.")),
        "wikidata": attribute("wikidata", _("The Wikidata identifier.")),
        "website": attribute("website", _("The address of their own site.")),
        "statements": attribute("statement_count", _("How many public statements they made.")),
    },
)
