"""Statements in lists, and parts of a statement, as HTML.

They are made in Python, because lists repeat them: as templates, they took a third of the time of a page.
"""

from functools import lru_cache

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.citing import recordings
from proceedings.models.statement import Kind
from proceedings.text import excerpt_length

from .head import coins
from .record import grouped, lang, name_lang, named, opening, time_element

register = template.Library()
# Characters of an excerpt.
EXCERPT = 300
# Speakers and themes of a statement in a list; its page has the others.
MOST_CREDITS, MOST_THEMES = 4, 4


@register.filter
def recording_address(statement):
    """The address of the recording of a statement at its second."""
    return recordings.recording_address(statement.recording_url, statement.recording_start, statement.recording_end)


@register.filter
def player_host(statement):
    """The site that plays the recording of a statement, or "" if it cannot be shown beside the text."""
    player = recordings.player_of(statement.recording_url, statement.recording_start)
    return player.host if player else ""


@register.simple_tag(takes_context=True)
def statement_items(context, statements, level, **options):
    """Statements from `with_context()`, in a list; see `statement_item`. A title or a capacity is not repeated."""
    items, before = [], None
    for statement in statements:
        items.append(statement_item(context, statement, level, before=before, **options))
        before = statement
    return joined("\n", items)


def statement_item(context, statement, level, *, before=None, of_speaker=None, hide_conference=False, hide_coins=False):
    """A statement in a list, after the one `before`; `level` is that of its heading.

    The person comes first, and the title is lighter. `of_speaker` and `hide_conference` leave out what the page shows
    already, and `hide_coins` the COinS, which reference managers would take for those of the page.
    """
    parts = [heading(context, statement, level, before)]
    if of_speaker:
        parts += bylines_beside(statement, of_speaker, before)
    else:
        parts[:0] = [face(statement.speaker), *bylines(statement)]
    if statement.text:
        excerpt = opening(statement, excerpt_length(EXCERPT, statement.language))
        parts.append(format_html('<p class="excerpt" {}>{}</p>', lang(statement.language), excerpt))
    if details := facts(statement, hide_conference=hide_conference, hide_form=not of_speaker):
        parts.append(format_html('<p class="facts">{}</p>', details))
    parts.append(theme_tags(statement.themes.all(), MOST_THEMES))
    if not hide_coins:
        parts.append(coins(context, statement))
    return format_html('<article class="statement">{}</article>', joined("", parts))


def heading(context, statement, level, before):
    """The title as a link; only a symbol if it is that of the session or of the statement before."""
    is_preview = context.get("preview")
    address = reverse("statement-preview", args=[statement.slug]) if is_preview else statement.get_absolute_url()
    language, title = lang(statement.language), statement.title
    if title in {statement.session.title, before.title if before else None}:
        sign = format_html('<span aria-hidden="true">¶</span><span class="visually-hidden">{}</span>', title)
        return format_html('<h{} class="repeated" {}><a href="{}">{}</a></h{}>', level, language, address, sign, level)
    return format_html('<h{} {}><a href="{}">{}</a></h{}>', level, language, address, title, level)


def face(speaker):
    """The portrait of a speaker, or the initials; empty without a speaker. Screen readers hear the name beside it."""
    if speaker is None:
        return ""
    if speaker.portrait:
        address = reverse("speaker-portrait", args=[speaker.slug])
        return format_html('<img class="face" src="{}" width="44" height="44" alt="" loading="lazy">', address)
    words = speaker.name.split()
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][0]
    return format_html('<span class="face" aria-hidden="true">{}</span>', letters)


def bylines(statement):
    """Yield the speakers with their capacities; the form of the words is beside the first."""
    form, every = form_label(statement), statement.credits
    for credit in every[:MOST_CREDITS]:
        yield byline(credit, form)
        form = ""
    yield further_speakers(len(every) - MOST_CREDITS)


