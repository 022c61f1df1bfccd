"""Undo a merge of two speakers: restore the merged speaker and return the rows that have not changed since."""

from typing import NamedTuple

from django.core import serializers
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.batches import chunks
from proceedings.models.appointment import Appointment
from proceedings.models.co_speaker import CoSpeaker
from proceedings.models.columns.modification_times import this_second
from proceedings.models.former_address import FormerAddress
from proceedings.models.history import record_versions, set_change_reason
from proceedings.models.identifier import SpeakerIdentifier
from proceedings.models.organisation import Organisation
from proceedings.models.speaker import OtherName, Speaker
from proceedings.models.statement import Statement

from .approvals import Approval
from .merge_record import Merge
from .merge_speakers import MergeError, check_permission

# The number of examples in a message.
SHOWN = 5


def obstacle(merge):
    """Return why a merge cannot be undone, with the remedy, or an empty string."""
    if merge.undone_at:
        return _("This merge was already undone.")
    params = {"name": merge.name, "slug": merge.slug}
    if not Speaker.objects.filter(pk=merge.into_id).exists():
        if later := Merge.objects.standing().filter(speaker_key=merge.into_id).first():
            params["then"] = later.name
            return (
                _("%(name)s was merged into %(then)s, who has since been merged too. Undo that merge first.") % params
            )
        return _("The speaker into whom %(name)s was merged no longer exists.") % params
    if Speaker.objects.filter(slug=merge.slug).exists():
        return _("Another speaker now has the address “%(slug)s”. Change that address first.") % params
    return missing_organisations(merge) or blocking_statements(merge)


def missing_organisations(merge):
    """Return a message about posts whose organisation no longer exists, or an empty string."""
    posts = [data["fields"] for data in merge.moved["gone_posts"]]
    there = Organisation.objects.in_bulk({post["organisation"] for post in posts} - {None})
    gone = [post["title"] for post in posts if post["organisation"] not in {None, *there}]
    params = {"name": merge.name, "titles": ", ".join(gone[:SHOWN])}
    sentence = _("The organisation of this post of %(name)s no longer exists: %(titles)s. The merge cannot be undone.")
    return sentence % params if gone else ""


def blocking_statements(merge):
    """Return a message about statements that would stay, but whose capacity would go back, or an empty string."""
    posts = Appointment.objects.filter(pk__in=merge.moved["posts"], speaker=merge.into_id)
    staying = []
    for model, moved, path in ((Statement, merge.moved, "slug"), (CoSpeaker, further(merge), "statement__slug")):
        going = set(moved["statements"])
        rows = model.objects.filter(appointment__in=posts).order_by("pk").values_list("pk", path)
        staying += [slug for pk, slug in rows.iterator() if pk not in going]
    sentence = ngettext(
        "%(number)d statement that stays has a capacity that returns to %(name)s. "
        "Choose another capacity for it first: %(which)s.",
        "%(number)d statements that stay have a capacity that returns to %(name)s. "
        "Choose another capacity for them first: %(which)s.",
        len(staying),
    )
    which = ", ".join(staying[:SHOWN]) + (" …" if len(staying) > SHOWN else "")
    return sentence % {"number": len(staying), "name": merge.name, "which": which} if staying else ""


@transaction.atomic
def undo(merge, *, by=None):
    """Undo a merge. Return (the restored speaker, the number of statements that stay because they have changed).

    Raise MergeError if it is no longer possible.
    """
    check_permission(by)
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    into = Speaker.objects.select_for_update().filter(pk=merge.into_id).first()
    if reason := obstacle(merge):
        raise MergeError(reason)
    params = {"name": merge.name, "slug": merge.slug, "into": into.name}
    reason = _("The merge of %(name)s (%(slug)s) into %(into)s was undone.") % params
    FormerAddress.objects.of(Speaker).filter(slug=merge.slug).delete()
    speaker = restore_row(merge.moved["speaker"], by, reason)
    return_portrait(merge, speaker)
    for former in FormerAddress.objects.of(Speaker).filter(slug__in=merge.moved["former"], target=into.slug):
        former.target = speaker.slug
        set_change_reason(former, reason, by).save()
    posts = return_posts(merge, speaker, by, reason)
    returned = Return(merge.into_id, speaker, posts, by, reason)
    left = returned.return_rows(Statement, merge.moved, modified_at=this_second())
    left += returned.return_rows(CoSpeaker, further(merge))
    return_names(merge, speaker, by, reason)
    return_identifiers(merge, speaker, by, reason)
    return_approvals(merge, speaker)
    clear_filled_fields(into, merge.moved["filled"])
    record_versions(Speaker.objects.filter(pk=into.pk), by=by, why=reason)
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save()
    return speaker, left


