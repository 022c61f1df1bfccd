from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .columns.fields import LineField
from .columns.partial_dates import PartialDateField
from .columns.slugs import SlugField, SlugModel
from .organisation import Organisation
from .speaker import Speaker


class AppointmentQuerySet(models.QuerySet):
    def get_by_natural_key(self, speaker, slug):
        return self.get(speaker__slug=speaker, slug=slug)

    def public(self):
        # EXISTS looks up the speaker of each post. IN would list all public speakers, even for a single post.
        return self.filter(Exists(Speaker.objects.public().order_by().filter(pk=OuterRef("speaker"))))

    def once_public(self):
        return self.filter(speaker__in=Speaker.objects.once_public())


class Appointment(SlugModel):
    """A post that a speaker held (Popolo's Membership): the capacity in which statements were made."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="appointments", verbose_name=_("speaker"))
    slug = SlugField(
        _("key"),
        blank=True,
        help_text=_("Identifies the post among those of the speaker. If empty, it is made from the title."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        help_text=_("Leave empty for a capacity outside any organisation, such as independent expert."),
    )
    title = LineField(_("title"), help_text=_("For example Secretary General."))
    starts_on = PartialDateField(
        _("held from"), help_text=_("A day, a month or a year: 2020-09-28, 2020-09 or 2020. Leave empty if unknown.")
    )
    ends_on = PartialDateField(_("held until"), help_text=_("Leave empty if unknown or still held."))

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["speaker", F("starts_on").asc(nulls_first=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_appointment_per_key_of_a_speaker",
                fields=["speaker", "slug"],
                violation_error_message=_("The speaker already has a post with this key."),
            ),
            models.CheckConstraint(
                name="appointment_ends_on_or_after_it_starts",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__reaches=F("starts_on")),
                violation_error_message=_("A post cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    def natural_key(self):
        return (*self.speaker.natural_key(), self.slug)

    natural_key.dependencies = ["proceedings.speaker", "proceedings.organisation"]

    def slug_source(self):
        return f"{self.organisation.short_name} {self.title}" if self.organisation else self.title

    def slug_scope(self):
        return Appointment.objects.filter(speaker=self.speaker_id)

    def covers(self, period):
        """Return whether the post may have been held in a Period. An unknown date excludes nothing."""
        return period.overlaps(self.starts_on, self.ends_on)
