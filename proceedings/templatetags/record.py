"""Format names, languages, dates and times for pages."""

from functools import cache

import langcodes
from django import template
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.models.search.name_lookup import SCRIPTS, language_of

register = template.Library()
register.filter("paragraphs", markup.paragraphs)
register.filter("markdown", markup.html)
register.filter("excerpt", markup.excerpt)


@register.filter
def named(name):
    """A name as HTML, with the language that its script suggests, unless the script is that of the page."""
    language = language_of(name)
    return name if language == "und" else format_html('<span lang="{}" dir="auto">{}</span>', language, name)


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
    parts = [format_html("<mark>{}</mark>", piece.text) if piece.marked else escape(piece.text) for piece in pieces]
    return mark_safe("".join(parts))  # noqa: S308 - each part is escaped


@register.filter
def marked_name(pieces):
    return named(marked(pieces))


@register.filter
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
def day(date):
    return date_format(date, _("j F Y"))


@register.filter
def moment(time):
    """A time to the minute, in its own time zone."""
    return date_format(time, _("j F Y, H:i"))


@register.filter
def dates(conference):
    """The days of a conference in their shortest form, such as 28–30 September 2020; empty if unknown."""
    first, last = conference.starts_on, conference.ends_on
    if first is None or last is None or first == last:
        return day(first or last) if first or last else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{date_format(first, _('j F'))} – {day(last)}"
    return f"{day(first)} – {day(last)}"


@register.filter
def clock(seconds):
    """Seconds as 1:02:03."""
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
