"""The page where a speaker reads and approves one statement, opened by a secret link without an account."""

from http import HTTPStatus

from django import forms
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from proceedings.editorial.approvals import Answer, Approval, fingerprint
from proceedings.models import Statement
from proceedings.models.columns.identifiers import validate_no_nul

from .preview import private

# Characters of a note.
LONGEST_NOTE = 10_000


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Answer.APPROVED, _("I approve this text")),
            (Answer.CHANGE, _("I want a change")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    note = forms.CharField(
        label=_("Changes or comments"),
        required=False,
        max_length=LONGEST_NOTE,
        validators=[validate_no_nul],
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    # The fingerprint of the text that was shown: it may have changed before the answer.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self):
        values = super().clean()
        if values.get("answer") == Answer.CHANGE and not values.get("note", "").strip():
            self.add_error("note", _("Describe the change you want."))
        return values


# The link gives access, not a cookie, so there is nothing to forge. The page also sends no referrer, which the CSRF
# check would need.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request, token):
    return private(answer_page(request, Approval.objects.behind(token)))


@transaction.atomic
def answer_page(request, approval):
    rows = Statement.objects.with_context().prefetch_related("translations")
    statement = rows.filter(pk=approval.statement_id).first() if approval and approval.is_open else None
    if statement is None:
        return render(request, "approval/closed.html", status=HTTPStatus.GONE)
    if statement.published_at:
        return published_page(request, statement)
    seen = fingerprint(statement)
    data = request.POST.copy() if request.method == "POST" else None
    changed = data is not None and data.get("seen") != seen
    if changed:
        # Keep the answer in the form, to be sent again for the current text.
        data["seen"] = seen
    form = AnswerForm(data, initial={"seen": seen})
    if not changed and form.is_valid():
        approval.reply(form.cleaned_data["answer"], form.cleaned_data["note"], seen)
        return HttpResponseRedirect(request.path)
    context = {"statement": statement, "approval": approval, "form": form, "changed": changed}
    return render(request, "approval/statement.html", context)


def published_page(request, statement):
    public = Statement.objects.public().filter(pk=statement.pk).exists()
    context = {"address": statement.get_absolute_url() if public else ""}
    return render(request, "approval/closed.html", context, status=HTTPStatus.GONE)
