from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.models.speaker import Speaker


class NotDuplicateQuerySet(models.QuerySet):
    def keep(self, one, other, by=None):
        """Store that two speakers are different persons. `by` is a user."""
        first, second = sorted([one.pk, other.pk])
        return self.get_or_create(first_id=first, second_id=second, defaults={"judged_by": by})[0]

    def pairs(self):
        """Return the pairs as a set of (smaller key, larger key)."""
        return set(self.values_list("first", "second"))


class NotDuplicate(models.Model):
    """A pair of speakers with similar names whom an editor judged to be different persons."""

    first = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    second = models.ForeignKey(Speaker, models.CASCADE, related_name="+")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(_("judged at"), default=timezone.now)

    objects = NotDuplicateQuerySet.as_manager()

    class Meta:
        # Not part of the record: neither fixtures nor readers see it.
        app_label = "editorial"
        default_permissions = ()
        verbose_name = _("pair of different speakers")
        verbose_name_plural = _("pairs of different speakers")
        constraints = [
            models.UniqueConstraint(name="one_judgement_of_two_speakers", fields=["first", "second"]),
            models.CheckConstraint(name="judged_speakers_are_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"
