from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .columns.fields import MarkdownField
from .noun import Noun, of_public_statement
from .statement import Statement


class CorrectionQuerySet(models.QuerySet):
    def get_by_natural_key(self, statement, made_on):
        return self.get(statement__slug=statement, made_on=made_on)

    def public(self):
        return self.filter(of_public_statement())

    def tell(self, statement, note):
        """Add a note to today's correction, which is created if necessary. The day is that of the conference's zone."""
        today = timezone.localdate(timezone=statement.conference.zone)
        correction = self.filter(statement=statement, made_on=today).first()
        if correction is None:
            return self.create(statement=statement, made_on=today, note=note)
        if note not in correction.note.split("\n\n"):
            correction.note = f"{correction.note}\n\n{note}"
            correction.save()
        return correction


class Correction(Noun):
    """A note to readers about a change of published text."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="corrections", verbose_name=_("statement"))
    made_on = models.DateField(_("made on"))
    note = MarkdownField(_("note"), help_text=_("What was wrong and how it reads now, in the site's language."))

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["statement", "-made_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_correction_note_per_day_of_a_statement",
                fields=["statement", "made_on"],
                violation_error_message=_("A correction of this day already exists. Add to its note."),
            )
        ]

    def __str__(self):
        return f"{self.statement}, {self.made_on}"

    def natural_key(self):
        return (*self.statement.natural_key(), self.made_on)

    natural_key.dependencies = ["proceedings.statement"]
