from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.local_times import ZonedAdmin, local_times
from proceedings.admin.base.part_admin import CorrectedPartForm, PartAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.missing import SessionMissingFilter
from proceedings.admin.forms.capacity import report_capacity
from proceedings.admin.forms.programme_rows import StatementRowForm, StatementRowFormSet
from proceedings.admin.forms.time_zones import SessionTimesForm
from proceedings.admin.revisions.correction_notes import published_statements
from proceedings.models import Session, Statement

from .conference import ConferenceFilter

STATEMENTS = CountOf(Statement, "session", "session")
STARTS_AT = local_times(Session)["starts_at"]


class StatementInline(NounInline):
    """The order of the programme; the texts are on the statements' own pages."""

    model = Statement
    form = StatementRowForm
    formset = StatementRowFormSet
    fields = ["position", "speaker", "kind", "title", "status"]
    readonly_fields = ["status"]
    related = ["speaker"]
    show_change_link = True
    can_delete = False

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.user = request.user
        return formset


class SessionForm(SessionTimesForm, CorrectedPartForm):
    pass


@admin.register(Session)
class SessionAdmin(ZonedAdmin, PartAdmin):
    form = SessionForm
    whole = "conference"
    list_display = ["title", "conference", "kind", "position", STARTS_AT, STATEMENTS]
    list_filter = [ConferenceFilter, "kind", SessionMissingFilter]
    list_select_related = ["conference"]
    search_fields = ["title", "slug", "conference__title", "conference__acronym"]
    search_help_text = _("Search by words of the session's title, or of its conference's title or acronym.")
    ordering = ["-conference_id", "position"]
    readonly_fields = [STATEMENTS]
    lines = {"summary": 8}
    inlines = [StatementInline]
    label_related = ["conference"]
    # Both are parts of its address.
    fixed_once_public = ["conference", "slug"]
    fieldsets = [
        (None, {"fields": ["conference", "title", "slug", "kind", "position", "summary"]}),
        (_("When and where"), {"fields": ["starts_at", "ends_at", "room"]}),
        (_("In the record"), {"fields": [STATEMENTS]}),
    ]

    def label(self, row):
        return f"{row} – {row.conference.acronym or row.conference}"

    def published_statements(self, obj):
        return published_statements().filter(session=obj) if obj else super().published_statements(obj)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for statement in formset.new_objects:
            report_capacity(self, request, statement)
        for statement, fields in formset.changed_objects:
            if "speaker" in fields:
                report_capacity(self, request, statement)
