from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .columns.fields import LineField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel, SearchedQuerySet
from .noun import Noun, of_public_statement
from .speaker import Speaker
from .statement import Statement
from .statements.credits import WITHOUT_CAPACITY


class CoSpeakerQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, statement, position):
        return self.get(statement__slug=statement, position=position)

    def public(self):
        return self.filter(of_public_statement())


class CoSpeaker(SearchedModel, Noun):
    """A further speaker of a statement, such as a joint declaration or a talk by two people."""

    versions_asked_by = ["statement"]

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="co_speakers", verbose_name=_("statement"))
    position = models.PositiveIntegerField(
        _("position"),
        help_text=_("Number 1 is the first speaker, in the statement itself."),
    )
    speaker = models.ForeignKey(
        Speaker, models.PROTECT, related_name="co_speakings", verbose_name=_("speaker"), null=True, blank=True
    )
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="co_speakings",
        verbose_name=_("in the capacity of"),
        null=True,
        blank=True,
    )
    label = LineField(_("speaker as printed"), blank=True)

    label_terms = NameTermsField("label")

    objects = SearchedManager.from_queryset(CoSpeakerQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("further speaker")
        verbose_name_plural = _("further speakers")
        ordering = ["statement", "position"]
        indexes = [
            models.Index(fields=["statement"], name="co_speaker_without_capacity", condition=WITHOUT_CAPACITY),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_co_speaker_per_position_of_a_statement",
                fields=["statement", "position"],
                violation_error_message=_("The statement already has a speaker at this position."),
            ),
            models.UniqueConstraint(
                name="a_co_speaker_once_per_statement",
                fields=["statement", "speaker"],
                violation_error_message=_("This speaker is already listed."),
            ),
            models.CheckConstraint(
                name="co_speaker_comes_after_the_first_speaker",
                condition=Q(position__gte=2),
                violation_error_message=_("The first speaker is in the statement itself: further ones start at 2."),
            ),
            models.CheckConstraint(
                name="co_speaker_has_a_name_or_a_label",
                condition=Q(speaker__isnull=False) | ~Q(label=""),
                violation_error_message=_("Choose a speaker, or write the label that the source prints."),
            ),
            models.CheckConstraint(
                name="co_speaker_in_a_capacity_has_a_name",
                condition=Q(appointment__isnull=True) | Q(speaker__isnull=False),
                violation_error_message=_("Only a speaker can have a capacity (appointment)."),
            ),
        ]

    def __str__(self):
        return str(self.speaker) if self.speaker else self.label

    def clean(self):
        super().clean()
        # Database constraints cannot read other rows.
        if self.appointment and self.speaker_id and self.appointment.speaker_id != self.speaker_id:
            raise ValidationError({"appointment": _("“%s” is not a post of this speaker.") % self.appointment})
        if not (self.statement_id or self._meta.get_field("statement").is_cached(self)):
            return
        if not self.statement.is_spoken:
            raise ValidationError(_("The statement has no first speaker: choose that one first."))
        if self.speaker_id and self.speaker_id == self.statement.speaker_id:
            raise ValidationError({"speaker": _("This is the first speaker of the statement.")})

    def natural_key(self):
        return (*self.statement.natural_key(), self.position)

    natural_key.dependencies = ["proceedings.statement", "proceedings.speaker", "proceedings.appointment"]
