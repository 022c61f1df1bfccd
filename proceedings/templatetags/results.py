"""The results of a search with their facets and years, as HTML.

They are made in Python, like the tags of `statements`: as templates, they took a third of the time of a page.
"""

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from .head import coins
from .record import grouped, lang, language_name, marked, marked_name, named
from .statements import (
    MOST_CREDITS,
    MOST_THEMES,
    capacity,
    face,
    facts,
    form_label,
    further_speakers,
    joined,
    theme_tags,
)

register = template.Library()


@register.simple_tag(takes_context=True)
def result_items(context, results):
    """The results of public/search/results.py, in a list."""
    return joined("\n", [result_item(context, one) for one in results])


def result_item(context, result):
    statement = result.statement
    address = statement.get_absolute_url()
    speakers = list(result.speakers)
    forms = [form_label(statement)] + [""] * len(speakers)
    parts = [face(statement.speaker)]
    parts += [byline(credit, name, form) for (credit, name), form in zip(speakers[:MOST_CREDITS], forms, strict=False)]
    parts.append(further_speakers(len(speakers) - MOST_CREDITS))
    heading = lang(statement.language), address, marked(result.title)
    parts.append(format_html('<h2 {}><a href="{}">{}</a></h2>', *heading))
    if result.translation:
        parts.append(translated_excerpt(result, address))
    elif result.excerpt:
        excerpt = lang(statement.language), marked(result.excerpt)
        parts.append(format_html('<p class="excerpt" {}>{}</p>', *excerpt))
    parts.append(format_html('<p class="facts">{}</p>', facts(statement, hide_form=True)))
    parts += [theme_tags(statement.themes.all(), MOST_THEMES), coins(context, statement)]
    return format_html('<article class="statement">{}</article>', joined("", parts))


def byline(credit, name, form):
    """A speaker with the capacity. The words of the query are marked in the name."""
    post = credit.appointment
    role = joined("", [", ", capacity(post)] if post else [])
    name = marked_name(name)
    if credit.speaker:
        name = format_html('<a href="{}">{}</a>', credit.speaker.get_absolute_url(), name)
    return format_html('<p class="byline">{}{}{}</p>', name, role, form)


def translated_excerpt(result, address):
    translation = result.translation
    return format_html(
        '<p class="excerpt"><a class="aside" href="{}#{}">{}, {}</a> <span {}>{}</span></p>',
        address,
        translation.language,
        language_name(translation.language),
        translation.get_kind_display(),
        lang(translation.language),
        marked(result.excerpt),
    )


@register.simple_tag
def filter_fields(form):
    """The visible fields of the search's form besides that of the query."""
    return joined("\n", [filter_field(field) for field in form.visible_fields() if field.name != "q"])


# The HTML of fields without a value: {(language, address of suggestions, name): HTML}.
empty_fields = {}


def filter_field(field):
    """A field of the form. The HTML of a field without a value is cached, because it is equal in each request."""
    if field.value() or field.errors:
        return render_to_string("_field.html", {"field": field})
    key = get_language(), reverse("suggest"), field.name
    if key not in empty_fields:
        empty_fields[key] = render_to_string("_field.html", {"field": field})
    return empty_fields[key]


@register.simple_tag
def facet_lists(facets):
    """The facets, with links that filter."""
    lists = [(facet.label, format_html_join("", VALUE, map(value_parts, facet.values))) for facet in facets]
    return format_html_join("\n", FACET, lists)


FACET = '<section class="facet"><h3>{}</h3><ul class="count-list">{}</ul></section>'
VALUE = '<li><a href="?{}"{}>{}</a> <span class="count">{}</span></li>'


def value_parts(value):
    language = format_html(" {}", lang(value.language)) if value.language else ""
    return value.query, language, named(value.label), grouped(value.count)


@register.simple_tag
def year_bars(years, url=""):
    """The bars of public/search/years.py, with links that filter the page at `url`, or this page."""
    return format_html_join(
        "\n", BAR, [(year_label(year, url), str(year.width), grouped(year.count)) for year in years]
    )


BAR = (
    '<li>{}<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect width="{}" height="10"/></svg><span class="count">{}</span></li>'
)


def year_label(year, url):
    if year.count:
        return format_html('<a href="{}?{}">{}</a>', url, year.query, year.label)
    return format_html("<span>{}</span>", year.label)
