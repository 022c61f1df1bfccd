"""How the values of fields are told to an editor: names instead of keys, days and times with their zone."""

from datetime import date, datetime

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


class Names:
    """What rows are called of which a version or a form holds the key; asked for once for each noun."""

    def __init__(self, site):
        self.site = site
        self.known = {}

    def learn(self, model, keys):
        """Look up all of these at once: those that are there, and of those that were deleted the last version."""
        known = self.known.setdefault(model, {})
        wanted = {key for key in keys if key is not None} - known.keys()
        if not wanted:
            return
        desk = self.site.get_model_admin(model)
        known.update({row.pk: desk.label(row) for row in desk.labelled(model._base_manager.filter(pk__in=wanted))})
        gone = wanted - known.keys()
        for version in model.history.filter(id__in=gone).order_by("history_id") if gone else ():
            known[version.id] = _("%(name)s (deleted)") % {"name": called(version)}

    def learn_all(self, states):
        """All that these states refer to (see changes.py), one noun after another."""
        wanted = {}
        for state in states:
            for field, value in state.items():
                if field.is_relation:
                    wanted.setdefault(field.related_model, set()).update(value if field.many_to_many else [value])
        for model, keys in wanted.items():
            self.learn(model, keys)

    def of(self, model, key):
        if key not in self.known.get(model, {}):
            self.learn(model, [key])
        return self.known[model].get(key) or _("number %(key)s, of which nothing is known") % {"key": key}


def called(row):
    """What a row or a version goes by of its own words: what it refers to may be gone."""
    for name in ("name", "title", "language", "made_on", "role"):
        if word := getattr(row, name, ""):
            return str(word)
    return f"{getattr(row, 'instance_type', type(row))._meta.verbose_name} {row.id}"


def who(version):
    return str(version.history_user or _("the site's operator"))


def moment(time):
    """A time with its zone."""
    time = localtime(time)
    return f"{date_format(time, 'j F Y, H:i')} {time.tzname()}"


def told(field, value, names):
    """A value as words; those of a field of many as a list of them. What is empty is an empty string."""
    if field.many_to_many:
        return sorted(names.of(field.related_model, getattr(one, "pk", one)) for one in value)
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.of(field.related_model, value.pk if isinstance(value, Model) else value)
    if isinstance(value, date):
        return moment(value) if isinstance(value, datetime) else date_format(value, "j F Y")
    return str(dict(field.flatchoices).get(str(value), value) if field.flatchoices else value)
