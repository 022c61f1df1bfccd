from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.changelist.missing import SpeakerMissingFilter
from proceedings.admin.speakers.duplicates import DuplicatesPage
from proceedings.admin.speakers.merge import MergePage
from proceedings.admin.speakers.model_admin import MergeableAdmin
from proceedings.admin.speakers.portraits import PortraitInput, PortraitPage
from proceedings.admin.speakers.undo_merge import UndoMergePage
from proceedings.models import Appointment, OtherName, Speaker, Statement
from proceedings.models.columns.portraits import PortraitField

from .conference import ConferenceFilter

STATEMENTS = CountOf(Statement, "speaker", "speaker")
APPOINTMENTS = CountOf(Appointment, "speaker", "speaker")
NAMES = CountOf(OtherName, "speaker", "speaker")


class SpeakerFilter(ReferenceFilter):
    title = _("speaker")
    parameter_name = "speaker"
    field = Statement._meta.get_field("speaker")


class SpokeAtFilter(ConferenceFilter):
    def narrow(self, queryset, chosen):
        # Unpublished statements count too.
        return queryset.filter(Exists(Statement.objects.at(chosen).filter(speaker=OuterRef("pk"))))


class OtherNameInline(NounInline):
    model = OtherName
    fields = ["name", "language"]


class AppointmentInline(NounInline):
    model = Appointment
    fields = ["title", "organisation", "starts_on", "ends_on"]
    related = ["organisation"]
    show_change_link = True


@admin.register(Speaker)
class SpeakerAdmin(MergeableAdmin):
    formfield_overrides = {PortraitField: {"widget": PortraitInput}}
    pages = [*NounAdmin.pages, MergePage, UndoMergePage, DuplicatesPage, PortraitPage]
    list_display = ["name", "sort_name", "country", STATEMENTS, APPOINTMENTS]
    list_filter = [SpokeAtFilter, SpeakerMissingFilter]
    search_fields = ["name", "sort_name", "slug", "other_names__name"]
    searches_slugs = True
    search_help_text = _("Search by words of a name, in any script.")
    readonly_fields = [STATEMENTS, APPOINTMENTS, NAMES]
    lines = {"biography": 10}
    inlines = [OtherNameInline, AppointmentInline]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["name", "sort_name", "honorific", "slug", "country", "biography"]}),
        (_("Portrait"), {"fields": ["portrait", "portrait_credit"]}),
        (_("Elsewhere"), {"fields": ["website", "orcid", "wikidata"]}),
        (_("In the record"), {"fields": [STATEMENTS, APPOINTMENTS, NAMES]}),
    ]


@admin.register(OtherName)
class OtherNameAdmin(NounAdmin):
    list_display = ["name", "language", "speaker"]
    list_filter = [SpeakerFilter]
    list_select_related = ["speaker"]
    search_fields = ["name", "speaker__name"]
    search_help_text = _("Search by words of either name.")
    ordering = ["name", "pk"]
    fields = ["speaker", "name", "language"]
    fixed_once_public = []
    view_on_site = False
