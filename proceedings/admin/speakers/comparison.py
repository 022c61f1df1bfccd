"""The comparison of two speakers, side by side, with the result of their merge."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.editorial.merge_speakers import FILLED
from proceedings.models import Speaker, Statement

# Names or posts shown for each speaker.
MOST_SHOWN = 20


class Line(NamedTuple):
    """One line of the comparison, with lists of texts; `is_lost` where a value is in neither result nor other names."""

    label: str
    kept: list[str]
    merged: list[str]
    result: list[str]
    is_lost: bool = False


def comparison(plan):
    """Return the lines for a planned merge."""
    speaker, into = plan.speaker, plan.into
    return [
        Line(_("Name"), [into.name], [speaker.name], [into.name]),
        Line(
            _("Address"),
            [into.get_absolute_url()],
            [speaker.get_absolute_url()],
            [into.get_absolute_url(), _("%s redirects to it") % speaker.get_absolute_url()],
        ),
        names_line(plan),
        *identifier_lines(plan),
        posts_line(plan),
        statements_line(plan),
        *field_lines(plan),
    ]


def field_lines(plan):
    for name in FILLED:
        kept, merged = display(plan.into, name), display(plan.speaker, name)
        if kept or merged:
            label = Speaker._meta.get_field(name).verbose_name
            differs = str(getattr(plan.into, name)) != str(getattr(plan.speaker, name))
            yield Line(label, [kept], [merged], [kept or merged], bool(kept and merged and differs))


def display(speaker, name):
    value = getattr(speaker, name)
    return _("yes") if name == "portrait" and value else str(value)


def names_line(plan):
    kept = [name_label(other) for other in plan.into.other_names.all()]
    moved = [name_label(other) for other in plan.names]
    added = [plan.speaker.name] if plan.keeps_name else []
    merged = moved + [name_label(other) for other in plan.known_names]
    return Line(_("Other names"), shorten(kept), shorten(merged), shorten(kept + moved + added))


def name_label(other):
    return f"{other.name} ({other.language})"


def identifier_lines(plan):
    kept, moved = list(map(str, plan.own_identifiers)), list(map(str, plan.identifiers))
    if kept or moved:
        yield Line(_("Identifiers"), shorten(kept), shorten(moved), shorten(kept + moved))


def posts_line(plan):
    kept = list(plan.into.appointments.select_related("organisation"))
    same_keys = {same.pk for _merged, same in plan.same_posts}
    moved = [post_label(post) for post in plan.posts]
    merged = moved + [post_label(post) for post, _same in plan.same_posts]
    same = [_("The same post: %s") % post_label(same) for _merged, same in plan.same_posts]
    other = [post_label(post) for post in kept if post.pk not in same_keys]
    return Line(_("Posts"), shorten([*map(post_label, kept)]), shorten(merged), shorten(other + same + moved))


def post_label(post):
    days = [day.isoformat() if day else "?" for day in (post.starts_on, post.ends_on)]
    return f"{post} ({' – '.join(days)})" if days != ["?", "?"] else str(post)


def statements_line(plan):
    kept = Statement.objects.by(plan.into).count()
    return Line(_("Statements"), [str(kept)], [str(plan.statements)], [str(kept + plan.statements)])


def shorten(texts):
    return [*texts[:MOST_SHOWN], "…"] if len(texts) > MOST_SHOWN else texts
