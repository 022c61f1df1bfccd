"""Submitting and publishing the statements of a conference from its workbench, with the conference itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.keys import KEY
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.admin.workflow.actions import count_label, exclusion_sentences, log_change
from proceedings.admin.workflow.consequences import consequence
from proceedings.admin.workflow.forms import PublishForm, SubmitForm
from proceedings.models import Conference, Statement
from proceedings.models.workflow.statuses import PUBLISH, SUBMIT, RefusedError
from proceedings.models.workflow.transitions import may

from .pages import fetch_statements, row_of
from .programme_page import ProgrammePage
from .undo import forget_step

# Statements that the page of confirmation lists.
MAX_LISTED = 100


class TransitionPage(ProgrammePage):
    """Confirm the transition of the checked statements, or of all of the conference, and apply it."""

    template_name = "admin/proceedings/conference/transition.html"
    form_class = verb = None

    def has_permission(self):
        return super().has_permission() and may(self.request.user, Statement, [self.verb])

    @property
    def checked(self):
        return [key for key in self.request.POST.getlist("chosen") if KEY.fullmatch(key)]

    @property
    def asked(self):
        """The statements that the user means: the checked ones, or else all of the conference."""
        rows = Statement.objects.at(self.conference)
        return rows.filter(pk__in=self.checked) if self.checked else rows

    @property
    def conferences(self):
        """The conference as a QuerySet, if the user can apply the transition to it."""
        rows = Conference.objects.filter(pk=self.conference.pk)
        return rows.ready_to(self.form_class.transition, self.request.user)

    def get(self, request, pk):
        return self.show()

    def post(self, request, pk):
        if "number" not in request.POST:
            return self.show()
        try:
            with transaction.atomic():
                sentence = self.apply()
        except RefusedError as error:
            report_unsaved(request)
            messages.error(request, str(error))
            return self.to_workbench()
        except ValidationError as error:
            messages.warning(request, error.messages[0])
            return self.show()
        forget_step(request)
        messages.success(request, sentence)
        return self.to_workbench()

    def apply(self):
        """Apply the transition to as many rows as the page showed. Return a sentence about them."""
        name, user = self.form_class.transition, self.request.user
        rows, labels = self.asked.ready_to(name, user), []
        if self.request.POST["number"] != str(rows.count()):
            raise ValidationError(_("The list has changed. Please check it and confirm again."))
        with_conference = self.conferences if "conference" in self.request.POST else Conference.objects.none()
        # The statements first, so that they become public together with their conference.
        for queryset in (rows, with_conference):
            if number := queryset.count():
                log_change(user, queryset, gettext(self.form_class.button))
                getattr(queryset, name)(by=user)
                labels.append(count_label(queryset.model, number))
        return self.form_class.success % {"rows": ", ".join(labels)} if labels else _("Nothing has changed.")

    def show(self):
        form, user = self.form_class(), self.request.user
        ready = self.asked.ready_to(form.transition, user)
        number = ready.count()
        keys = list(ready.in_order().values_list("pk", flat=True)[:MAX_LISTED])
        statements = fetch_statements(keys)
        offers_conference = self.conferences.exists()
        exclusions = exclusion_sentences(user, self.asked, form)
        if not (number or offers_conference):
            report_unsaved(self.request)
            messages.warning(self.request, " ".join(exclusions) or _("There is nothing to do."))
            return self.to_workbench()
        effects = [] if offers_conference else [consequence(form.transition, ready)]
        return self.render(
            title=form.title % {"rows": count_label(Statement, number)},
            conference=self.conference,
            form=form,
            number=number,
            rows=[row_of(statements[key], 0, lambda _row: False) for key in keys],
            more=number - len(keys),
            offers_conference=offers_conference,
            sentences=list(filter(None, [*exclusions, *effects])),
            checked=self.checked,
        )


class SubmitPage(TransitionPage):
    route = "<key:pk>/workbench/submit/"
    name = "workbench_submit"
    form_class, verb = SubmitForm, SUBMIT


class PublishPage(TransitionPage):
    route = "<key:pk>/workbench/publish/"
    name = "workbench_publish"
    form_class, verb = PublishForm, PUBLISH
