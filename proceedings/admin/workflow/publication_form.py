"""The form of a conference or statement, whose status changes as the workflow allows."""

from django.utils.translation import gettext_lazy as _

from proceedings.admin.revisions.forms import NounForm
from proceedings.models import Status
from proceedings.models.workflow.statuses import NEEDS_A_REASON, TRANSITION_BETWEEN, WAITS_IN_REVIEW, RefusedError
from proceedings.models.workflow.transitions import check_transition, validate_future

# Fields that only a transition writes.
TRANSITION_FIELDS = {"status", "publish_at", "sent_back_because"}


class PublicationForm(NounForm):
    """Validate the fields and the transitions that the user chose; the ModelAdmin saves first, then applies them."""

    # The user of the request; the ModelAdmin sets it on the class that it makes.
    user = None

    def clean(self):
        cleaned = super().clean()
        self.transitions, self.transition_fields = [], set(TRANSITION_FIELDS)
        before = self.instance.stored_status or Status.DRAFT
        # Saving the form does not write these: applying the transitions does.
        values = {name: cleaned.pop(name) for name in TRANSITION_FIELDS if name in cleaned}
        after = values.get("status", before)
        if after != before:
            self.add_transition(
                TRANSITION_BETWEEN[before, after], self.transition_arguments(after, values, cleaned), before
            )
        if "publish_at" in self.changed_data and "publish_at" in values:
            self.add_schedule(values["publish_at"], after)
        return cleaned

    def transition_arguments(self, after, values, cleaned):
        """Return the arguments of the transition to a status: a list with the reason, or an empty list."""
        if after == Status.DRAFT:
            return [self.pop_reason("sent_back_because", values, _("Enter a reason for sending this back."))]
        if after == Status.WITHDRAWN:
            self.transition_fields.add("withdrawal_reason")
            return [self.pop_reason("withdrawal_reason", cleaned, NEEDS_A_REASON)]
        return []

    def pop_reason(self, name, values, error):
        reason = values.pop(name, "")
        if not reason.strip():
            self.add_error(name, error)
        return reason

    def add_schedule(self, moment, after):
        if moment is None:
            if after == Status.IN_REVIEW:
                self.add_transition("unschedule", [], after)
        elif after != Status.IN_REVIEW:
            self.add_error("publish_at", WAITS_IN_REVIEW)
        else:
            try:
                validate_future(moment)
            except RefusedError as error:
                self.add_error("publish_at", str(error))
            self.add_transition("schedule", [moment], after, "publish_at")

    def add_transition(self, name, arguments, status, field="status"):
        """Keep a transition for later, or add the error that it would raise from this status."""
        try:
            check_transition(self.instance, name, self.user, status=status, writing=self.changes_content())
        except RefusedError as error:
            self.add_error(field, str(error))
        self.transitions.append((name, arguments))

    def changes_content(self):
        """Return whether the form changes a field that saving it writes; transitions write the others."""
        return not self.transition_fields.issuperset(self.changed_data)

    def apply_transitions(self):
        for name, arguments in self.transitions:
            getattr(self.instance, name)(*arguments, by=self.user)
