from django.utils.translation import gettext_lazy as _

from proceedings.models import Speaker

from .table import Column, Table, attribute, country, identifiers, other_names

SPEAKERS = Table(
    "speakers",
    Speaker.objects.public().with_statement_counts().with_context(),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "name": attribute("name", _("The name in its usual order.")),
        "sort_name": attribute("sort_name", _("The family name first, in Latin letters.")),
        "family_name": attribute("family_name", _("The family name; empty for a name without parts.")),
        "given_name": attribute("given_name", _("The given names.")),
        "non_dropping_particle": attribute("non_dropping_particle", _("The particle that stays with the family name.")),
        "dropping_particle": attribute("dropping_particle", _("The particle that follows the given names.")),
        "suffix": attribute("suffix", _("A suffix such as Jr. or III.")),
        "family_name_first": attribute("family_name_first", _("Whether the name begins with the family name.")),
        "honorific": attribute("honorific", _("A title such as Dr or H.E.")),
        "other_names": other_names(),
        "country": country(_("A two-letter code (ISO 3166-1).")),
        "posts": Column(lambda speaker: [str(post) for post in speaker.appointments.all()], _("The posts held.")),
        "biography": attribute("biography", _("A biography in Markdown.")),
        "orcid": attribute("orcid", _("The ORCID iD.")),
        "wikidata": attribute("wikidata", _("The Wikidata identifier.")),
        "identifiers": identifiers(),
        "website": attribute("website", _("The address of the speaker’s own site.")),
        "statements": attribute("statement_count", _("The number of public statements.")),
    },
)
