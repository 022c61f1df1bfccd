"""Any number of rows of a list from status to status, once somebody has seen which and said yes."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.changelist.deletion import MAX_LABELS, row_labels
from proceedings.models.workflow.statuses import PUBLISH, REVIEW, SUBMIT, TRANSITIONS, WITHDRAW, RefusedError
from proceedings.models.workflow.transitions import may, to_come, written_alone


class MoveForm(forms.Form):
    """The question before a move; its action is the QuerySet's word, and its fields are what the word takes."""

    def unfit(self, number):
        """What is said of the rows whose status does not allow it."""
        return ngettext(
            "%(number)d has another status, and stays as it is.",
            "%(number)d have another status, and stay as they are.",
            number,
        )


class SubmitForm(MoveForm):
    action = "submit"
    title = _("Submit %(things)s for review?")
    button = _("Submit for review")
    done = _("Submitted %(things)s for review.")


class SendBackForm(MoveForm):
    action = "send_back"
    title = _("Send %(things)s back?")
    button = _("Send back")
    done = _("Sent back %(things)s.")

    sent_back_because = forms.CharField(
        label=_("Reason for sending back"),
        help_text=_("What whoever wrote it should mend; readers never see it."),
        widget=AdminTextareaWidget({"rows": 4, "dir": "auto"}),
    )


class PublishForm(MoveForm):
    action = "publish"
    title = _("Publish %(things)s?")
    button = _("Publish")
    done = _("Published %(things)s.")

    def unfit(self, number):
        return ngettext(
            "%(number)d is published already and stays as it is.",
            "%(number)d are published already and stay as they are.",
            number,
        )


