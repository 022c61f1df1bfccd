from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.modification_times import Modified, this_second
from proceedings.models.noun import Noun

from .statuses import NEEDS_A_REASON, WAITS_IN_REVIEW, IllegalMoveError, Status, illegal, is_legal

ONCE_PUBLIC = [Status.PUBLISHED, Status.WITHDRAWN]


class Publishable(Noun):
    """What is written as a draft, reviewed, published, and perhaps withdrawn again (see moves.py and workflow.py)."""

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Readers see only what is published."),
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("Filled in at the first publication."),
    )
    withdrawn_at = models.DateTimeField(
        _("withdrawn at"), null=True, blank=True, help_text=_("Filled in at the withdrawal.")
    )
    withdrawal_reason = models.TextField(
        _("reason for withdrawal"),
        blank=True,
        help_text=_("What readers are told at the old address, in the site’s language."),
    )
    # Not in fixtures, in versions, or in the time of change: until the moment comes nothing tells of it.
    publish_at = models.DateTimeField(
        _("publish at"),
        null=True,
        blank=True,
        serialize=False,
        help_text=_("Until then it waits in review, and nothing tells readers of it."),
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
        help_text=_("What whoever wrote it should mend."),
    )
    modified_at = Modified()

    # The status that the row had when it was last read or written; None for a new one.
    stored_status = None

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_published_has_published_at",
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("What is published needs the time of its publication (published_at)."),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_says_why",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(withdrawal_reason=""),
                violation_error_message=NEEDS_A_REASON,
            ),
            models.CheckConstraint(
                name="%(class)s_once_published_is_published_or_withdrawn",
                condition=Q(published_at__isnull=True) | Q(status__in=ONCE_PUBLIC),
                violation_error_message=_("What was once published (published_at) is published or withdrawn."),
            ),
            models.CheckConstraint(
                name="%(class)s_withdrawn_was_published",
                condition=~Q(status=Status.WITHDRAWN) | Q(published_at__isnull=False),
                violation_error_message=_("What is withdrawn was published once (published_at)."),
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
        # Another process may have moved the row since it was read: the database looks at what is stored now.
        if not is_legal(self.stored_status, self.status):
            raise IllegalMoveError(illegal(self.stored_status, self.status))
        super().save(**kwargs)
        self.stored_status = self.status

    def complete(self):
        super().complete()
        self.date_publication()

    def clean(self):
        super().clean()
        self.date_publication()
        if not is_legal(self.stored_status, self.status):
            raise ValidationError({"status": illegal(self.stored_status, self.status)})

    def date_publication(self):
        if self.status == Status.PUBLISHED and self.published_at is None:
            self.published_at = this_second()
        if self.status != Status.WITHDRAWN:
            self.withdrawn_at = None
        elif self.withdrawn_at is None:
            self.withdrawn_at = this_second()
        if self.status != Status.IN_REVIEW:
            self.publish_at = self.scheduled_by = None

    def submit(self, *, by=None):
        self.moved("submit", by=by)

    def send_back(self, why, *, by=None):
        self.moved("send_back", why, by=by)

    def publish(self, *, by=None):
        self.moved("publish", by=by)

    def withdraw(self, reason, *, by=None):
        self.moved("withdraw", reason, by=by)

    def schedule(self, moment, *, by=None):
        self.moved("schedule", moment, by=by)

    def unschedule(self, *, by=None):
        self.moved("unschedule", by=by)

    def moved(self, transition, *told, by):
        """The stored row is moved, as a QuerySet of one; what was not saved yet stays here, unsaved and unpublished."""
        getattr(type(self)._default_manager.filter(pk=self.pk), transition)(*told, by=by)
        self.refresh_from_db(fields=PUBLICATION)


PUBLICATION = [
    *("status", "published_at", "publish_at", "scheduled_by", "withdrawn_at", "withdrawal_reason"),
    *("sent_back_because", "modified_at"),
]
