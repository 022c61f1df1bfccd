from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models.functions import Left
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.formsets import OrderedForm, OrderedFormSet
from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.local_times import ZonedAdmin, shown_locally
from proceedings.admin.base.part_admin import PartAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.changelist.my_work import MyWorkFilter
from proceedings.admin.forms.inherited import inheriting_statements, pass_on
from proceedings.admin.forms.time_zones import ConferenceTimesForm, SessionRowForm, set_zone
from proceedings.admin.proposals.views import PROPOSAL_PAGES
from proceedings.admin.uploads.debates import ImportDebatePage
from proceedings.admin.workbench.transitions import PublishPage, SubmitPage
from proceedings.admin.workbench.undo_page import UndoPage
from proceedings.admin.workbench.views import WorkbenchPage, workbench_link
from proceedings.admin.workflow.filters import ScheduleFilter
from proceedings.admin.workflow.model_admin import PublishableAdmin
from proceedings.admin.workflow.publication_form import PublicationForm
from proceedings.models import Conference, Organiser, Session, Statement

SESSIONS = CountOf(Session, "conference", "conference")
STATEMENTS = CountOf(Statement, "session__conference", "conference")
ORGANISERS = CountOf(Organiser, "conference", "conference")


class ConferenceFilter(ReferenceFilter):
    title = _("conference")
    parameter_name = "conference"
    field = Session._meta.get_field("conference")


class YearFilter(admin.SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request, model_admin):
        years = Conference.objects.exclude(starts_on=None).order_by().values_list(Left("starts_on", 4), flat=True)
        return [(year, year) for year in sorted(years.distinct(), reverse=True)]

    def queryset(self, request, queryset):
        return queryset.filter(starts_on__startswith=self.value()) if self.value() else queryset


class OrganiserInline(NounInline):
    model = Organiser
    fields = ["position", "organisation", "role"]
    related = ["organisation"]


class SessionForm(SessionRowForm, OrderedForm):
    pass


class SessionFormSet(OrderedFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        set_zone(form, self.instance.zone_of_times)


class SessionInline(NounInline):
    model = Session
    form = SessionForm
    formset = SessionFormSet
    fields = ["position", "title", "kind", "starts_at", "ends_at"]
    show_change_link = True
    # Deleting a session deletes its statements, which only the page of the session shows.
    can_delete = False

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        return fields if self.has_change_permission(request, obj) else shown_locally(Session, fields)

    def get_readonly_fields(self, request, obj=None):
        return () if self.has_change_permission(request, obj) else self.get_fields(request, obj)


class ConferenceForm(ConferenceTimesForm, PublicationForm):
    pass


@admin.register(Conference)
class ConferenceAdmin(ZonedAdmin, PublishableAdmin):
    form = ConferenceForm
    pages = [*PublishableAdmin.pages, WorkbenchPage, UndoPage, SubmitPage, PublishPage]
    pages += [ImportDebatePage, *PROPOSAL_PAGES]
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
    list_filter = ["status", ScheduleFilter, "format", MyWorkFilter, YearFilter]
    search_fields = ["title", "acronym", "place", "slug"]
    searches_slugs = True
    search_help_text = _("Search by words of the title, acronym, place or address.")
    readonly_fields = [*PublishableAdmin.readonly_fields, ORGANISERS, SESSIONS, STATEMENTS]
    lines = {"summary": 12} | PublishableAdmin.lines
    inlines = [OrganiserInline, SessionInline]
    fieldsets = [
        (None, {"fields": ["title", "acronym", "slug", "language", "summary"]}),
        (_("When and where"), {"fields": [("starts_on", "ends_on"), "time_zone", "format", "place", "doi"]}),
        (_("For all its statements"), {"fields": ["source", "source_url", "statement_form", "rights"]}),
        PublishableAdmin.publication,
        (_("In the record"), {"fields": [ORGANISERS, SESSIONS, STATEMENTS]}),
    ]

    def save_model(self, request, obj, form, change):
        following = inheriting_statements(obj, form.changed_data, request.user) if change else {}
        super().save_model(request, obj, form, change)
        if following and (number := pass_on(obj, following, by=request.user)):
            message = ngettext(
                "%(number)d statement that is not published follows the conference.",
                "%(number)d statements that are not published follow the conference.",
                number,
            )
            self.message_user(request, message % {"number": number})

    def response_add(self, request, obj, post_url_continue=None):
        """Lead to the workbench, where the programme is made, after an ordinary save."""
        response = super().response_add(request, obj, post_url_continue)
        is_editor = any(request.user.has_perm(f"proceedings.{verb}_statement") for verb in ("view", "change"))
        if "_save" not in request.POST or IS_POPUP_VAR in request.POST or not is_editor:
            return response
        return HttpResponseRedirect(reverse("admin:proceedings_conference_workbench", args=[obj.pk]))

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