class MomentField(forms.DateTimeField):
    """A moment in the site's zone, by the browser's own means."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ScheduleForm(MoveForm):
    action = "schedule"
    title = _("Publish %(things)s at a set time?")
    button = _("Schedule")
    done = _("Scheduled %(things)s.")

    publish_at = MomentField(label=_("Publish at"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].help_text = in_zone()

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        try:
            to_come(moment)
        except RefusedError as error:
            raise ValidationError(str(error)) from error
        return moment

    def unfit(self, number):
        return ngettext(
            "%(number)d is not in review, and stays as it is.",
            "%(number)d are not in review, and stay as they are.",
            number,
        )


class UnscheduleForm(MoveForm):
    action = "unschedule"
    title = _("Take the set time from %(things)s?")
    button = _("Unschedule")
    done = _("Unscheduled %(things)s, which stay in review.")

    def unfit(self, number):
        return ngettext(
            "%(number)d is not scheduled, and stays as it is.",
            "%(number)d are not scheduled, and stay as they are.",
            number,
        )


class WithdrawForm(MoveForm):
    action = "withdraw"
    title = _("Withdraw %(things)s?")
    button = _("Withdraw")
    done = _("Withdrew %(things)s.")

    withdrawal_reason = forms.CharField(
        label=_("Reason for withdrawal"),
        help_text=_("What readers are told at the old address."),
        widget=AdminTextareaWidget({"rows": 4, "dir": "auto"}),
    )

    def unfit(self, number):
        return ngettext(
            "%(number)d was never published or is withdrawn already, and stays as it is.",
            "%(number)d were never published or are withdrawn already, and stay as they are.",
            number,
        )


def in_zone():
    return _("In the time zone %s.") % timezone.get_current_timezone_name()


class Moving:
    """The actions of a list; each is offered to those with its permission, and refused to others."""

    moving = ["submit", "send_back", "publish", "schedule", "unschedule", "withdraw"]

    def has_submit_permission(self, request):
        return may(request.user, self.model, [SUBMIT])

    def has_review_permission(self, request):
        return may(request.user, self.model, [REVIEW])

    def has_publish_permission(self, request):
        return may(request.user, self.model, [PUBLISH])

    def has_withdraw_permission(self, request):
        return may(request.user, self.model, [WITHDRAW])

    @admin.action(description=_("Submit the selected %(verbose_name_plural)s for review"), permissions=[SUBMIT])
    def submit(self, request, queryset):
        return self.confirm(request, queryset, SubmitForm)

    @admin.action(description=_("Send the selected %(verbose_name_plural)s back"), permissions=[REVIEW])
    def send_back(self, request, queryset):
        return self.confirm(request, queryset, SendBackForm)

    @admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=[PUBLISH])
    def publish(self, request, queryset):
        return self.confirm(request, queryset, PublishForm)

    @admin.action(description=_("Schedule the selected %(verbose_name_plural)s…"), permissions=[PUBLISH])
    def schedule(self, request, queryset):
        return self.confirm(request, queryset, ScheduleForm)

    @admin.action(description=_("Unschedule the selected %(verbose_name_plural)s"), permissions=[PUBLISH])
    def unschedule(self, request, queryset):
        return self.confirm(request, queryset, UnscheduleForm)

    @admin.action(description=_("Withdraw the selected %(verbose_name_plural)s"), permissions=[WITHDRAW])
    def withdraw(self, request, queryset):
        return self.confirm(request, queryset, WithdrawForm)

    def confirm(self, request, queryset, form_class):
        """Ask; once the answer is there, and is about as many rows as were shown, move them in one step."""
        form = form_class(request.POST if "number" in request.POST else None)
        rows = queryset.ready_to(form.action, request.user)
        number = rows.count()
        left = self.left(request, queryset, form)
        if number == 0:
            self.message_user(request, " ".join(left), messages.WARNING)
            return None
        if form.is_valid():
            if request.POST["number"] == str(number):
                self.carry_out(request, rows, form, left)
                return None
            self.message_user(request, _("The list has changed meanwhile: please look again."), messages.WARNING)
        context = {
            "title": form.title % {"things": self.things(number)},
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "number": number,
            "labels": row_labels(self.labelled(rows)[:MAX_LABELS], number, self),
            "consequences": [sentence for sentence in (*left, self.consequence(form, rows)) if sentence],
            "checkbox": ACTION_CHECKBOX_NAME,
            # One is enough where all are meant: the list's address says which.
            "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/confirm.html", self.admin_site.each_context(request) | context)

    def left(self, request, queryset, form):
        """A sentence for each reason why some of the rows stay as they are."""
        takes = TRANSITIONS[form.action].takes
        permitted = [status for status in takes if may(request.user, self.model, takes[status])]
        fit = queryset.filter(status__in=takes)
        if form.action == "unschedule":
            fit = fit.scheduled()
        permitted = fit.filter(status__in=permitted)
        unfit, forbidden = queryset.count() - fit.count(), fit.count() - permitted.count()
        alone = permitted.count() - permitted.ready_to(form.action, request.user).count()
        sentences = []
        if unfit:
            sentences.append(form.unfit(unfit) % {"number": unfit})
        if forbidden:
            sentence = ngettext(
                "%(number)d is a draft, and has to be submitted for review first.",
                "%(number)d are drafts, and have to be submitted for review first.",
                forbidden,
            )
            sentences.append(sentence % {"number": forbidden})
        if alone:
            sentences.append(written_alone(alone))
        return sentences

    def carry_out(self, request, rows, form, left):
        number = rows.count()
        try:
            with transaction.atomic():
                self.log(request, rows, now(form.button))
                getattr(rows, form.action)(*form.cleaned_data.values(), by=request.user)
        except RefusedError as error:
            # Somebody else was faster.
            self.message_user(request, str(error), messages.ERROR)
            return
        self.message_user(request, " ".join([form.done % {"things": self.things(number)}, *left]), messages.SUCCESS)

    def log(self, request, rows, message):
        """Who did it, for the history of each row."""
        content_type = ContentType.objects.get_for_model(self.model)
        LogEntry.objects.bulk_create(
            (
                LogEntry(
                    user=request.user,
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

    def consequence(self, form, rows):
        """What an editor should know before saying yes: a sentence or nothing."""
        return ""

    def things(self, number):
        return f"{number} {model_ngettext(self.model, number)}"
