from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.modification_times import ModificationTimeField, this_second
from proceedings.models.noun import Noun

from .statuses import (
    NEEDS_A_REASON,
    WAITS_IN_REVIEW,
    IllegalTransitionError,
    Status,
    illegal_transition_message,
    is_legal,
)

ONCE_PUBLIC = [Status.PUBLISHED, Status.WITHDRAWN]


class PublishableModel(Noun):
    """A row that is drafted, reviewed, published and perhaps withdrawn (see statuses.py and transitions.py)."""

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Readers see only published entries."),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Set at the first publication."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, help_text=_("Set at the withdrawal."))
    withdrawal_reason = models.TextField(
        _("reason for withdrawal"),
        blank=True,
        help_text=_("Shown to readers at the old address. Write it in the site’s language."),
    )
    # Not in fixtures, versions or modification times, so that nothing reveals the schedule.
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        serialize=False,
        help_text=_("It stays in review until then, and readers do not see it."),
    )
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("scheduled by"),
        null=True,
        blank=True,
        serialize=False,
    )
    sent_back_because = models.TextField(
        _("reason for sending back"),
        blank=True,
        default="",
        serialize=False,
        help_text=_("What the author should change."),
    )
    modified_at = ModificationTimeField()

    # The status that the row had when it was last read or written; None for a new one.
    stored_status = None

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_published_has_published_at",
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("A published entry needs the time of its publication (published_at)."),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_says_why",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawal_reason=""),
                violation_error_message=NEEDS_A_REASON,
            ),
            models.CheckConstraint(
                name="%(class)s_once_published_is_published_or_withdrawn",
                condition=Q(published_at__isnull=True) | Q(status__in=ONCE_PUBLIC),
                violation_error_message=_(
                    "An entry that was once published (published_at) is either published or withdrawn."
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_was_published",
                condition=~Q(status=Status.WITHDRAWN) | Q(published_at__isnull=False),
                violation_error_message=_("A withdrawn entry was published once (published_at)."),
            ),
            models.CheckConstraint(
                name="%(class)s_waits_in_review_for_its_time",
                condition=Q(publish_at__isnull=True) | Q(status=Status.IN_REVIEW),
                violation_error_message=WAITS_IN_REVIEW,
            ),
        ]

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.stored_status = row.__dict__.get("status")
        return row

    def refresh_from_db(self, using=None, fields=None, **kwargs):
        super().refresh_from_db(using=using, fields=fields, **kwargs)
        if fields is None or "status" in fields:
            self.stored_status = self.status

    def save(self, **kwargs):
        # Another process may have changed the status since: a trigger of the database checks the stored status.
        if not is_legal(self.stored_status, self.status):
            raise IllegalTransitionError(illegal_transition_message(self.stored_status, self.status))
        super().save(**kwargs)
        self.stored_status = self.status

    def complete(self):
        super().complete()
        self.date_publication()

    def clean(self):
        super().clean()
        self.date_publication()
        if not is_legal(self.stored_status, self.status):
            raise ValidationError({"status": illegal_transition_message(self.stored_status, self.status)})

    def date_publication(self):
        if self.status == Status.PUBLISHED and self.published_at is None:
            self.published_at = this_second()
        if self.status != Status.WITHDRAWN:
            self.withdrawn_at = None
        elif self.withdrawn_at is None:
            self.withdrawn_at = this_second()
        if self.status != Status.IN_REVIEW:
            self.publish_at = None
            if self.scheduled_by_id is not None:
                self.scheduled_by = None

    def submit(self, *, by=None):
        self.apply("submit", by=by)

    def send_back(self, why, *, by=None):
        self.apply("send_back", why, by=by)

    def publish(self, *, by=None):
        self.apply("publish", by=by)

    def withdraw(self, reason, *, by=None):
        self.apply("withdraw", reason, by=by)

    def schedule(self, moment, *, by=None):
        self.apply("schedule", moment, by=by)

    def unschedule(self, *, by=None):
        self.apply("unschedule", by=by)

    def apply(self, transition, *args, by):
        """Apply a transition to the stored row. Unsaved changes of this instance stay unsaved."""
        getattr(type(self)._default_manager.filter(pk=self.pk), transition)(*args, by=by)
        self.refresh_from_db(fields=PUBLICATION)


# The fields that a transition writes.
PUBLICATION = [
    "status",
    "published_at",
    "publish_at",
    "scheduled_by",
    "withdrawn_at",
    "withdrawal_reason",
    "sent_back_because",
    "modified_at",
]
