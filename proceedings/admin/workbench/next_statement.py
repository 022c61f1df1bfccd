"""Writing one text after another: on to the next statement, and a preview beside the text."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from proceedings.models import Statement
from proceedings.models.columns.identifiers import validate_language

# Of characters: ten hours of speech. It is rendered at every pause in typing.
LARGEST = 500_000


@require_POST
def preview(request):
    """A text in Markdown as readers would see it: the part for a page that has one, or a page of its own.

    `of` names the field that was sent; whoever has no JavaScript sends the whole form.
    """
    name = request.GET.get("of", "text")
    text = request.POST.get(name, "")
    if len(text) > LARGEST:
        return HttpResponse(_("This is too long for a preview."), status=413, content_type="text/plain; charset=utf-8")
    context = {"text": text, "language": language(request.POST.get("language", ""))}
    if "part" in request.GET:
        return TemplateResponse(request, "admin/_markdown.html", context)
    return TemplateResponse(request, "admin/markdown.html", admin.site.each_context(request) | context)


def language(tag):
    try:
        validate_language(tag)
    except ValidationError:
        return "und"
    return tag


class Writing:
    """For the form of statements: “Save and next”."""

    def response_add(self, request, obj, post_url_continue=None):
        answer = super().response_add(request, obj, post_url_continue)
        return self.on(request, obj) if "_next" in request.POST else answer

    def response_change(self, request, obj):
        answer = super().response_change(request, obj)
        return self.on(request, obj) if "_next" in request.POST else answer

    def on(self, request, statement):
        """The form of the next statement of the programme; behind the last one, the workbench."""
        if following := next_of(statement):
            return HttpResponseRedirect(reverse("admin:proceedings_statement_change", args=[following]))
        self.message_user(request, _("This was the last statement of the conference."))
        return HttpResponseRedirect(reverse("admin:proceedings_conference_workbench", args=[statement.conference.pk]))


def next_of(statement):
    """The key of the one behind it in its session, else of the first one of the next session that has any."""
    rows = Statement.objects.at(statement.conference).in_order().values_list("pk", flat=True)
    in_session = rows.filter(session=statement.session_id, position__gt=statement.position)
    return in_session.first() or rows.filter(session__position__gt=statement.session.position).first()
