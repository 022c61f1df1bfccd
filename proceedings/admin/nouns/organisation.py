from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.models import Appointment, Organisation, OrganisationName, Organiser

APPOINTMENTS = CountOf(Appointment, "organisation", "organisation")
ORGANISERS = CountOf(Organiser, "organisation", "organisation")
NAMES = CountOf(OrganisationName, "organisation", "organisation")


class OrganisationFilter(ReferenceFilter):
    title = _("organisation")
    parameter_name = "organisation"
    field = Appointment._meta.get_field("organisation")


class OrganisationNameInline(NounInline):
    model = OrganisationName
    fields = ["name", "language"]


@admin.register(Organisation)
class OrganisationAdmin(NounAdmin):
    list_display = ["name", "acronym", "country", APPOINTMENTS, ORGANISERS]
    search_fields = ["name", "acronym", "slug", "other_names__name"]
    searches_slugs = True
    search_help_text = _("Search by words of a name, in any language, or by acronym.")
    readonly_fields = [APPOINTMENTS, ORGANISERS, NAMES]
    inlines = [OrganisationNameInline]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "slug", "country"]}),
        (_("Elsewhere"), {"fields": ["website", "ror", "wikidata"]}),
        (_("In the record"), {"fields": [APPOINTMENTS, ORGANISERS, NAMES]}),
    ]

    def label(self, row):
        return f"{row} ({row.acronym})" if row.acronym else str(row)


@admin.register(OrganisationName)
class OrganisationNameAdmin(NounAdmin):
    list_display = ["name", "language", "organisation"]
    list_filter = [OrganisationFilter]
    list_select_related = ["organisation"]
    search_fields = ["name", "organisation__name"]
    search_help_text = _("Search by words of either name.")
    ordering = ["name", "pk"]
    fields = ["organisation", "name", "language"]
    fixed_once_public = []
    view_on_site = False
