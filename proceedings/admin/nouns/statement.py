from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.local_times import ZonedAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.changelist.missing import StatementMissingFilter
from proceedings.admin.changelist.my_work import MyWorkFilter
from proceedings.admin.changelist.statement_list import LanguageFilter, StatementList, typed_condition
from proceedings.admin.forms import timestamps
from proceedings.admin.forms.capacity import propose_capacity, report_capacity
from proceedings.admin.forms.inherited import defaults_from, describe_inherited
from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.text_changes import report_text_changes
from proceedings.admin.forms.time_zones import StatementTimesForm
from proceedings.admin.revisions.correction_notes import published_statements
from proceedings.admin.revisions.forms import CorrectedForm
from proceedings.admin.uploads.sheets import SHEET_PAGES
from proceedings.admin.workbench.next_statement import SaveAndNext
from proceedings.admin.workflow.approvals import ApprovalsPage
from proceedings.admin.workflow.filters import AnswerFilter, ScheduleFilter
from proceedings.admin.workflow.model_admin import PublishableAdmin
from proceedings.admin.workflow.publication_form import PublicationForm
from proceedings.importing.sheets import template
from proceedings.models import Conference, Correction, Statement, Translation

from .co_speaker import CoSpeakerInline
from .conference import ConferenceFilter
from .speaker import SpeakerFilter
from .theme import ThemeFilter

# Letters of a conference's title in a list.
TITLE_LETTERS = 30
TRANSLATIONS = CountOf(Translation, "statement", "statement")
CORRECTIONS = CountOf(Correction, "statement", "statement")


class AtConferenceFilter(ConferenceFilter):
    def narrow(self, queryset, chosen):
        return queryset.at(chosen)


class SessionFilter(ReferenceFilter):
    title = _("session")
    parameter_name = "session"
    hidden_without_choice = True
    field = Statement._meta.get_field("session")


class SpokenByFilter(SpeakerFilter):
    def narrow(self, queryset, chosen):
        return queryset.by(chosen)


class AppointmentFilter(ReferenceFilter):
    title = _("capacity")
    parameter_name = "appointment"
    hidden_without_choice = True
    field = Statement._meta.get_field("appointment")

    def narrow(self, queryset, chosen):
        return queryset.in_capacity(chosen)


class TranslationInline(NounInline):
    model = Translation
    fields = ["language", "kind", "translator", "title", "text", "text_format"]
    lines = {"text": 12}
    template = "admin/edit_inline/stacked.html"


class CorrectionInline(NounInline):
    model = Correction
    fields = ["made_on", "note"]
    lines = {"note": 3}


class StatementForm(StatementTimesForm, CorrectedForm, PublicationForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if conference := self.conference:
            describe_inherited(self.fields, conference)

    def _post_clean(self):
        # The rows of the further speakers compare themselves with the first one.
        self.instance.validates_further_speakers = False
        super()._post_clean()


@admin.register(Statement)
class StatementAdmin(SaveAndNext, ZonedAdmin, PublishableAdmin):
    form = StatementForm
    zone_fieldset = _("Time and context")
    pages = [*PublishableAdmin.pages, *SHEET_PAGES, ApprovalsPage]
    change_list_template = "admin/proceedings/statement/change_list.html"
    list_display = ["title", "workflow_status", "spoken_by", "capacity", "conference", "position", "kind"]
    list_filter = [
        "status",
        ScheduleFilter,
        AtConferenceFilter,
        SessionFilter,
        SpokenByFilter,
        AppointmentFilter,
        ThemeFilter,
        StatementMissingFilter,
        MyWorkFilter,
        AnswerFilter,
        "kind",
        LanguageFilter,
    ]
    list_select_related = ["speaker", "appointment__organisation", "session__conference"]
    # Without it, the list has no search box; get_search_results() looks elsewhere.
    search_fields = ["title", "text", "slug"]
    search_help_text = _(
        "Search as readers do, by words of the title, the text or the speaker's name. "
        "You can also type the beginning of the address."
    )
    ordering = ["-pk"]
    readonly_fields = [*PublishableAdmin.readonly_fields, TRANSLATIONS, CORRECTIONS]
    lines = {"text": 16} | PublishableAdmin.lines
    inlines = [CoSpeakerInline, TranslationInline, CorrectionInline]
    label_related = ["speaker"]
    note_fieldset = _("Text")
    fieldsets = [
        (note_fieldset, {"fields": ["title", "text", ("language", "text_format")]}),
        (
            _("Speaker and session"),
            {"fields": ["session", "speaker", "appointment", "label", ("kind", "form"), "themes"]},
        ),
        PublishableAdmin.publication,
        (_("Time and context"), {"fields": ["delivered_at", "delivered_on", "in_reply_to"], "classes": ["collapse"]}),
        (
            _("Source, rights and recording"),
            {
                "fields": [
                    "source",
                    "source_url",
                    "rights",
                    "doi",
                    "recording_url",
                    ("recording_start", "recording_end"),
                    "recording_timestamps",
                ],
                "classes": ["collapse"],
            },
        ),
        (_("In the record"), {"fields": ["position", "slug", TRANSLATIONS, CORRECTIONS], "classes": ["collapse"]}),
    ]

    def time_zone(self, row):
        return row.conference.zone

    def get_changelist(self, request, **kwargs):
        return StatementList

    def get_download_table(self, queryset):
        # The columns of an uploaded sheet.
        pieces = template.text_columns(queryset)
        return template.headings(pieces), template.rows(queryset, pieces)

    def get_download_workbook(self, queryset):
        return template.book(queryset)

    def get_search_results(self, request, queryset, search_term):
        return (queryset.filter(typed_condition(search_term)) if search_term.strip() else queryset), False

    @admin.display(description=_("speaker"), ordering="speaker")
    def spoken_by(self, row):
        return row.first_name

    @admin.display(description=_("in the capacity of"), ordering="appointment")
    def capacity(self, row):
        post = row.appointment
        return f"{post.title}, {post.organisation.short_name}" if post and post.organisation else post

    @admin.display(description=_("conference"))
    def conference(self, row):
        return row.conference.acronym or Truncator(row.conference.title).chars(TITLE_LETTERS)

    def get_changeform_initial_data(self, request):
        """Give a new statement the language and the form that the conference has for its statements."""
        initial = super().get_changeform_initial_data(request)
        session = str(initial.get("session", ""))
        conference = Conference.objects.filter(sessions=session).first() if KEY.fullmatch(session) else None
        return defaults_from(conference) | initial if conference else initial

    def published_statements(self, obj):
        return published_statements().filter(pk=obj.pk) if obj else super().published_statements(obj)

    def save_model(self, request, obj, form, change):
        proposing = not change and obj.appointment is None
        if proposing:
            propose_capacity(obj)
        super().save_model(request, obj, form, change)
        if proposing:
            report_capacity(self, request, obj)
        if {"text", "text_format"}.intersection(form.changed_data):
            report_text_changes(self, request, obj)
        if timestamps.FIELDS.intersection(form.changed_data):
            timestamps.report_ignored_timestamps(self, request, obj)
