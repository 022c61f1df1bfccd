from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.facts import FactAdmin, FactInline
from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.models import Appointment, Organisation, OrganisationIdentifier, OrganisationName, Organiser

APPOINTMENTS = CountOf(Appointment, "organisation", "organisation")
ORGANISERS = CountOf(Organiser, "organisation", "organisation")
NAMES = CountOf(OrganisationName, "organisation", "organisation")
IDENTIFIERS = CountOf(OrganisationIdentifier, "organisation", "organisation")


class OrganisationFilter(ReferenceFilter):
    title = _("organisation")
    parameter_name = "organisation"
    field = Appointment._meta.get_field("organisation")


class OrganisationNameInline(FactInline):
    model = OrganisationName
    fields = ["name", "language"]


class OrganisationIdentifierInline(FactInline):
    model = OrganisationIdentifier
    fields = ["scheme", "value"]


@admin.register(Organisation)
class OrganisationAdmin(NounAdmin):
    list_display = ["name", "acronym", "country", APPOINTMENTS, ORGANISERS]
    search_fields = ["name", "acronym", "slug", "other_names__name"]
    searches_slugs = True
    search_help_text = _("Search by words of a name, in any language, or by acronym.")
    readonly_fields = [APPOINTMENTS, ORGANISERS, NAMES, IDENTIFIERS]
    inlines = [OrganisationNameInline, OrganisationIdentifierInline]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "slug", "country"]}),
        (_("Elsewhere"), {"fields": ["website", "ror", "wikidata"]}),
        (_("In the record"), {"fields": [APPOINTMENTS, ORGANISERS, NAMES, IDENTIFIERS]}),
    ]

    def label(self, row):
        return f"{row} ({row.acronym})" if row.acronym else str(row)


@admin.register(OrganisationName)
class OrganisationNameAdmin(FactAdmin):
    owner = "organisation"
    list_display = ["name", "language", "organisation"]
    list_filter = [OrganisationFilter]
    list_select_related = ["organisation"]
    search_fields = ["name", "organisation__name"]
    search_help_text = _("Search by words of either name.")
    ordering = ["name", "pk"]
    fields = ["organisation", "name", "language"]


@admin.register(OrganisationIdentifier)
class OrganisationIdentifierAdmin(FactAdmin):
    owner = "organisation"
    list_display = ["value", "scheme", "organisation"]
    list_filter = ["scheme", OrganisationFilter]
    list_select_related = ["organisation"]
    search_fields = ["value", "scheme", "organisation__name"]
    search_help_text = _("Search by an identifier, its scheme, or words of the name.")
    ordering = ["scheme", "value"]
    fields = ["organisation", "scheme", "value"]
