"""Admin actions that change the status of the selected rows, after a page of confirmation."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.deletion import MAX_LABELS, row_labels
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.models.workflow.statuses import PUBLISH, REVIEW, SUBMIT, TRANSITIONS, WITHDRAW, RefusedError
from proceedings.models.workflow.transitions import may, sole_author_message

from .consequences import consequence
from .forms import PublishForm, ScheduleForm, SendBackForm, SubmitForm, UnscheduleForm, WithdrawForm
from .gaps import INFORMED, gaps_of


@admin.action(description=_("Submit the selected %(verbose_name_plural)s for review"), permissions=[SUBMIT])
def submit(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, SubmitForm)


@admin.action(description=_("Send the selected %(verbose_name_plural)s back"), permissions=[REVIEW])
def send_back(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, SendBackForm)


@admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=[PUBLISH])
def publish(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, PublishForm)


@admin.action(description=_("Schedule the selected %(verbose_name_plural)s…"), permissions=[PUBLISH])
def schedule(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, ScheduleForm)


@admin.action(description=_("Unschedule the selected %(verbose_name_plural)s"), permissions=[PUBLISH])
def unschedule(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, UnscheduleForm)


@admin.action(description=_("Withdraw the selected %(verbose_name_plural)s"), permissions=[WITHDRAW])
def withdraw(model_admin, request, queryset):
    return confirm(model_admin, request, queryset, WithdrawForm)


WORKFLOW_ACTIONS = [submit, send_back, publish, schedule, unschedule, withdraw]


def confirm(model_admin, request, queryset, form_class):
    """Show the page of confirmation; apply the transition once it is confirmed for as many rows as it showed."""
    form = form_class(request.POST if "number" in request.POST else None)
    rows = queryset.ready_to(form.transition, request.user)
    number = rows.count()
    exclusions = exclusion_sentences(request.user, queryset, form)
    if number == 0:
        report_unsaved(request)
        model_admin.message_user(request, " ".join(exclusions), messages.WARNING)
        return None
    if form.is_valid():
        if request.POST["number"] == str(number):
            apply_transition(model_admin, request, rows, form, exclusions)
            return None
        message = _("The list has changed. Please check it and confirm again.")
        model_admin.message_user(request, message, messages.WARNING)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": form.title % {"rows": count_label(model_admin.model, number)},
        "opts": model_admin.opts,
        "media": model_admin.media,
        "form": form,
        "number": number,
        "labels": row_labels(model_admin.labelled(rows)[:MAX_LABELS], number, model_admin),
        "consequences": [sentence for sentence in (*exclusions, consequence(form.transition, rows)) if sentence],
        "gaps": gaps_of(rows, request.GET.dict()) if form.transition in INFORMED else [],
        "checkbox": ACTION_CHECKBOX_NAME,
        # With “select across”, one key is enough: the filters of the list say which rows are meant.
        "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "admin/confirm.html", context)


def exclusion_sentences(user, queryset, form):
    """Return a sentence for each reason why some of the rows keep their status."""
    permissions = TRANSITIONS[form.transition].takes
    permitted_statuses = [status for status in permissions if may(user, queryset.model, permissions[status])]
    suitable = queryset.filter(status__in=permissions)
    if form.transition == "unschedule":
        suitable = suitable.scheduled()
    permitted = suitable.filter(status__in=permitted_statuses)
    scheduled = 0
    if form.transition == "send_back" and not may(user, queryset.model, [PUBLISH]):
        scheduled = permitted.scheduled().count()
        permitted = permitted.filter(publish_at=None)
    unsuitable, forbidden = queryset.count() - suitable.count(), suitable.count() - permitted.count() - scheduled
    alone = permitted.count() - permitted.ready_to(form.transition, user).count()
    sentences = []
    if unsuitable:
        sentences.append(form.unsuitable(unsuitable) % {"number": unsuitable})
    if forbidden:
        sentence = ngettext(
            "%(number)d is a draft, and has to be submitted for review first.",
            "%(number)d are drafts, and have to be submitted for review first.",
            forbidden,
        )
        sentences.append(sentence % {"number": forbidden})
    if scheduled:
        sentence = ngettext(
            "%(number)d is scheduled. Only a user who may publish it can send it back.",
            "%(number)d are scheduled. Only a user who may publish them can send them back.",
            scheduled,
        )
        sentences.append(sentence % {"number": scheduled})
    if alone:
        sentences.append(sole_author_message(alone))
    return sentences


def apply_transition(model_admin, request, rows, form, exclusions):
    number = rows.count()
    try:
        with transaction.atomic():
            log_change(request.user, rows, gettext(form.button))
            getattr(rows, form.transition)(*form.cleaned_data.values(), by=request.user)
    except RefusedError as error:
        # Another user has changed one of the rows in the meantime.
        report_unsaved(request)
        model_admin.message_user(request, str(error), messages.ERROR)
        return
    success = form.success % {"rows": count_label(model_admin.model, number)}
    model_admin.message_user(request, " ".join([success, *exclusions]), messages.SUCCESS)


def log_change(user, rows, message):
    """Write a log entry for each row."""
    content_type = ContentType.objects.get_for_model(rows.model)
    LogEntry.objects.bulk_create(
        (
            LogEntry(
                user=user,
                content_type=content_type,
                object_id=key,
                object_repr=title[:200],
                action_flag=CHANGE,
                change_message=message,
            )
            for key, title in rows.order_by().values_list("pk", "title").iterator()
        ),
        batch_size=1_000,
    )


def count_label(model, number):
    """Return such as "2 statements"."""
    return f"{number} {model_ngettext(model, number)}"
