"""Times of a programme without a time zone are those of its conference."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from proceedings.importing.schedules.values import moment_of
from proceedings.models import Conference
from proceedings.models.columns.local_times import moment_at


def with_zone(proposal, conference):
    """Return the Proposal with the zone of a stored conference in its times, or with UTC for a new one.

    Raise ClockChangeError for a time that the zone skips or repeats.
    """
    name = Conference.objects.filter(slug=conference).values_list("time_zone", flat=True).first()
    zone = ZoneInfo(name or "UTC")
    sessions = proposal.conference.get("sessions")
    if sessions:
        sessions = [part | in_zone(part, ("starts_at", "ends_at"), zone) for part in sessions]
        proposal = replace(proposal, conference=proposal.conference | {"sessions": sessions})
    statements = [
        replace(
            each,
            **in_zone(vars(each), ("delivered_at",), zone),
            stated=each.stated | in_zone(each.stated, ("delivered_at",), zone),
        )
        for each in proposal.proposals
    ]
    return replace(proposal, proposals=statements)


def in_zone(values, names, zone):
    """Return the times among the values that have no zone, with it."""
    moments = {name: moment_of(values.get(name) or "") for name in names}
    return {
        name: moment_at(moment, zone).astimezone(zone).isoformat()
        for name, moment in moments.items()
        if moment and moment.tzinfo is None
    }
