"""What two speakers have, side by side, and what the one who stays will have."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.editorial.merge_speakers import FILLED
from proceedings.models import Speaker

# More rows than anybody compares.
SHOWN = 20


class Line(NamedTuple):
    """What is compared, what each has, and what there will be: lists of texts. `is_lost`: something is in neither."""

    label: str
    stays: list[str]
    goes: list[str]
    after: list[str]
    is_lost: bool = False


def comparison(planned):
    speaker, into = planned.speaker, planned.into
    lines = [
        Line(_("Name"), [into.name], [speaker.name], [into.name]),
        Line(
            _("Address"),
            [into.get_absolute_url()],
            [speaker.get_absolute_url()],
            [into.get_absolute_url(), _("%s leads to it") % speaker.get_absolute_url()],
        ),
        names(planned),
        posts(planned),
        statements(planned),
    ]
    for name in FILLED:
        kept, other = (shown(row, name) for row in (into, speaker))
        if kept or other:
            label = Speaker._meta.get_field(name).verbose_name
            lost = bool(kept and other and str(getattr(into, name)) != str(getattr(speaker, name)))
            lines.append(Line(label, [kept], [other], [kept or other], lost))
    return lines


def shown(speaker, name):
    value = getattr(speaker, name)
    return _("there is one") if name == "portrait" and value else str(value)


def names(planned):
    stays = [told(other) for other in planned.into.other_names.all()]
    moved = [told(other) for other in planned.names]
    made = [planned.speaker.name] if planned.keeps_name else []
    goes = moved + [told(other) for other in planned.known_names]
    return Line(_("Other names"), short(stays), short(goes), short(stays + moved + made))


def told(other):
    return f"{other.name} ({other.language})"


def posts(planned):
    stays = list(planned.into.appointments.select_related("organisation"))
    found = {kept.pk for _gone, kept in planned.same_posts}
    moved = [dated(post) for post in planned.posts]
    same = [dated(gone) for gone, _kept in planned.same_posts]
    known = [_("The same post: %s") % dated(kept) for _gone, kept in planned.same_posts]
    kept = [dated(post) for post in stays if post.pk not in found]
    return Line(_("Posts"), short([*map(dated, stays)]), short(moved + same), short(kept + known + moved))


def dated(post):
    days = [day.isoformat() if day else "?" for day in (post.starts_on, post.ends_on)]
    return f"{post} ({' – '.join(days)})" if days != ["?", "?"] else str(post)


def statements(planned):
    own = planned.into.statements.count()
    return Line(_("Statements"), [str(own)], [str(planned.statements)], [str(own + planned.statements)])


def short(texts):
    return [*texts[:SHOWN], "…"] if len(texts) > SHOWN else texts
