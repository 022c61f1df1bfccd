"""Field lookups in queries, `name:value`: a condition on statements, or a message for the reader.

`looked_up()` turns the text of a value into rows, a code or a day; `condition_for()` makes conditions from these.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models.columns.languages import canonical_language, validate_language
from proceedings.models.conference import Conference
from proceedings.models.statements.credits import credited, spoken_by
from proceedings.search.query import shown

from .facts import has_any

# A value that matches more rows than this is too vague.
MAX_ROWS = 100
# A time zone moves earlier and later midnights out of the calendar; no time on record is beyond them.
FIRST, LAST = date(1, 1, 2), date(9998, 12, 31)
DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\Z", re.ASCII)


class UnanswerableError(ValueError):
    """The record has no such value. The message is a sentence for the reader."""


def looked_up(name: str, text: str):
    """Return the value of a field for the text in a query: rows, a code or a day. Raise UnanswerableError."""
    return LOOKUPS[name](cleaned(text))


def condition_for(name: str, value, *, indexed: bool = False) -> Q:
    """Return the condition on statements for a looked-up value; with `indexed`, on those of the search index."""
    conditions = CONDITIONS | INDEXED_CONDITIONS if indexed else CONDITIONS
    return conditions[name](value)


def cleaned(value):
    """Return the text without characters that databases and responses cannot contain."""
    return re.sub("[\0\ud800-\udfff]", "", value).strip()


def rows(model, value):
    """Return the public row with this slug, or all public rows with these words in their names."""
    public = apps.get_model("proceedings", model).objects.public()
    if matches := list(public.filter(slug=value.lower())):
        return matches
    if matches := list(public.matching(value)[: MAX_ROWS + 1]) if value else []:
        if len(matches) > MAX_ROWS:
            raise UnanswerableError(_("“%s” matches too many names. Type more of the name.") % shown(value))
        return matches
    raise not_found(model, value)


def not_found(model, value):
    sentences = {
        "Speaker": _("There is no speaker “%s”."),
        "Theme": _("There is no theme “%s”."),
        "Conference": _("There is no conference “%s”."),
        "Organisation": _("There is no organisation “%s”."),
    }
    return UnanswerableError(sentences[model] % shown(value))


def on_themes(themes):
    statements = apps.get_model("proceedings", "Statement").objects
    parts = [Q(pk__in=statements.about(row).order_by().values("pk")) for row in themes]
    return Q(*parts, _connector=Q.OR)


def keys_below(themes):
    """Return the primary keys of themes and of all below them; one query for each theme."""
    rows = apps.get_model("proceedings", "Theme").objects
    return {key for row in themes for key in rows.subtree(row).order_by().values_list("pk", flat=True)}


def country_code(value):
    """Return a two-letter code for itself or for the name of a country."""
    code = (
        value.upper()
        if value.upper() in dict(countries)
        else countries.by_name(value) or countries.by_name(value, language="en")
    )
    if not code:
        raise UnanswerableError(_("There is no country “%s”. Use a name or a code such as CN.") % shown(value))
    return code


def kind_name(value):
    """Return a kind of statement for itself or for its label."""
    kinds = apps.get_model("proceedings", "Statement")._meta.get_field("kind").flatchoices
    name = value.casefold().replace("-", "_").replace(" ", "_")
    for key, label in kinds:
        if name in {key, str(label).casefold().replace(" ", "_")}:
            return key
    raise UnanswerableError(
        _("“%(value)s” is not a kind of statement. The kinds are %(kinds)s.")
        % {"value": shown(value), "kinds": ", ".join(str(label) for _key, label in kinds)}
    )


def language_tag(value):
    """Return the canonical tag of a language."""
    try:
        validate_language(value)
    except ValidationError as error:
        raise UnanswerableError(" ".join(error.messages)) from error
    return canonical_language(value)


def in_language(tag):
    """Return the condition for a language and its varieties: `zh` also finds `zh-Hant`."""
    return Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")


def day(value, *, first):
    """Return the day, or the first or last day of a year or a month."""
    if match := DAY.match(value):
        year, month, number = (int(part) if part else None for part in match.groups())
        month = month or (1 if first else 12)
        try:
            return date(year, month, number or (1 if first else monthrange(year, month)[1]))
        except ValueError:
            pass
    raise UnanswerableError(_("“%s” is not a date. Use the form 2020-09-28, 2020-09 or 2020.") % shown(value))


def since(date):
    """Return the condition for statements that may have been made on the day or later (see Statement.date)."""
    untimed = Q(session__conference__ends_on__reaches=date)
    untimed |= Q(session__conference__ends_on=None, session__conference__starts_on__reaches=date)
    return with_time(date, since_midnight) | without_time(Q(delivered_on__reaches=date), untimed)


def until(date):
    """Return the condition for statements that may have been made on the day or earlier."""
    untimed = Q(session__conference__starts_on__lte=date)
    timed = with_time(min(date, LAST) + timedelta(days=1), before_midnight)
    return timed | without_time(Q(delivered_on__lte=date), untimed)


def with_time(date, condition_for):
    """Compare times with the beginning of a day in the time zone of each conference; one query for the zones."""
    zones = Conference.objects.order_by().values_list("time_zone", flat=True).distinct()
    condition = Q(pk__in=[])
    for zone in zones:
        midnight = datetime.combine(min(max(date, FIRST), LAST), time.min, ZoneInfo(zone))
        condition |= Q(session__conference__time_zone=zone) & condition_for(midnight)
    return condition


def since_midnight(midnight):
    of_session = Q(session__starts_at__gte=midnight) | Q(session__ends_at__gt=midnight)
    return Q(delivered_at__gte=midnight) | Q(delivered_at=None, delivered_on=None) & of_session


def before_midnight(midnight):
    of_session = Q(delivered_at=None, delivered_on=None, session__starts_at__lt=midnight)
    return Q(delivered_at__lt=midnight) | of_session


def without_time(of_statement, of_conference):
    """Compare the day of a statement, and that of its conference if neither it nor its session has a time."""
    return of_statement | Q(delivered_at=None, delivered_on=None, session__starts_at=None) & of_conference


LOOKUPS = {
    "speaker": partial(rows, "Speaker"),
    "theme": partial(rows, "Theme"),
    "conference": partial(rows, "Conference"),
    "organisation": partial(rows, "Organisation"),
    "country": country_code,
    "kind": kind_name,
    "language": language_tag,
    "after": partial(day, first=True),
    "before": partial(day, first=False),
}
CONDITIONS = {
    "speaker": spoken_by,
    "theme": on_themes,
    "conference": lambda conferences: Q(session__conference__in=conferences),
    "organisation": lambda organisations: Q(pk__in=credited(appointment__organisation__in=organisations)),
    "country": lambda code: Q(pk__in=credited(speaker__country=code)),
    "kind": lambda kind: Q(kind=kind),
    "language": in_language,
    "after": since,
    "before": until,
}
INDEXED_CONDITIONS = {
    "theme": lambda themes: has_any("themes", sorted(keys_below(themes))),
    "conference": lambda conferences: Q(conference__in=conferences),
    "organisation": lambda organisations: has_any("organisations", [row.pk for row in organisations]),
    "country": lambda code: has_any("countries", [code]),
}
