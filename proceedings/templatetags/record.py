"""Format names, languages, dates and times for pages."""

from datetime import UTC, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

import langcodes
from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.models.columns.local_times import is_repeated
from proceedings.models.columns.partial_dates import PartialDate, Period
from proceedings.models.search.name_lookup import SCRIPTS, language_of
from proceedings.text import excerpt_length

# Characters of a text that is shown instead of a title.
BESIDE = 90

register = template.Library()
register.simple_tag(markup.paragraphs, name="paragraphs")
register.filter("markdown", markup.html)
register.filter("excerpt", markup.excerpt)


@register.filter
def opening(row, length):
    """The beginning of the text of a statement or a translation."""
    return markup.excerpt(row.text, length, row.text_format)


@register.filter
def title_beside(statement, other):
    """The title of a statement, or the beginning of its text where another one beside it has the same title."""
    is_same = other and statement.title == other.title and statement.text
    return opening(statement, excerpt_length(BESIDE, statement.language)) if is_same else statement.title


@register.filter
@lru_cache(maxsize=4096)
def named(name):
    """A name as HTML, with the language that its script suggests, unless the script is that of the page."""
    language = language_of(name)
    return name if language == "und" else format_html('<span lang="{}" dir="auto">{}</span>', language, name)


def name_lang(name):
    """The attributes, after a space, of an element that has only a name, as `named` gives them."""
    language = language_of(name)
    return "" if language == "und" else format_html(' lang="{}" dir="auto"', language)


@register.filter
def credit_of(statement, speaker):
    """The Credit of a speaker in a statement, or None."""
    return next((credit for credit in statement.credits if credit.speaker == speaker), None)


@register.filter
def other_credits(statement, speaker):
    """The Credits of a statement without that of a speaker."""
    return [credit for credit in statement.credits if credit.speaker != speaker]


@register.filter
def script_lang(text):
    """The attributes of an element whose language is not recorded: guessed from the script of most of its letters."""
    letters = [letter for letter in text[:400] if letter.isalpha()]
    for script, language in SCRIPTS:
        if sum(1 for letter in letters if script.match(letter)) * 2 > len(letters):
            return lang(language)
    return ""


@register.filter
def marked(pieces):
    """Pieces of a text (see search/highlight.py) as HTML with <mark> elements."""
    parts = [f"<mark>{escape(piece.text)}</mark>" if piece.marked else escape(piece.text) for piece in pieces]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.filter
def marked_name(pieces):
    return named(marked(pieces))


@register.filter
@lru_cache(maxsize=256)
def lang(tag):
    """The attributes of an element in a language; HTML has an empty lang for an unknown one."""
    return format_html('lang="{}" dir="auto"', "" if tag == "und" else tag)


@register.filter
def language_name(tag):
    """The name of a language in the language of the page, such as Simplified Chinese for zh-Hans."""
    return name_in(tag, get_language())


@cache
def name_in(tag, language):
    return _("unknown language") if tag == "und" else langcodes.get(tag).display_name(language)


@register.filter
def day(value):
    """A day, month or year, or a Period in its shortest form, such as 28–30 September 2020."""
    return day_in(value, get_language())


# Cached, because the rows of a list share a few days. `typed`, because equal values can have different types.
@lru_cache(typed=True)
def day_in(value, _language):
    if isinstance(value, Period):
        return period(*value)
    if isinstance(value, PartialDate) and not value.is_day:
        return str(value) if len(value.parts) == 1 else date_format(value.first, _("F Y"))
    return date_format(value.first if isinstance(value, PartialDate) else value, _("j F Y"))


def period(first, last):
    if first == last:
        return day(first)
    is_year, are_days = len(first) == len(last) == len("2020"), first.is_day and last.is_day
    if is_year:
        return f"{first}–{last}"
    if are_days and first[:7] == last[:7]:
        return f"{first.first.day}–{day(last)}"
    if are_days and first.year == last.year:
        return f"{date_format(first.first, _('j F'))} – {day(last)}"
    return f"{day(first)} – {day(last)}"


@register.filter
def time_element(value):
    """A date or Period as HTML; a range has no machine-readable form in a <time> element."""
    date = value.first if isinstance(value, Period) else value
    if isinstance(value, Period) and value.is_range:
        return day(value)
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), day(date))


@register.filter
def moment(time):
    """A time to the minute, in its own time zone; with the name of its offset in an hour that occurs twice."""
    text = date_format(time, _("j F Y, H:i"))
    return with_offset(time, text) if isinstance(time.tzinfo, ZoneInfo) and is_repeated(time) else text


@register.filter
def dates(conference):
    """The days of a conference in their shortest form, such as 28–30 September 2020; empty if unknown."""
    known = conference.period or conference.ends_on
    return day(known) if known else ""


@register.filter
def session_times(session):
    """The times of a session with their zone, such as 28 September 2020, 10:00–12:00 (Europe/Moscow), as HTML.

    The end has its day if it is another one; both have the name of their offset if the clock is changed between them.
    """
    zone = session.conference.zone
    moments = [one.astimezone(zone) for one in (session.starts_at, session.ends_at) if one]
    pairs = zip(map(machine_time, moments), programme_times(moments), strict=True)
    times = format_html_join("–", '<time datetime="{}">{}</time>', pairs)
    return format_html("{} ({})", times, session.conference.time_zone)


def programme_times(moments):
    """The texts of the first and, if known, the last moment of a session, in their own zone."""
    days = [None, *(one.date() for one in moments)]
    texts = [
        date_format(one, "H:i") if one.date() == before else moment(one)
        for one, before in zip(moments, days, strict=False)
    ]
    if len({one.utcoffset() for one in moments}) == 1:
        return texts
    return [with_offset(one, text) for one, text in zip(moments, texts, strict=True)]


def with_offset(moment, text):
    name = moment.tzname()
    return text if text.endswith(name) else f"{text} {name}"


@register.filter
def machine_time(moment):
    """A time for the attribute of a <time> element, which has no seconds in an offset: such times are given in UTC."""
    return (moment.astimezone(UTC) if moment.utcoffset() % timedelta(minutes=1) else moment).isoformat()


@register.filter
def grouped(number):
    """A whole number with its digits in groups, as the language of the page has them: 13,062."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter
def clock(seconds):
    """Seconds as 1:02:03."""
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
