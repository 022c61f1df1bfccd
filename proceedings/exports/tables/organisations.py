from django.utils.translation import gettext_lazy as _

from proceedings.models import Organisation

from .table import Table, attribute, country, identifiers, other_names

ORGANISATIONS = Table(
    "organisations",
    Organisation.objects.public().prefetch_related("other_names", "identifiers"),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "name": attribute("name", _("The name.")),
        "acronym": attribute("acronym", _("The acronym.")),
        "other_names": other_names(),
        "country": country(_("A two-letter code (ISO 3166-1); empty for an international organisation.")),
        "website": attribute("website", _("The address of the organisation’s own site.")),
        "ror": attribute("ror", _("The ROR identifier.")),
        "wikidata": attribute("wikidata", _("The Wikidata identifier.")),
        "identifiers": identifiers(),
    },
)
