from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import Markdown
from .noun import Noun
from .statement import Statement


class CorrectionQuerySet(models.QuerySet):
    def get_by_natural_key(self, statement, made_on):
        return self.get(statement__slug=statement, made_on=made_on)

    def public(self):
        return self.filter(statement__in=Statement.objects.public())


class Correction(Noun):
    """What readers are told when published text changes."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="corrections", verbose_name=_("statement"))
    made_on = models.DateField(_("made on"))
    note = Markdown(_("note"), help_text=_("What was wrong and what it is now, in the site's language."))

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["statement", "-made_on"]
        constraints = [
            models.UniqueConstraint(
                name="one_correction_note_per_day_of_a_statement",
                fields=["statement", "made_on"],
                violation_error_message=_("There is a correction of this day already: add to its note."),
            )
        ]

    def __str__(self):
        return f"{self.statement}, {self.made_on}"

    def natural_key(self):
        return (*self.statement.natural_key(), self.made_on)

    natural_key.dependencies = ["proceedings.statement"]
