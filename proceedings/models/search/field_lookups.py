"""What `name:value` in a query means: a condition on statements, or a sentence that says why there is none."""

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

# More than a name can mean is no name.
MOST = 100
DAY = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?\Z", re.ASCII)


class UnanswerableError(ValueError):
    """A value that the record does not have; the message is a sentence for the reader."""


def answer(name: str, value: str) -> Q:
    """The condition on statements; raises UnanswerableError."""
    # Neither engine, nor an answer, can have these characters in a text.
    return ANSWERS[name](re.sub("[\0\ud800-\udfff]", "", value).strip())


def rows(model, value):
    """The public rows that the value names: the one with that address, or all that have its words in their names."""
    public = apps.get_model("proceedings", model).objects.public()
    if found := list(public.filter(slug=value.lower())):
        return found
    if found := list(public.matching(value)[: MOST + 1]) if value else []:
        if len(found) > MOST:
            raise UnanswerableError(_("“%s” means too many at once; say more of the name.") % shown(value))
        return found
    raise nothing(model, value)


def nothing(model, value):
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
    parts = [Q(pk__in=statements.about(found).order_by().values("pk")) for found in rows("Theme", value)]
    return Q(*parts, _connector=Q.OR)


def conference(value):
    return Q(session__conference__in=rows("Conference", value))


def organisation(value):
    return Q(appointment__organisation__in=rows("Organisation", value))


def country(value):
    """A two-letter code or a country's name."""
    code = (
        value.upper()
        if value.upper() in dict(countries)
        else countries.by_name(value) or countries.by_name(value, language="en")
    )
    if not code:
        raise UnanswerableError(
            _("There is no country “%s”; a code such as CN is one, and so is a name.") % shown(value)
        )
    return Q(speaker__country=code)


def kind(value):
    kinds = apps.get_model("proceedings", "Statement")._meta.get_field("kind").flatchoices
    said = value.casefold().replace("-", "_").replace(" ", "_")
    for key, label in kinds:
        if said in {key, str(label).casefold().replace(" ", "_")}:
            return Q(kind=key)
    raise UnanswerableError(
        _("“%(value)s” is no kind of statement; there are %(kinds)s.")
        % {"value": shown(value), "kinds": ", ".join(str(label) for _key, label in kinds)}
    )


def language(value):
    try:
        validate_language(value)
    except ValidationError as error:
        raise UnanswerableError(" ".join(error.messages)) from error
    return spoken_in(value)


def spoken_in(tag):
    """In the language or in a variety of it: `zh` finds `zh-Hant`."""
    return Q(language__iexact=tag) | Q(language__istartswith=f"{tag}-")


def after(value):
    return made_since(day(value, first=True))


def before(value):
    return made_until(day(value, first=False))


def day(value, *, first):
    """A day; of a year or a month, its first or last."""
    if found := DAY.match(value):
        year, month, number = (int(part) if part else None for part in found.groups())
        month = month or (1 if first else 12)
        try:
            return date(year, month, number or (1 if first else monthrange(year, month)[1]))
        except ValueError:
            pass
    raise UnanswerableError(_("“%s” is no day; write it as 2020-09-28, 2020-09 or 2020.") % shown(value))


def made_since(date):
    """Made on the day or after it; an unknown time counts as its session's, else its conference's."""
    return on_the_clock("gte", date) | undated("gte", date)


def made_until(date):
    """Made on the day or before it."""
    return on_the_clock("lt", date + timedelta(days=1)) | undated("lte", date)


def on_the_clock(compare, date):
    """Those whose time compares so with the beginning of the day where they were made; asks for the zones in use."""
    zones = Conference.objects.order_by().values_list("time_zone", flat=True).distinct()
    found = Q(pk__in=[])
    for zone in zones:
        midnight = datetime.combine(date, time.min, ZoneInfo(zone))
        timed = Q(**{f"delivered_at__{compare}": midnight})
        timed |= Q(delivered_at=None, **{f"session__starts_at__{compare}": midnight})
        found |= Q(session__conference__time_zone=zone) & timed
    return found


def undated(compare, date):
    """Those of which only the conference's first day is known."""
    return Q(delivered_at=None, session__starts_at=None, **{f"session__conference__starts_on__{compare}": date})


ANSWERS = {
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
