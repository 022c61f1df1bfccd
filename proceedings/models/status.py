from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .modified import Modified, this_second
from .noun import Noun


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Publishable(Noun):
    """What is written as a draft, published, and perhaps withdrawn again."""

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
    modified_at = Modified()

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
                violation_error_message=_("What is withdrawn needs a reason (withdrawal_reason) for its readers."),
            ),
        ]

    def complete(self):
        super().complete()
        self.date_publication()

    def clean(self):
        super().clean()
        self.date_publication()

    def date_publication(self):
        if self.status == Status.PUBLISHED and self.published_at is None:
            self.published_at = this_second()
        if self.status != Status.WITHDRAWN:
            self.withdrawn_at = None
        elif self.withdrawn_at is None:
            self.withdrawn_at = this_second()

    def publish(self):
        self.status = Status.PUBLISHED
        self.withdrawal_reason = ""
        self.save()

    def withdraw(self, reason):
        self.status = Status.WITHDRAWN
        self.withdrawal_reason = reason
        self.save()
