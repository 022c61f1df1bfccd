"""One page to work through a conference: its statements in order, added, moved, and filled in many at a time."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.forms.widgets import KEY
from proceedings.models import Conference, Speaker, Statement

from .forms import AddForm, AssignForm
from .order import Order
from .pages import chosen_page, cut, parts
from .save import Saving


class Workbench:
    """Adds the page to the admin of conferences."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.workbench)
        return [path("<int:pk>/workbench/", view, name="proceedings_conference_workbench"), *super().get_urls()]

    @admin.display(description=_("workbench"))
    def to_workbench(self, row):
        address = reverse("admin:proceedings_conference_workbench", args=[row.pk])
        return format_html('<a href="{}">{}</a>', address, _("Work through"))

    def workbench(self, request, pk):
        conference = Conference.objects.filter(pk=pk).first()
        if conference is None:
            raise Http404
        statements = self.admin_site.get_model_admin(Statement)
        if not (self.has_view_permission(request, conference) and statements.has_view_permission(request)):
            raise PermissionDenied
        bench = Bench(request, conference, self, statements)
        if request.method == "POST":
            if not statements.has_change_permission(request):
                raise PermissionDenied
            with transaction.atomic():
                # Of two who save at the same time the second waits, and is then compared with what the first saved.
                Conference.objects.select_for_update().get(pk=conference.pk)
                answer = bench.save()
            if answer:
                return answer
        return bench.page()


class Bench(Saving):
    """The page of one request."""

    def __init__(self, request, conference, desk, statements):
        self.request, self.conference, self.desk, self.statements = request, conference, desk, statements
        self.site = desk.admin_site
        self.may_change = statements.has_change_permission(request)
        self.may_add = statements.has_add_permission(request) and self.may_change
        self.add_form = self.form(AddForm, initial=self.initial(), may_add_speaker=self.may("add", Speaker))
        self.assign_form = self.form(AssignForm)
        self.problems = []

    def form(self, form_class, data=None, **options):
        return form_class(data, conference=self.conference, site=self.site, **options)

    def may(self, action, model):
        return getattr(self.site.get_model_admin(model), f"has_{action}_permission")(self.request)

    def initial(self):
        """Where the next statement goes: what the last one, or a link, says."""
        asked = {name: self.request.GET.get(name, "") for name in ("session", "place", "kind")}
        return {name: value for name, value in asked.items() if KEY.fullmatch(value) or (name == "kind" and value)}

    def page(self):
        order = Order.of(self.conference)
        lacking = self.request.GET.get("lacking", "")
        sessions = getattr(self, "wish", None) or order.sessions
        if lacking in MISSING_IN_STATEMENTS:
            sessions = self.narrowed(sessions, lacking)
        pages = cut(sessions)
        number = chosen_page(pages, self.request.GET.get("page", "1"))
        shown = pages[number - 1]
        may_order = self.may_change and lacking not in MISSING_IN_STATEMENTS
        context = {
            "title": _("Workbench"),
            "subtitle": self.conference.title,
            "opts": self.desk.opts,
            "conference": self.conference,
            "parts": parts(shown, sessions, order, self.is_fixed, moving=hasattr(self, "wish")),
            "pages": range(1, len(pages) + 1) if len(pages) > 1 else [],
            "page_number": number,
            "may_change": self.may_change,
            "may_add": self.may_add,
            "may_order": may_order,
            "shown": order.shown([session for session, _start, _end in shown]) if may_order else "",
            "is_unsaved": bool(self.problems or self.add_form.errors or self.assign_form.errors),
            "problems": self.problems,
            "add_form": self.add_form,
            "assign_form": self.assign_form,
            "checked": self.request.POST.getlist("chosen"),
            "lacking": lacking,
            "narrowings": [(key, name) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()],
            "list": f"{reverse('admin:proceedings_statement_changelist')}?conference={self.conference.pk}",
            "media": self.desk.media + self.add_form.media + self.assign_form.media,
        }
        return TemplateResponse(
            self.request,
            "admin/proceedings/conference/workbench.html",
            self.site.each_context(self.request) | context,
        )

    def narrowed(self, sessions, lacking):
        condition = MISSING_IN_STATEMENTS[lacking][1]
        found = set(Statement.objects.at(self.conference).filter(condition).values_list("pk", flat=True))
        narrow = {session: [key for key in keys if key in found] for session, keys in sessions.items()}
        return {session: keys for session, keys in narrow.items() if keys}
