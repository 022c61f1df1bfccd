from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.forms.keys import KEY
from proceedings.models import Appointment, Statement

from .organisation import OrganisationFilter
from .speaker import SpeakerFilter

STATEMENTS = CountOf(Statement, "appointment", "appointment", further=["co_speakers__appointment"])


@admin.register(Appointment)
class AppointmentAdmin(NounAdmin):
    list_display = ["title", "speaker", "organisation", "starts_on", "ends_on", STATEMENTS]
    list_filter = [SpeakerFilter, OrganisationFilter]
    list_select_related = ["speaker", "organisation"]
    search_fields = ["title", "speaker__name", "speaker__sort_name", "organisation__name", "organisation__acronym"]
    search_help_text = _("Search by words of the title, or of the speaker's or organisation's name.")
    ordering = ["speaker_id", "pk"]
    readonly_fields = [STATEMENTS]
    label_related = ["speaker", "organisation"]
    # Fixtures refer to it by its speaker and slug.
    fixed_once_public = ["speaker", "slug"]
    kept_once_public = False
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["speaker", "title", "organisation", "slug"]}),
        (_("When"), {"fields": [("starts_on", "ends_on")]}),
        (_("In the record"), {"fields": [STATEMENTS]}),
    ]

    def label(self, row):
        return f"{row.speaker}: {row}"

    def narrow_choices(self, request, queryset):
        """Return the posts of the speaker that the form sends, or all posts."""
        speaker = request.GET.get("speaker", "")
        queryset = super().narrow_choices(request, queryset)
        return queryset.filter(speaker=speaker) if KEY.fullmatch(speaker) else queryset
