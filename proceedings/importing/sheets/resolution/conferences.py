"""The conferences of a sheet: stored ones by title, acronym or address, and new ones as the editor describes them."""

from datetime import datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.models import Conference, Session
from proceedings.models.columns.partial_dates import Period
from proceedings.models.columns.slugs import slugify

# The key of the answer that describes a new conference for the whole sheet.
WHOLE_SHEET = ""


class ConferenceQuestion(NamedTuple):
    """A title that no conference has: it may be one of the candidates, (slug, label), or a new conference.

    `rows` are the numbers of the rows with the title.
    """

    key: str
    name: str
    candidates: list[tuple[str, str]]
    rows: list[int]


class SheetConferences:
    """`directory` is that of the stored conferences, `chosen` the slug of the one for the whole sheet, or empty.

    `answers` maps keys of titles to the slug of a stored conference, or to the fields of a new one, as a fixture writes
    them. `new` are the new conferences by slug, not saved.
    """

    def __init__(self, directory, chosen, answers):
        self.directory, self.chosen = directory, chosen
        self.fields, self.new, self.unknown, self.session_times = {}, {}, {}, {}
        for key, answer in answers.items():
            slug = self.slug_of_new(answer) if isinstance(answer, dict) else answer
            if slug not in directory.labels:
                continue
            if key == WHOLE_SHEET:
                self.chosen = self.chosen or slug
            else:
                directory.assign(key, slug)

    def slug_of_new(self, fields):
        """The slug of a new conference; two titles with the same description are one conference."""
        known = next((slug for slug, other in self.fields.items() if other == fields), None)
        if known:
            return known
        conference = Conference(**fields)
        conference.slug = self.directory.slugs.allocate(slugify(conference.slug_source()) or "conference")
        self.fields[conference.slug], self.new[conference.slug] = fields, conference
        self.directory.labels[conference.slug] = conference.title
        self.directory.add(conference.title, conference.slug)
        return conference.slug

    def resolve(self, name, row):
        """The slug of the conference that the row with this number names; the chosen one if it names none.

        Return an empty string for a title that becomes a question. Raise ValidationError for a mistake.
        """
        if not name:
            return self.chosen
        slugs = sorted(self.directory.matches(name, self.chosen))
        if len(slugs) > 1:
            message = _("several conferences have this name: write the address of one of them: %s.")
            raise ValidationError(message % ", ".join(slugs))
        if self.chosen and slugs != [self.chosen]:
            message = _("the whole sheet is for “%s”, which was chosen in the form.")
            raise ValidationError(message % self.directory.labels.get(self.chosen, self.chosen))
        if slugs:
            return slugs[0]
        self.unknown.setdefault(name_key(name), (name, []))[1].append(row)
        return ""

    def questions(self):
        labels = self.directory.labels
        return [
            ConferenceQuestion(key, name, [(slug, labels[slug]) for slug in self.directory.nearest(name)], rows)
            for key, (name, rows) in self.unknown.items()
        ]

    @cached_property
    def times(self):
        """The time zones and Periods of all conferences, by slug."""
        rows = Conference.objects.order_by().values_list("slug", "time_zone", "starts_on", "ends_on")
        new = ((row.slug, row.time_zone, row.starts_on, row.ends_on) for row in self.new.values())
        return {slug: (zone, Period.of(first, last)) for slug, zone, first, last in [*rows, *new]}

    def day_of_hour(self, conference, session, clock):
        """The day of a clock time in a session, given by title or address, as ISO 8601; empty if it is not certain.

        It is the day of the session, or else that of a conference with only one day.
        """
        zone, period = self.times.get(conference, ("UTC", None))
        start, end = self.sessions(conference).get(name_key(session), (None, None))
        if start:
            hour = time.fromisoformat(clock)
            start, end = (moment and moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in (start, end))
            days = {start.date(), (end or start).date()}
            if len(days) > 1:
                days = {day for day in days if start <= datetime.combine(day, hour) <= end}
            elif not end and hour < start.time():
                # The hour is before the session begins, so it may be after midnight.
                return ""
            return str(days.pop()) if len(days) == 1 else ""
        day = period and period.common
        return str(day) if day and day.is_day else ""

    def sessions(self, conference):
        """The starts and ends of the sessions of a conference, by the keys of their titles and addresses."""
        if conference not in self.session_times:
            rows = Session.objects.filter(conference__slug=conference).values_list(
                "title", "slug", "starts_at", "ends_at"
            )
            times = {}
            for title, slug, *moments in rows:
                key = name_key(title)
                # A title that several sessions have identifies none of them.
                times[key] = (None, None) if key in times else tuple(moments)
                times.setdefault(slug, tuple(moments))
            self.session_times[conference] = times
        return self.session_times[conference]
