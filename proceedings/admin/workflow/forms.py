"""Forms that ask for confirmation before rows of a list change their status."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.models.workflow.statuses import RefusedError
from proceedings.models.workflow.transitions import validate_future


class TransitionForm(forms.Form):
    """Confirm one transition; the fields are the arguments of the QuerySet method named by `transition`."""

    transition = title = button = success = ""

    def unsuitable(self, number):
        """Return a sentence about the rows whose status does not allow the transition."""
        return ngettext(
            "%(number)d has another status, and stays as it is.",
            "%(number)d have another status, and stay as they are.",
            number,
        )


class SubmitForm(TransitionForm):
    transition = "submit"
    title = _("Submit %(rows)s for review?")
    button = _("Submit for review")
    success = _("Submitted %(rows)s for review.")


class SendBackForm(TransitionForm):
    transition = "send_back"
    title = _("Send %(rows)s back?")
    button = _("Send back")
    success = _("Sent back %(rows)s.")

    sent_back_because = forms.CharField(
        label=_("Reason for sending back"),
        help_text=_("Tell the author what to change. Readers never see this."),
        widget=AdminTextareaWidget({"rows": 4, "dir": "auto"}),
    )


class PublishForm(TransitionForm):
    transition = "publish"
    title = _("Publish %(rows)s?")
    button = _("Publish")
    success = _("Published %(rows)s.")

    def unsuitable(self, number):
        return ngettext(
            "%(number)d is already published and stays as it is.",
            "%(number)d are already published and stay as they are.",
            number,
        )


class LocalDateTimeField(forms.DateTimeField):
    """A date and time in the site's time zone, with the browser's own widget."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ScheduleForm(TransitionForm):
    transition = "schedule"
    title = _("Schedule %(rows)s for publication?")
    button = _("Schedule")
    success = _("Scheduled %(rows)s.")

    publish_at = LocalDateTimeField(label=_("Publish at"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["publish_at"].help_text = time_zone_hint()

    def clean_publish_at(self):
        moment = self.cleaned_data["publish_at"]
        try:
            validate_future(moment)
        except RefusedError as error:
            raise ValidationError(str(error)) from error
        return moment

    def unsuitable(self, number):
        return ngettext(
            "%(number)d is not in review, and stays as it is.",
            "%(number)d are not in review, and stay as they are.",
            number,
        )


class UnscheduleForm(TransitionForm):
    transition = "unschedule"
    title = _("Unschedule %(rows)s?")
    button = _("Unschedule")
    success = _("Unscheduled %(rows)s. The status is still “in review”.")

    def unsuitable(self, number):
        return ngettext(
            "%(number)d is not scheduled, and stays as it is.",
            "%(number)d are not scheduled, and stay as they are.",
            number,
        )


class WithdrawForm(TransitionForm):
    transition = "withdraw"
    title = _("Withdraw %(rows)s?")
    button = _("Withdraw")
    success = _("Withdrew %(rows)s.")

    withdrawal_reason = forms.CharField(
        label=_("Reason for withdrawal"),
        help_text=_("Readers see this at the old address."),
        widget=AdminTextareaWidget({"rows": 4, "dir": "auto"}),
    )

    def unsuitable(self, number):
        return ngettext(
            "%(number)d was never published or is already withdrawn, and stays as it is.",
            "%(number)d were never published or are already withdrawn, and stay as they are.",
            number,
        )


def time_zone_hint():
    return _("In the time zone %s.") % timezone.get_current_timezone_name()
