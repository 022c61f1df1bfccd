"""Statements as the search index has them: a narrow table with what results are filtered and counted by."""

from django.db import models

from proceedings.models.appointment import Appointment
from proceedings.models.columns.partial_dates import PartialDateField
from proceedings.models.conference import Conference
from proceedings.models.session import Session
from proceedings.models.speaker import Speaker
from proceedings.models.statements.filters import StatementFilters
from proceedings.models.theme import Theme

from .facts import OWN, has_any


class IndexedStatementQuerySet(StatementFilters, models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def at(self, conference):
        return self.filter(conference=conference)

    def about(self, theme):
        """Return the statements on the theme or a theme below it; one query more."""
        return self.filter(has_any("themes", Theme.objects.subtree(theme).order_by().values_list("pk", flat=True)))

    def from_organisation(self, organisation):
        return self.filter(has_any("organisations", [organisation.pk]))

    def from_country(self, code):
        return self.filter(has_any("countries", [code]))


def reference(model, **options):
    return models.ForeignKey(model, models.DO_NOTHING, related_name="+", db_constraint=False, **options)


class IndexedStatement(models.Model):
    """A row of the narrow table (see facts.py), for reading only: triggers write it.

    It belongs to no installed app, so that no migration, history or export takes it for a part of the record.
    """

    session = reference(Session)
    position = models.PositiveIntegerField()
    conference = reference(Conference)
    speaker = reference(Speaker, null=True)
    appointment = reference(Appointment, null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_on = PartialDateField()
    kind = models.TextField()
    form = models.TextField()
    language = models.TextField()
    speakers = models.TextField()
    countries = models.TextField()
    organisations = models.TextField()
    themes = models.TextField()
    traits = models.TextField()
    is_public = models.BooleanField()

    objects = IndexedStatementQuerySet.as_manager()

    class Meta:
        app_label = "search_index"
        db_table = OWN.name
        managed = False
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
