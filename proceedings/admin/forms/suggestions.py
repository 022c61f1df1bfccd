"""Languages and time zones to choose by name, which the fields of all forms of a page share."""

from functools import cache
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from proceedings.models.columns.languages import TAGS_BY_NAME, LanguageFormField, canonical_language

# The attribute of an input, and the element with its suggestions (templates/admin/_suggestions.html).
LANGUAGE_INPUT, TIME_ZONE_INPUT = {"list": "languages"}, {"list": "time-zones"}


def languages():
    """Return [(tag, name)] of the languages that Django names, in the language of the page."""
    names = {canonical_language(info["code"]): _(info["name"]) for info in LANG_INFO.values() if "name" in info}
    return sorted(names.items(), key=lambda pair: pair[1])


@cache
def time_zones():
    """Return UTC, and the time zones of places."""
    return ["UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))]


class NamedLanguageField(LanguageFormField):
    """A language tag, or the name of a language in English or in itself: Russian and русский are `ru`."""

    def to_python(self, value):
        return super().to_python(TAGS_BY_NAME.get(str(value or "").strip().casefold(), value))
