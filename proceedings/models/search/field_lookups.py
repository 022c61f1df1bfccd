"""Field lookups in queries, `name:value`: a condition on statements, or a message for the reader."""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models.columns.identifiers import validate_language
from proceedings.models.conference import Conference
from proceedings.search.query import shown

# A value that matches more rows than this is too vague.
MAX_ROWS = 100
DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\Z", re.ASCII)


class UnanswerableError(ValueError):
    """The record has no such value. The message is a sentence for the reader."""


def condition_for(name: str, value: str) -> Q:
    """Return the condition on statements. Raise UnanswerableError."""
    # Databases and responses cannot contain these characters.
    return CONDITIONS[name](re.sub("[\0\ud800-\udfff]", "", value).strip())


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


def speaker(value):
    return Q(speaker__in=rows("Speaker", value))


def theme(value):
    statements = apps.get_model("proceedings", "Statement").objects
    parts = [Q(pk__in=statements.about(row).order_by().values("pk")) for row in rows("Theme", value)]
    return Q(*parts, _connector=Q.OR)


def conference(value):
    return Q(session__conference__in=rows("Conference", value))


def organisation(value):
    return Q(appointment__organisation__in=rows("Organisation", value))


def country(value):
    """Return the condition for a two-letter code or the name of a country."""
    code = (
        value.upper()
        if value.upper() in dict(countries)
        else countries.by_name(value) or countries.by_name(value, language="en")
    )
    if not code:
        raise UnanswerableError(_("There is no country “%s”. Use a name or a code such as CN.") % shown(value))
    return Q(speaker__country=code)


def kind(value):
    kinds = apps.get_model("proceedings", "Statement")._meta.get_field("kind").flatchoices
    name = value.casefold().replace("-", "_").replace(" ", "_")
    for key, label in kinds:
        if name in {key, str(label).casefold().replace(" ", "_")}:
            return Q(kind=key)
    raise UnanswerableError(
        _("“%(value)s” is not a kind of statement. The kinds are %(kinds)s.")
        % {"value": shown(value), "kinds": ", ".join(str(label) for _key, label in kinds)}
    )


def language(value):
    try:
        validate_language(value)
    except ValidationError as error:
        raise UnanswerableError(" ".join(error.messages)) from error
    return in_language(value)


def in_language(tag):
    """Return the condition for a language and its varieties: `zh` also finds `zh-Hant`."""
    return Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")


def after(value):
    return since(day(value, first=True))


def before(value):
    return until(day(value, first=False))


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
    """Return the condition for statements made on the day or later.

    Without a time of its own, a statement has that of its session, else the first day of its conference.
    """
    return with_time("gte", date) | without_time("gte", date)


def until(date):
    """Return the condition for statements made on the day or earlier."""
    return with_time("lt", date + timedelta(days=1)) | without_time("lte", date)


def with_time(compare, date):
    """Compare times with midnight in the time zone of each conference; one query for the zones."""
    zones = Conference.objects.order_by().values_list("time_zone", flat=True).distinct()
    condition = Q(pk__in=[])
    for zone in zones:
        midnight = datetime.combine(date, time.min, ZoneInfo(zone))
        timed = Q(**{f"delivered_at__{compare}": midnight})
        timed |= Q(delivered_at=None, **{f"session__starts_at__{compare}": midnight})
        condition |= Q(session__conference__time_zone=zone) & timed
    return condition


def without_time(compare, date):
    """Compare the first day of the conference, for statements without any other time."""
    return Q(delivered_at=None, session__starts_at=None, **{f"session__conference__starts_on__{compare}": date})


CONDITIONS = {
    "speaker": speaker,
    "theme": theme,
    "conference": conference,
    "organisation": organisation,
    "country": country,
    "kind": kind,
    "language": language,
    "after": after,
    "before": before,
}
