"""The tree of themes as HTML, made in Python for speed, like the tags of `statements`."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from .record import grouped, named
from .statements import joined

register = template.Library()


@register.simple_tag
def theme_tree(themes):
    """Themes with those below them, as public/themes.py gives them."""
    return format_html('<ul class="tree">{}</ul>', joined("\n", map(branch, themes)))


def branch(theme):
    return format_html(
        '<li><span class="entry"><a href="{}">{}</a> <span class="count">{}</span></span>{}</li>',
        theme.get_absolute_url(),
        named(theme.name),
        grouped(theme.statement_count),
        narrower_themes(theme) if theme.number_narrower else "",
    )


def narrower_themes(theme):
    """The themes below one that are shown, folded in a large tree, and a link to all of them if some are not shown."""
    number = ngettext("%(counter)s narrower theme", "%(counter)s narrower themes", theme.number_narrower)
    number %= {"counter": grouped(theme.number_narrower)}
    parts = [theme_tree(theme.narrower)] if theme.narrower else []
    if len(theme.narrower) < theme.number_narrower:
        parts.append(format_html('<a class="more" href="{}?theme={}">{}</a>', reverse("themes"), theme.slug, number))
    shown = joined("", parts)
    if theme.narrower and theme.is_folded:
        return format_html("<details><summary>{}</summary>{}</details>", number, shown)
    return shown
