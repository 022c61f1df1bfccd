"""A merge of two speakers undone: whoever went is there again, with what still belongs to the one who stayed."""

from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.batches import chunks
from proceedings.models.appointment import Appointment
from proceedings.models.columns.modification_times import this_second
from proceedings.models.former_address import FormerAddress
from proceedings.models.history import because, record
from proceedings.models.organisation import Organisation
from proceedings.models.speaker import OtherName, Speaker
from proceedings.models.statement import Statement

from .merge_record import Merge
from .merge_speakers import MergeError, check_permission

# More than these nobody looks up one by one.
SHOWN = 5


def obstacle(merge):
    """Why a merge cannot be undone, in a sentence with its remedy; empty when it can be."""
    if merge.undone_at:
        return _("This merge is undone already.")
    told = {"name": merge.name, "slug": merge.slug}
    if not Speaker.objects.filter(pk=merge.into_id).exists():
        if later := Merge.objects.standing().filter(speaker_key=merge.into_id).first():
            told["then"] = later.name
            return _("%(name)s was merged into %(then)s, who was merged into another since: undo that first.") % told
        return _("The speaker into whom %(name)s was merged is no longer on record.") % told
    if Speaker.objects.filter(slug=merge.slug).exists():
        return _("Another speaker has the address “%(slug)s” now: give that one another address first.") % told
    return what_is_gone(merge) or in_the_way(merge)


def what_is_gone(merge):
    """A sentence about a post that would come back at an organisation that is no longer on record; or nothing."""
    posts = [data["fields"] for data in merge.moved["gone_posts"]]
    there = Organisation.objects.in_bulk({post["organisation"] for post in posts} - {None})
    gone = [post["title"] for post in posts if post["organisation"] not in {None, *there}]
    told = {"name": merge.name, "titles": ", ".join(gone[:SHOWN])}
    sentence = _(
        "The organisation at which %(name)s had this post is no longer on record: %(titles)s. Let them stay one."
    )
    return sentence % told if gone else ""


def in_the_way(merge):
    """A sentence about statements that would stay, but were made in a capacity that would go; or nothing."""
    posts = Appointment.objects.filter(pk__in=merge.moved["posts"], speaker=merge.into_id)
    going = set(merge.moved["statements"])
    rows = Statement.objects.filter(appointment__in=posts).order_by("pk").values_list("pk", "slug")
    staying = [slug for pk, slug in rows.iterator() if pk not in going]
    sentence = ngettext(
        "%(number)d statement that stays was made in a capacity that goes back to %(name)s. "
        "Choose another capacity for it first: %(which)s.",
        "%(number)d statements that stay were made in a capacity that goes back to %(name)s. "
        "Choose another capacity for them first: %(which)s.",
        len(staying),
    )
    which = ", ".join(staying[:SHOWN]) + (" …" if len(staying) > SHOWN else "")
    return sentence % {"number": len(staying), "name": merge.name, "which": which} if staying else ""


@transaction.atomic
def undo(merge, *, by=None):
    """Part two speakers again: (the one who is back, how many statements stay because they were changed since).

    Raises MergeError where it is no longer possible.
    """
    check_permission(by)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    into = Speaker.objects.select_for_update().filter(pk=merge.into_id).first()
    if reason := obstacle(merge):
        raise MergeError(reason)
    told = {"name": merge.name, "slug": merge.slug, "into": into.name}
    reason = _("%(name)s (%(slug)s) and %(into)s were parted again.") % told
    FormerAddress.objects.of(Speaker).filter(slug=merge.slug).delete()
    speaker = restored(merge.moved["speaker"], by, reason)
    give_back_portrait(merge, speaker)
    for former in FormerAddress.objects.of(Speaker).filter(slug__in=merge.moved["former"], target=into.slug):
        former.target = speaker.slug
        because(former, reason, by).save()
    posts = give_back_posts(merge, speaker, by, reason)
    left = give_back_statements(merge, speaker, posts, by, reason)
    give_back_names(merge, speaker, by, reason)
    empty_what_was_filled(into, merge.moved["filled"])
    record(Speaker.objects.filter(pk=into.pk), by=by, why=reason)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save()
    return speaker, left


def restored(data, by, reason):
    """A row that was deleted, under its former key."""
    [found] = serializers.deserialize("python", [data], ignorenonexistent=True)
    because(found.object, reason, by).save(force_insert=True)
    return found.object


def give_back_portrait(merge, speaker):
    """The picture, unless its file is gone because the other has got a new one since."""
    name = merge.moved.get("portrait")
    if name and speaker.portrait.storage.exists(name):
        Speaker.objects.filter(pk=speaker.pk).update(portrait=name)


def give_back_posts(merge, speaker, by, reason):
    """Returns the keys of those that moved and go back."""
    found = Appointment.objects.filter(pk__in=merge.moved["posts"], speaker=merge.into_id)
    for post in found:
        post.speaker, post.slug = speaker, merge.moved["posts"][str(post.pk)]
        because(post, reason, by).save()
    for data in merge.moved["gone_posts"]:
        restored(data, by, reason)
    for key, days in merge.moved["dated"].items():
        for kept in Appointment.objects.filter(pk=key, speaker=merge.into_id):
            for name, day in days.items():
                if str(getattr(kept, name)) == day:
                    setattr(kept, name, None)
            because(kept, reason, by).save()
    return {post.pk for post in found}


def give_back_statements(merge, speaker, posts, by, reason):
    """Returns how many stay: somebody gave them another speaker since, or a capacity of the one who stays."""
    # The capacities that were merged with one of the speaker who stays: {(statement, that one): the former}.
    capacities = {(pk, kept): int(gone) for gone, (kept, held) in merge.moved["capacities"].items() for pk in held}
    going = []
    for some in chunks(merge.moved["statements"]):
        rows = Statement.objects.filter(pk__in=some, speaker=merge.into_id).values_list("pk", "appointment")
        back = {pk: post and (capacities.get((pk, post)) or post) for pk, post in rows}
        back = {pk: post for pk, post in back.items() if post is None or post in posts or post in capacities.values()}
        going += back
        for post in set(back.values()):
            keys = [pk for pk, held in back.items() if held == post]
            moved = Statement.objects.filter(pk__in=keys)
            moved.update(speaker=speaker, appointment=post, modified_at=this_second())
            record(moved, by=by, why=reason)
    return len(merge.moved["statements"]) - len(going)


def give_back_names(merge, speaker, by, reason):
    own = OtherName.objects.filter(speaker=merge.into_id)
    for other in own.filter(pk=merge.moved["made_name"] or 0, name=merge.name):
        because(other, reason, by).delete()
    for other in own.filter(pk__in=merge.moved["names"]):
        other.speaker = speaker
        because(other, reason, by).save()
    for data in merge.moved["gone_names"]:
        restored(data, by, reason)


def empty_what_was_filled(into, filled):
    emptied = {name: "" for name, value in filled.items() if str(getattr(into, name)) == value}
    if emptied:
        Speaker.objects.filter(pk=into.pk).update(**emptied)
