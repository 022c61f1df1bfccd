"""Clock times in a zone as moments; a change of the clock skips some of them and repeats others."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _


class ClockChangeError(ValueError):
    """A clock time that did not exist or occurred twice. `readings` are both moments that it can mean, in its zone."""

    def __init__(self, naive: datetime, zone: ZoneInfo, readings: list[datetime]):
        self.readings = readings
        earlier, later = readings
        if earlier.replace(tzinfo=None) == later.replace(tzinfo=None):
            message = _("%(time)s occurred twice in %(zone)s, where the clock was set back.")
        else:
            message = _("%(time)s did not exist in %(zone)s, where the clock was set forward.")
        message = f"{message} {_('It can mean %(earlier)s or %(later)s.')}"
        params = {"time": naive.isoformat(" "), "zone": zone, "earlier": reading(earlier), "later": reading(later)}
        super().__init__(message % params)


def reading(moment: datetime) -> str:
    """The moment as a label, with its offset and the zone's abbreviation."""
    name = moment.tzname()
    written = moment.isoformat(" ")
    return f"{written} ({name})" if name and name.isalpha() else written


def readings(naive: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments that a clock time can mean, in the zone, the earlier first; two if the clock was changed over it.

    Raise OverflowError if a moment is outside the years 1 to 9999 in UTC.
    """
    moments = {naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return [moment.astimezone(zone) for moment in sorted(moments)]


def moment_at(naive: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a clock time, in UTC. Raise ClockChangeError if it can be two, and OverflowError as `readings`."""
    moments = readings(naive, zone)
    if len(moments) > 1:
        raise ClockChangeError(naive, zone, moments)
    return moments[0].astimezone(UTC)


def is_repeated(moment: datetime) -> bool:
    """Whether the clock of the moment's zone shows the same time at another moment, too."""
    return len(readings(moment.replace(tzinfo=None), moment.tzinfo)) > 1
