"""What a speaker sees by a link, without an account: one statement, and a way to answer."""

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

from .preview import unseen

MOST_LETTERS = 10_000


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (Answer.APPROVED, _("I approve of this text.")),
            (Answer.CHANGE, _("I ask for a change:")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    note = forms.CharField(
        label=_("What should change, or what else you want to say"),
        required=False,
        max_length=MOST_LETTERS,
        validators=[validate_no_nul],
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    # The text may have changed between the look and the answer.
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Answer.CHANGE and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say what should change."))
        return cleaned


# The link itself is what lets somebody answer; no cookie does. And no browser tells where this form comes from.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request, token):
    return unseen(answer(request, Approval.objects.behind(token)))


@transaction.atomic
def answer(request, approval):
    rows = Statement.objects.with_context().prefetch_related("translations")
    statement = rows.filter(pk=approval.statement_id).first() if approval and approval.is_open else None
    if statement is None:
        return render(request, "approval/closed.html", status=HTTPStatus.GONE)
    if statement.published_at:
        return published(request, statement)
    seen = fingerprint(statement)
    sent = request.POST.copy() if request.method == "POST" else None
    changed = sent is not None and sent.get("seen") != seen
    if changed:
        # What was written stays, to be sent again about the words that are there now.
        sent["seen"] = seen
    form = AnswerForm(sent, initial={"seen": seen})
    if not changed and form.is_valid():
        approval.reply(form.cleaned_data["answer"], form.cleaned_data["note"], seen)
        return HttpResponseRedirect(request.path)
    context = {"statement": statement, "approval": approval, "form": form, "changed": changed}
    return render(request, "approval/statement.html", context)


def published(request, statement):
    public = Statement.objects.public().filter(pk=statement.pk).exists()
    context = {"address": statement.get_absolute_url() if public else ""}
    return render(request, "approval/closed.html", context, status=HTTPStatus.GONE)
