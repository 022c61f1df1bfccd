"""Forms of rows whose times are typed in the time zone of their conference.

A form shows its times in one zone, and carries the zone's name in the hidden field `times_in`. If saving gives the row
another zone, the editor chooses whether the clock times or the moments stay.
"""

from functools import cache, cached_property
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.editorial.clock_times import ClockTimes, ClockTimesError
from proceedings.models import Conference, Session, Statement
from proceedings.models.columns.identifiers import validate_time_zone

from .fields import RowForm
from .keys import KEY
from .programme_times import ProgrammeTimeField
from .sent_rows import row_indexes

TIMES_IN, ZONE_CHANGE = "times_in", "zone_change"
CLOCK, MOMENTS = "clock", "moments"


@cache
def known_zone(name):
    """The ZoneInfo of a name, or None."""
    try:
        validate_time_zone(name or "")
    except ValidationError:
        return None
    return ZoneInfo(name) if name else None


def set_zone(form, zone):
    """Let the times of a form be those of a zone."""
    for field in form.fields.values():
        if isinstance(field, ProgrammeTimeField):
            field.zone = zone


class ZonedForm(RowForm):
    """A form whose row is at a conference, or is one."""

    # The rows that keep their clock times when the zone changes; see save_clock_times().
    clock_times = None

    times_in = forms.CharField(required=False, widget=forms.HiddenInput)
    zone_change = forms.ChoiceField(
        label=_("The time zone changes"), required=False, choices=[], widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        stored = self.stored_zone()
        self.stored_zone_name = str(stored)
        self.shown_zone = self.value_of(TIMES_IN, known_zone) or stored
        self.zone_of_row = (self.sent_zone() if self.is_bound else None) or stored
        self.changes_zone = bool(self.is_bound and stored and str(self.zone_of_row) != str(stored) and self.has_times())
        if self.changes_zone:
            self.offer_choice()
        self.keeps_clock = self.changes_zone and self.value_of(ZONE_CHANGE) == CLOCK
        is_shown = self.shown_zone and (self.changes_zone or str(self.zone_of_row) == str(stored))
        self.zone = self.shown_zone if is_shown and not self.keeps_clock else self.zone_of_row
        if self.shown_zone and TIMES_IN in self.fields:
            self.fields[TIMES_IN].initial = str(self.shown_zone)
        set_zone(self, self.zone)

    def value_of(self, name, parse=str):
        return parse((self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)) or "")

    @cached_property
    def changed_data(self):
        """The changed fields of the row."""
        return [name for name in super().changed_data if name not in {TIMES_IN, ZONE_CHANGE}]

    def offer_choice(self):
        params = {"old": self.shown_zone, "new": self.zone_of_row}
        field = self.fields.get(ZONE_CHANGE)
        if field is None:
            return
        field.choices = [
            (CLOCK, _("The clock times stay: 10:00 in %(old)s becomes 10:00 in %(new)s.") % params),
            (
                MOMENTS,
                _("The moments stay: the times on this form are in %(old)s, and readers see them in %(new)s.") % params,
            ),
        ]
        field.widget = forms.RadioSelect(choices=field.choices)

    def clean_zone_change(self):
        choice = self.cleaned_data[ZONE_CHANGE]
        if self.changes_zone and not choice:
            raise ValidationError(
                _("The times are in %(old)s, the conference is in %(new)s. Choose what stays."),
                params={"old": self.shown_zone, "new": self.zone_of_row},
            )
        if self.keeps_clock:
            try:
                self.clock_times = ClockTimes(self.other_rows(), self.stored_zone_name, str(self.zone_of_row))
            except ClockTimesError as error:
                raise ValidationError(str(error)) from error
        return choice

    def save_clock_times(self, by):
        """Write the moments of the rows that keep their clock times in the new zone."""
        if self.clock_times:
            self.clock_times.save(by=by)

    def other_rows(self):
        """QuerySets of rows that are not in the form, but whose times change with the zone."""
        return []

    def stored_zone(self):
        """The ZoneInfo of the stored row, or None."""
        raise NotImplementedError

    def sent_zone(self):
        """The ZoneInfo that the row will have, or None if the form does not say."""
        raise NotImplementedError

    def has_times(self):
        """Whether the stored row, or a row in it, has a time."""
        raise NotImplementedError

    def sent_row(self, name, rows):
        """The row that a field of the form refers to, or None."""
        field = self.fields.get(name)
        if field is None or field.disabled:
            return None
        key = self.value_of(name)
        return rows.filter(pk=key).first() if KEY.fullmatch(key) else None


class ConferenceTimesForm(ZonedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The inline of the sessions reads the zone of its times here.
        self.instance.zone_of_times = self.zone

    def stored_zone(self):
        return known_zone(self.instance.time_zone) if self.instance.pk else None

    def sent_zone(self):
        return self.value_of("time_zone", known_zone)

    def has_times(self):
        return self.instance.has_times()

    def other_rows(self):
        shown = row_indexes(self.data, "sessions")
        sessions = Session.objects.at(self.instance.pk).exclude(pk__in=shown)
        return [sessions, Statement.objects.at(self.instance.pk)]


class SessionTimesForm(ZonedForm):
    def stored_zone(self):
        return self.instance.conference.zone if self.instance.conference_id else self.initial_zone()

    def initial_zone(self):
        """The zone of the conference that a link to the form names."""
        key = str(self.initial.get("conference", ""))
        conference = Conference.objects.filter(pk=key).first() if KEY.fullmatch(key) else None
        return conference and conference.zone

    def sent_zone(self):
        conference = self.sent_row("conference", Conference.objects.all())
        return conference and conference.zone

    def has_times(self):
        return bool(self.instance.pk and self.instance.has_times())

    def other_rows(self):
        return [Statement.objects.in_session(self.instance.pk)]


class StatementTimesForm(ZonedForm):
    @cached_property
    def conference(self):
        """The conference of the stored row, or of the session that a new one starts with; or None."""
        if self.instance.session_id:
            return self.instance.conference
        key = str(self.initial.get("session", ""))
        session = Session.objects.select_related("conference").filter(pk=key).first() if KEY.fullmatch(key) else None
        return session and session.conference

    def stored_zone(self):
        return self.conference and self.conference.zone

    def sent_zone(self):
        session = self.sent_row("session", Session.objects.select_related("conference"))
        return session and session.conference.zone

    def has_times(self):
        return bool(self.instance.pk and self.instance.delivered_at)


class SessionRowForm(RowForm):
    """A session in the form of its conference, whose zone is that of the conference's form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # For a form without a formset, as in a comparison of versions. A formset sets the zone of its forms itself.
        zone = known_zone((self.data if self.is_bound else self.initial).get(TIMES_IN))
        if zone is None and self.is_bound and self.instance.pk:
            zone = self.instance.conference.zone
        set_zone(self, zone)
