"""Format field values for display: related rows by their labels, datetimes with their time zone."""

from datetime import date, datetime

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


class RelatedLabels:
    """The labels of related rows by primary key, fetched once for each model."""

    def __init__(self, site):
        self.site = site
        self.known = {}

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

    def get(self, model, key):
        if key not in self.known.get(model, {}):
            self.fetch(model, [key])
        return self.known[model].get(key) or _("number %(key)s (unknown)") % {"key": key}


def own_label(row):
    """The label of a row or a version from its own fields: rows that it refers to may be deleted."""
    for name in ("name", "title", "language", "made_on", "role"):
        if value := getattr(row, name, ""):
            return str(value)
    return f"{getattr(row, 'instance_type', type(row))._meta.verbose_name} {row.id}"


def author_of(version):
    return str(version.history_user or _("the site's operator"))


def format_datetime(value):
    """The date and time with the time zone."""
    local = localtime(value)
    return f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"


def format_value(field, value, labels):
    """The text of a field's value, empty for an empty value; a sorted list of texts for a many-to-many field."""
    if field.many_to_many:
        return sorted(labels.get(field.related_model, getattr(row, "pk", row)) for row in value)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return labels.get(field.related_model, value.pk if isinstance(value, Model) else value)
    if isinstance(value, date):
        return format_datetime(value) if isinstance(value, datetime) else date_format(value, "j F Y")
    return str(dict(field.flatchoices).get(str(value), value) if field.flatchoices else value)
