"""Format field values for display: related rows by their labels, datetimes with their time zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from proceedings.admin.forms.keys import KEY
from proceedings.models import Conference, Session
from proceedings.models.columns.partial_dates import PartialDate
from proceedings.models.columns.programme_times import ProgrammeTimeField
from proceedings.templatetags.record import day

# The references of a row that lead to its time zone, with the column of the zone.
ZONES = {Conference: "time_zone", Session: "conference__time_zone"}


class RelatedLabels:
    """The labels of related rows by primary key, fetched once for each model."""

    def __init__(self, site):
        self.site = site
        self.known = {}
        self.zones = {}

    def fetch(self, model, keys):
        """Fetch the labels of all these rows at once; a deleted row has the label of its last version."""
        known = self.known.setdefault(model, {})
        missing = {key for key in keys if key is not None} - known.keys()
        if not missing:
            return
        model_admin = self.site.get_model_admin(model)
        rows = model_admin.labelled(model._base_manager.filter(pk__in=missing))
        known.update({row.pk: model_admin.label(row) for row in rows})
        deleted = missing - known.keys()
        for version in model.history.filter(id__in=deleted).order_by("history_id") if deleted else ():
            known[version.id] = _("%(name)s (deleted)") % {"name": own_label(version)}

    def fetch_for(self, states):
        """Fetch the labels of all rows to which these states refer (see diff.state_of), one model after another."""
        keys = {}
        for state in states:
            for field, value in state.items():
                if field.is_relation:
                    keys.setdefault(field.related_model, set()).update(value if field.many_to_many else [value])
        for model, related in keys.items():
            self.fetch(model, related)
            if model in ZONES:
                self.fetch_zones(model, related)

    def fetch_zones(self, model, keys):
        rows = model._base_manager.filter(pk__in=keys).values_list("pk", ZONES[model])
        self.zones |= {(model, key): None for key in keys} | {(model, key): ZoneInfo(zone) for key, zone in rows}

    def zone(self, state):
        """The zone that the conference of a row has now, or None."""
        field = next((field for field in state if field.related_model in ZONES and state[field]), None)
        if field is None:
            return None
        if (field.related_model, state[field]) not in self.zones:
            self.fetch_zones(field.related_model, [state[field]])
        return self.zones[field.related_model, state[field]]

    def get(self, model, key):
        if key not in self.known.get(model, {}):
            self.fetch(model, [key])
        return self.known[model].get(key) or _("number %(key)s (unknown)") % {"key": key}


def own_label(row):
    """The label of a row or a version from its own fields: rows that it refers to may be deleted."""
    for name in ("name", "title", "language", "made_on", "role", "value"):
        if value := getattr(row, name, ""):
            return str(value)
    return f"{getattr(row, 'instance_type', type(row))._meta.verbose_name} {row.id}"


def author_of(version):
    return str(version.history_user or _("the site's operator"))


def format_datetime(value):
    """The date and time with the time zone."""
    local = localtime(value)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


def format_programme_time(moment, zone):
    """The day and the time in the zone of a conference, with the name of the zone; empty for None."""
    if moment is None:
        return ""
    local = moment.astimezone(zone or UTC)
    clock = "H:i:s" if local.second else "H:i"
    # Two moments of an hour that a clock repeats differ in the abbreviation alone.
    return f"{date_format(local, 'j F Y')}, {date_format(local, clock)} {local.tzname()} ({zone or 'UTC'})"


def format_value(field, value, labels, zone=None):
    """The text of a field's value, empty for an empty value; a sorted list of texts for a many-to-many field.

    `zone` is that of the times of a programme.
    """
    if field.many_to_many:
        return sorted(labels.get(field.related_model, getattr(row, "pk", row)) for row in value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.is_relation:
        key = value.pk if isinstance(value, Model) else value
        # A form can send any text for a key.
        return labels.get(field.related_model, key) if KEY.fullmatch(str(key)) else str(key)
    return format_date(field, value, zone) if isinstance(value, (date, PartialDate)) else format_plain(field, value)


def format_date(field, value, zone):
    if isinstance(field, ProgrammeTimeField):
        return format_programme_time(value, zone)
    return format_datetime(value) if isinstance(value, datetime) else day(value)


def format_plain(field, value):
    return str(dict(field.flatchoices).get(str(value), value) if field.flatchoices else value)
