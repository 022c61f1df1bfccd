"""Fields and widgets of times in the time zone of a conference."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.local_times import ClockChangeError, is_repeated, moment_at, reading, readings

EARLIER, LATER = "earlier", "later"
ZONE_OF_CONFERENCE = _("in the time zone of the conference")


class ClockInput(forms.TimeInput):
    """A time of day, with seconds only if it has some."""

    def __init__(self):
        super().__init__({"type": "time", "step": "any"})

    def format_value(self, value):
        if isinstance(value, time):
            return value.isoformat("seconds" if value.second else "minutes")
        return super().format_value(value)


class ProgrammeTimeWidget(forms.MultiWidget):
    """A day and a time with the name of their zone, and a choice of two readings where the clock was changed."""

    template_name = "admin/programme_time.html"
    zone = None

    def __init__(self, attrs=None):
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__([day, ClockInput(), forms.Select()], attrs)

    def decompress(self, value):
        if value is None:
            return [None, None, ""]
        local = value.astimezone(self.zone or UTC)
        choice = (LATER if local.fold else EARLIER) if self.zone and is_repeated(local) else ""
        return [local.date(), local.time().replace(microsecond=0), choice]

    def get_context(self, name, value, attrs):
        value = value if isinstance(value, (list, tuple)) else self.decompress(value)
        choices = self.readings(*value[:2])
        self.widgets[2].choices = [("", _("Choose …")), *choices] if choices else []
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"zone": str(self.zone or ZONE_OF_CONFERENCE), "has_choice": bool(choices)}
        return context

    def readings(self, day, clock):
        """The choices of a time that can be two moments, [(value, label)]; empty for any other."""
        try:
            day = forms.DateField().to_python(day)
            clock = forms.TimeField().to_python(clock)
            moments = readings(datetime.combine(day, clock), self.zone) if day and clock and self.zone else []
        except (ValidationError, OverflowError):
            return []
        return list(zip((EARLIER, LATER), map(reading, moments), strict=True)) if len(moments) > 1 else []


class ProgrammeTimeField(forms.SplitDateTimeField):
    """A moment, typed as the clock of the conference shows it; `zone` is set by the form."""

    widget = ProgrammeTimeWidget

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        readings = [(EARLIER, EARLIER), (LATER, LATER)]
        self.fields = (*self.fields, forms.ChoiceField(choices=readings, required=False))

    @property
    def zone(self):
        return self.widget.zone

    @zone.setter
    def zone(self, zone: ZoneInfo | None):
        self.widget.zone = zone

    def has_changed(self, initial, data):
        if not isinstance(initial, (list, type(None))):
            # If no reading was chosen, the stored one is meant.
            initial = self.widget.decompress(initial)
            data = [*(data or [])[:2], ((data or [])[2:] and data[2]) or initial[2]]
        return super().has_changed(initial, data)

    def compress(self, data_list):
        if not data_list:
            return None
        day, clock, choice = [*data_list, None, None][:3]
        for value, error in ((day, "invalid_date"), (clock, "invalid_time")):
            if value in self.empty_values:
                raise ValidationError(self.error_messages[error], code=error)
        naive, zone = datetime.combine(day, clock), self.zone or ZoneInfo("UTC")
        try:
            if choice and len(moments := readings(naive, zone)) > 1:
                return moments[choice == LATER].astimezone(UTC)
            return moment_at(naive, zone)
        except ClockChangeError as error:
            raise ValidationError([str(error), _("Choose which of the two is meant.")], code="clock_change") from error
        except OverflowError as error:
            raise ValidationError(_("This time is before the year 1 or after 9998."), code="overflow") from error
