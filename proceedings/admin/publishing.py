"""Publishing and withdrawing: one row in its form, any number of them from a list."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import model_ngettext
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.functions import Coalesce
from django.template.response import TemplateResponse
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.models import Status
from proceedings.models.modified import this_second

from .deleting import SHOWN, named
from .desk import NounAdmin


class PublishForm(forms.Form):
    action = "publish"
    title = _("Publish %(things)s?")
    button = _("Publish")
    done = _("Published %(things)s.")


class WithdrawForm(forms.Form):
    action = "withdraw"
    title = _("Withdraw %(things)s?")
    button = _("Withdraw")
    done = _("Withdrew %(things)s.")

    withdrawal_reason = forms.CharField(
        label=_("Reason for withdrawal"),
        help_text=_("What readers are told at the old address."),
        widget=AdminTextareaWidget({"rows": 4, "dir": "auto"}),
    )


class PublishableAdmin(NounAdmin):
    actions = ["publish", "withdraw", *NounAdmin.actions]
    readonly_fields = ["published_at"]
    lines = {"withdrawal_reason": 3}
    publication = (
        _("Publication"),
        {
            "fields": ["status", "published_at", "withdrawal_reason"],
            "description": _(
                "What was once published keeps its address. It cannot become a draft again or be deleted, "
                "but it can be withdrawn: its readers are then told why."
            ),
        },
    )

    def once_public(self, queryset):
        return queryset.filter(published_at__isnull=False)

    def was_public(self, row):
        return row.published_at is not None

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj and self.was_public(obj) and "status" in form.base_fields:
            kept = {obj.status, Status.PUBLISHED, Status.WITHDRAWN}
            form.base_fields["status"].choices = [choice for choice in Status.choices if choice[0] in kept]
        return form

    @admin.action(description=_("Publish the selected %(verbose_name_plural)s"), permissions=["change"])
    def publish(self, request, queryset):
        left = queryset.filter(status=Status.PUBLISHED).count()
        skipped = ngettext(
            "%(number)d is published already and stays as it is.",
            "%(number)d are published already and stay as they are.",
            left,
        )
        return self.confirm(
            request,
            queryset.exclude(status=Status.PUBLISHED),
            PublishForm,
            skipped % {"number": left} if left else "",
            # The time of the first publication stays.
            {
                "status": Status.PUBLISHED,
                "published_at": Coalesce("published_at", this_second()),
                "withdrawn_at": None,
                "withdrawal_reason": "",
            },
        )

    @admin.action(description=_("Withdraw the selected %(verbose_name_plural)s"), permissions=["change"])
    def withdraw(self, request, queryset):
        rows = queryset.filter(published_at__isnull=False).exclude(status=Status.WITHDRAWN)
        left = queryset.count() - rows.count()
        skipped = ngettext(
            "%(number)d was never published or is withdrawn already, and stays as it is.",
            "%(number)d were never published or are withdrawn already, and stay as they are.",
            left,
        )
        return self.confirm(
            request,
            rows,
            WithdrawForm,
            skipped % {"number": left} if left else "",
            {"status": Status.WITHDRAWN, "withdrawn_at": this_second()},
        )

    def confirm(self, request, rows, form_class, skipped, changes):
        """Ask; once the answer is there, and is about as many rows as were shown, change them in one step."""
        number = rows.count()
        if number == 0:
            self.message_user(request, skipped, messages.WARNING)
            return None
        form = form_class(request.POST if "number" in request.POST else None)
        if form.is_valid():
            if request.POST["number"] == str(number):
                self.change(request, rows, form, changes)
                message = form.done % {"things": self.things(number)}
                self.message_user(request, f"{message} {skipped}", messages.SUCCESS)
                return None
            self.message_user(request, _("The list has changed meanwhile: please look again."), messages.WARNING)
        context = {
            "title": form.title % {"things": self.things(number)},
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "number": number,
            "labels": named(self.labelled(rows)[:SHOWN], number, self),
            "consequences": [sentence for sentence in (skipped, self.consequence(form, rows)) if sentence],
            "checkbox": ACTION_CHECKBOX_NAME,
            # One is enough where all are meant: the list's address says which.
            "keys": request.POST.getlist(ACTION_CHECKBOX_NAME),
            "select_across": request.POST.get("select_across", "0"),
        }
        return TemplateResponse(request, "admin/confirm.html", self.admin_site.each_context(request) | context)

    @transaction.atomic
    def change(self, request, rows, form, changes):
        self.log(request, rows, now(form.button))
        rows.update(**changes, **form.cleaned_data)

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
