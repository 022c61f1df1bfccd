from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.formsets import OrderedForm, OrderedFormSet
from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.part_admin import PartAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.changelist.my_work import MyWorkFilter
from proceedings.admin.uploads.debates import ImportDebatePage
from proceedings.admin.workbench.views import WorkbenchPage, workbench_link
from proceedings.admin.workflow.filters import ScheduleFilter
from proceedings.admin.workflow.model_admin import PublishableAdmin
from proceedings.models import Conference, Organiser, Session, Statement

SESSIONS = CountOf(Session, "conference", "conference")
STATEMENTS = CountOf(Statement, "session__conference", "conference")
ORGANISERS = CountOf(Organiser, "conference", "conference")


class ConferenceFilter(ReferenceFilter):
    title = _("conference")
    parameter_name = "conference"
    field = Session._meta.get_field("conference")


class OrganiserInline(NounInline):
    model = Organiser
    fields = ["position", "organisation", "role"]
    related = ["organisation"]


class SessionInline(NounInline):
    model = Session
    form = OrderedForm
    formset = OrderedFormSet
    fields = ["position", "title", "kind", "starts_at", "ends_at"]
    show_change_link = True
    # Deleting it would delete its statements, which only its own page shows.
    can_delete = False


@admin.register(Conference)
class ConferenceAdmin(PublishableAdmin):
    pages = [*PublishableAdmin.pages, WorkbenchPage, ImportDebatePage]
    change_list_template = "admin/proceedings/conference/change_list.html"
    list_display = [
        "title",
        "acronym",
        "starts_on",
        "place",
        SESSIONS,
        STATEMENTS,
        "workflow_status",
        workbench_link,
    ]
    list_filter = ["status", ScheduleFilter, "format", MyWorkFilter]
    date_hierarchy = "starts_on"
    search_fields = ["title", "acronym", "place", "slug"]
    searches_slugs = True
    search_help_text = _("Search by words of the title, acronym, place or address.")
    readonly_fields = [*PublishableAdmin.readonly_fields, ORGANISERS, SESSIONS, STATEMENTS]
    lines = {"summary": 12} | PublishableAdmin.lines
    inlines = [OrganiserInline, SessionInline]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "acronym", "slug", "language", "summary"]}),
        (_("When and where"), {"fields": [("starts_on", "ends_on"), "time_zone", "format", "place"]}),
        (_("Source and rights"), {"fields": ["source", "source_url", "doi", "rights"]}),
        PublishableAdmin.publication,
        (_("In the record"), {"fields": [ORGANISERS, SESSIONS, STATEMENTS]}),
    ]

    def label(self, row):
        year = str(row.starts_on.year) if row.starts_on else ""
        return str(row) if year in str(row) else f"{row} ({year})"


@admin.register(Organiser)
class OrganiserAdmin(PartAdmin):
    """For conferences with more organisers than a form can show."""

    whole = "conference"
    list_display = ["organisation", "role", "conference", "position"]
    list_filter = [ConferenceFilter, "role"]
    list_select_related = ["organisation", "conference"]
    search_fields = ["organisation__name", "organisation__acronym"]
    search_help_text = _("Search by words of the organisation's name.")
    ordering = ["conference_id", "position", "pk"]
    fields = ["conference", "organisation", "role", "position"]
    label_related = ["organisation"]
    fixed_once_public = []
    view_on_site = False