def restore_row(data, by, reason):
    """Insert a deleted row with its former key, and return it."""
    [deserialized] = serializers.deserialize("python", [data], ignorenonexistent=True)
    deserialized.object.stated = frozenset(data["fields"])
    set_change_reason(deserialized.object, reason, by).save(force_insert=True)
    return deserialized.object


def return_portrait(merge, speaker):
    """Give the portrait back, unless its file was deleted when the remaining speaker got a new one."""
    name = merge.moved.get("portrait")
    if name and speaker.portrait.storage.exists(name):
        Speaker.objects.filter(pk=speaker.pk).update(portrait=name)


def return_posts(merge, speaker, by, reason):
    """Give the moved posts back to the restored speaker. Return their keys."""
    returning = Appointment.objects.filter(pk__in=merge.moved["posts"], speaker=merge.into_id)
    for post in returning:
        post.speaker, post.slug = speaker, merge.moved["posts"][str(post.pk)]
        set_change_reason(post, reason, by).save()
    for data in merge.moved["gone_posts"]:
        restore_row(data, by, reason)
    for key, days in merge.moved["dated"].items():
        for kept in Appointment.objects.filter(pk=key, speaker=merge.into_id):
            for name, day in days.items():
                if str(getattr(kept, name)) == day:
                    setattr(kept, name, None)
            set_change_reason(kept, reason, by).save()
    return {post.pk for post in returning}


def further(merge):
    """Return the moved rows of further speakers, as merge_speakers.move_rows() returned them."""
    return merge.moved.get("further", {"statements": [], "capacities": {}})


class Return(NamedTuple):
    """The return of rows to the restored speaker; `posts` are the keys of the posts that returned."""

    into: int
    speaker: Speaker
    posts: set[int]
    by: object
    reason: str

    def return_rows(self, model, moved, **more):
        """Give the moved rows of a model back. Return the number of rows that stay because they changed."""
        # Capacities that the merge replaced: {(key of a row, present capacity): former capacity}.
        capacities = {(pk, kept): int(gone) for gone, (kept, held) in moved["capacities"].items() for pk in held}
        known, going = {None, *self.posts, *capacities.values()}, []
        for some in chunks(moved["statements"]):
            rows = model.objects.filter(pk__in=some, speaker=self.into).values_list("pk", "appointment")
            back = {pk: post and (capacities.get((pk, post)) or post) for pk, post in rows}
            back = {pk: post for pk, post in back.items() if post in known}
            going += back
            for post in set(back.values()):
                returned = model.objects.filter(pk__in=[pk for pk, held in back.items() if held == post])
                returned.update(speaker=self.speaker, appointment=post, **more)
                record_versions(returned, by=self.by, why=self.reason)
        return len(moved["statements"]) - len(going)


def return_names(merge, speaker, by, reason):
    own = OtherName.objects.filter(speaker=merge.into_id)
    for other in own.filter(pk=merge.moved["made_name"] or 0, name=merge.name):
        set_change_reason(other, reason, by).delete()
    for other in own.filter(pk__in=merge.moved["names"]):
        other.speaker = speaker
        set_change_reason(other, reason, by).save()
    for data in merge.moved["gone_names"]:
        restore_row(data, by, reason)


def return_identifiers(merge, speaker, by, reason):
    # Earlier versions of the software moved no identifiers.
    moved = merge.moved.get("identifiers", ())
    for identifier in SpeakerIdentifier.objects.filter(pk__in=moved, speaker=merge.into_id):
        identifier.speaker = speaker
        set_change_reason(identifier, reason, by).save()


def return_approvals(merge, speaker):
    """Give back the approval links of the statements that the restored speaker has again."""
    links = Approval.objects.filter(pk__in=merge.moved.get("approvals", ()), speaker=merge.into_id)
    links.filter(statement__in=Statement.objects.by(speaker)).update(speaker=speaker)


def clear_filled_fields(into, filled):
    emptied = {name: "" for name, value in filled.items() if str(getattr(into, name)) == value}
    if emptied:
        Speaker.objects.filter(pk=into.pk).update(**emptied)
