"""Keep the clock times of rows whose conference gets another time zone."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models.columns.local_times import ClockChangeError, moment_at
from proceedings.models.columns.programme_times import ProgrammeTimeField
from proceedings.models.history import record_versions


class ClockTimesError(ValueError):
    """A row that cannot keep its clock times. The message names it."""


class ClockTimes:
    """The rows of some QuerySets, with the moments at which the new zone shows the same clock times.

    Raise ClockTimesError if that zone skips or repeats one of them. Nothing is written before `save()`.
    """

    def __init__(self, querysets, old: str, new: str):
        self.old, self.new = old, new
        self.moved = [(rows.model, [*moved_rows(rows, ZoneInfo(old), ZoneInfo(new))]) for rows in querysets]

    def save(self, by=None):
        """Write the rows and their versions; call it inside a transaction."""
        why = _("The time zone changed from %(old)s to %(new)s. The clock times stay.")
        why %= {"old": self.old, "new": self.new}
        for model, rows in self.moved:
            for some in chunks(rows):
                model.objects.bulk_update(some, time_fields(model))
                record_versions(model.objects.filter(pk__in=[row.pk for row in some]), by=by, why=why)


def time_fields(model):
    return [field.name for field in model._meta.concrete_fields if isinstance(field, ProgrammeTimeField)]


def moved_rows(rows, old, new):
    """Yield the rows that have a time, with their moments in the new zone."""
    names = time_fields(rows.model)
    for row in rows.order_by("pk").only("title", *names):
        times = [name for name in names if getattr(row, name)]
        try:
            for name in times:
                setattr(row, name, moment_at(getattr(row, name).astimezone(old).replace(tzinfo=None), new))
        except ClockChangeError as error:
            raise ClockTimesError(f"“{row.title}”: {error}") from error
        if len(times) > 1 and row.ends_at < row.starts_at:
            raise ClockTimesError(_("“%s” would end before it starts.") % row.title)
        if times:
            yield row