def further_speakers(number):
    """The number of further speakers that are not listed, as text; empty for none."""
    if number <= 0:
        return ""
    message = ngettext("and %(number)s more speaker", "and %(number)s more speakers", number)
    return format_html('<p class="byline">{}</p>', message % {"number": grouped(number)})


def form_label(statement):
    return (
        format_html(' <span class="form-label">{}</span>', statement.get_form_display()) if statement.is_spoken else ""
    )


def joined(separator, parts):
    return mark_safe(separator.join(parts))  # noqa: S308 - each part is from format_html


def byline(credit, form=""):
    """A speaker with the capacity."""
    post = credit.appointment
    role = joined("", [", ", capacity(post)] if post else [])
    return format_html('<p class="byline">{}{}{}</p>', linked(credit), role, form)


def bylines_beside(statement, speaker, before):
    """For a speaker's page: the capacity if it differs from the statement before, and the other speakers."""
    post = own_post(statement, speaker)
    if post and (before is None or own_post(before, speaker) != post):
        yield format_html('<p class="byline">{} {}</p>', _("as"), capacity(post))
    others = [linked(credit) for credit in statement.credits if credit.speaker != speaker]
    if others:
        yield format_html('<p class="byline">{} {}</p>', _("with"), joined(", ", others[:MOST_CREDITS]))
        yield further_speakers(len(others) - MOST_CREDITS)


def own_post(statement, speaker):
    return next((credit.appointment for credit in statement.credits if credit.speaker == speaker), None)


def linked(credit):
    """The name of a speaker, as a link to the page of one who is named."""
    name = named(credit.name)
    return (
        format_html('<a href="{}">{}</a>', credit.speaker.get_absolute_url(), name) if credit.speaker else escape(name)
    )


@register.filter
def capacity(appointment):
    """A post and its organisation; empty for none."""
    if appointment is None:
        return ""
    organisation = appointment.organisation
    if organisation is None:
        return format_html('<span class="capacity">{}</span>', named(appointment.title))
    return format_html(
        '<span class="capacity">{}, <a href="{}">{}</a></span>',
        named(appointment.title),
        organisation.get_absolute_url(),
        named(organisation.name),
    )


@register.filter
def theme_tags(themes, most=None):
    """Themes as a list of links, of which `most` are shown, or all; empty for none."""
    themes = list(themes)
    links = [theme_link(theme.get_absolute_url(), theme.name) for theme in themes[:most]]
    if not links:
        return ""
    items = joined("", links)
    if more := len(themes) - len(links):
        message = ngettext("%(number)s more theme", "%(number)s more themes", more)
        items += format_html('<li class="aside">{}</li>', message % {"number": grouped(more)})
    return format_html('<ul class="tags" aria-label="{}">{}</ul>', _("Themes"), items)


@lru_cache(maxsize=4096)
def theme_link(address, name):
    """An item of a list of themes. It is cached, because the statements of a page share many themes."""
    return format_html('<li><a href="{}"{}>{}</a></li>', address, name_lang(name), name)


@register.simple_tag
def facts(statement, *, hide_conference=False, hide_form=False):
    """Kind, form, conference and day of a statement; `hide_conference` leaves out the conference and the day.

    `hide_form` leaves out a form that is shown already, and the kind of mere remarks, as most of a debate is.
    """
    kind = statement.get_kind_display()
    has_form = statement.is_spoken and not hide_form
    parts = []
    if has_form or statement.kind != Kind.REMARKS:
        parts.append(format_html("<span>{}</span>", f"{kind}, {statement.get_form_display()}" if has_form else kind))
    if not hide_conference:
        conference = statement.conference
        address, language = conference.get_absolute_url(), lang(conference.language)
        parts.append(format_html('<span><a href="{}" {}>{}</a></span>', address, language, conference.title))
        if date := statement.date:
            parts.append(format_html("<span>{}</span>", time_element(date)))
    return joined("\n", parts)
