"""Merge two speakers who are the same person."""

import json
from typing import NamedTuple

from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models.appointment import Appointment
from proceedings.models.co_speaker import CoSpeaker
from proceedings.models.columns.modification_times import this_second
from proceedings.models.columns.slugs import unused_numbered_slug
from proceedings.models.former_address import FormerAddress
from proceedings.models.history import record_versions, set_change_reason
from proceedings.models.identifier import SpeakerIdentifier
from proceedings.models.search.name_lookup import language_of
from proceedings.models.speaker import OtherName, Speaker
from proceedings.models.statement import Statement

from .approvals import Approval
from .merge_record import Merge

PERMISSION = "proceedings.merge_speaker"
# Fields that the remaining speaker takes from the other one if they are empty.
FILLED = ("honorific", "country", "biography", "website", "orcid", "wikidata", "portrait")
DATES = ("starts_on", "ends_on")


class MergeError(Exception):
    """A merge, or undoing it, is not possible. The message is a sentence with the remedy."""


class MergePlan(NamedTuple):
    """The effects of a merge of `speaker` into `into`."""

    speaker: Speaker
    into: Speaker
    statements: int
    # The posts that move, and pairs that are the same post: (the one to be deleted, the one that stays).
    posts: list[Appointment]
    same_posts: list[tuple[Appointment, Appointment]]
    names: list[OtherName]
    known_names: list[OtherName]
    # Whether the name of the merged speaker becomes another name of the remaining one.
    keeps_name: bool
    filled: dict[str, str]
    identifiers: list[SpeakerIdentifier]
    own_identifiers: list[SpeakerIdentifier]
    # The schemes in which the two have different identifiers, so that they may be two persons.
    conflicting_schemes: list[str]

    @property
    def fingerprint(self):
        """A text that differs if the merge would have other effects."""
        posts = [[post.pk for post in self.posts], [[gone.pk, kept.pk] for gone, kept in self.same_posts]]
        identifiers = [identifier.pk for identifier in self.identifiers]
        names = [[name.pk for name in names] for names in (self.names, self.known_names)]
        return json.dumps(
            [self.speaker.pk, self.into.pk, self.statements, posts, names, sorted(self.filled), identifiers]
        )


def plan(speaker, into):
    """Return the MergePlan of two speakers. Raise MergeError if they are the same row, or speak together."""
    if speaker.pk == into.pk:
        raise MergeError(_("This is the same speaker. Choose another one."))
    if joint := Statement.objects.by(speaker).by(into).order_by("pk").first():
        message = _("“%(title)s” (%(slug)s) lists both as its speakers. Remove one of them there first.")
        raise MergeError(message % {"title": joint.title, "slug": joint.slug})
    own = list(into.appointments.select_related("organisation"))
    posts, same_posts = [], []
    for post in speaker.appointments.select_related("organisation"):
        kept = next((other for other in own if is_same(post, other)), None)
        if kept:
            same_posts.append((post, kept))
        else:
            posts.append(post)
    known = {(other.language, other.name) for other in into.other_names.all()}
    names = list(speaker.other_names.all())
    identifiers, own_identifiers = list(speaker.identifiers.all()), list(into.identifiers.all())
    called = {into.name, *(name for _language, name in known), *(other.name for other in names)}
    return MergePlan(
        speaker=speaker,
        into=into,
        statements=Statement.objects.by(speaker).count(),
        posts=posts,
        same_posts=same_posts,
        names=[other for other in names if (other.language, other.name) not in known],
        known_names=[other for other in names if (other.language, other.name) in known],
        keeps_name=speaker.name not in called,
        filled=missing_fields(speaker, into),
        identifiers=identifiers,
        own_identifiers=own_identifiers,
        conflicting_schemes=conflicting_schemes(
            identifiers_by_scheme(speaker, identifiers), identifiers_by_scheme(into, own_identifiers)
        ),
    )


def missing_fields(speaker, into):
    """Return {field: value} of the fields that only the merged speaker has."""
    values = {
        name: str(getattr(speaker, name)) for name in FILLED if getattr(speaker, name) and not getattr(into, name)
    }
    # A portrait keeps its credit.
    return values | {"portrait_credit": speaker.portrait_credit} if "portrait" in values else values


def conflicting_schemes(one, other):
    """Return the sorted schemes in which both have identifiers, but none in common."""
    return sorted(scheme for scheme in one.keys() & other.keys() if not one[scheme] & other[scheme])


def identifiers_by_scheme(speaker, identifiers):
    values = {scheme: {getattr(speaker, scheme)} for scheme in ("orcid", "wikidata") if getattr(speaker, scheme)}
    for identifier in identifiers:
        values.setdefault(identifier.scheme, set()).add(identifier.value)
    return values


def is_same(post, other):
    """Return whether two posts are the same. An unknown date does not contradict another."""
    return (
        post.organisation_id == other.organisation_id
        and post.title.casefold() == other.title.casefold()
        and all(dates_agree(getattr(post, name), getattr(other, name)) for name in DATES)
    )


def dates_agree(day, other):
    return day is None or other is None or day == other


@transaction.atomic
def merge(speaker, into, *, by=None, why="", language=""):
    """Move everything from one speaker to another, delete the first, and return the Merge that can undo it.

    `by` is a user with the permission, or None for the operator on the shell. `language` is that of the name of the
    merged speaker, which becomes another name; by default its script decides.
    """
    check_permission(by)
    speaker, into = lock_speakers(speaker, into)
    planned = plan(speaker, into)
    params = {"name": speaker.name, "slug": speaker.slug, "into": into.name}
    reason = " ".join(filter(None, [_("%(name)s (%(slug)s) was merged into %(into)s.") % params, why]))
    was_public = Speaker.objects.filter(pk=speaker.pk).once_public().exists()
    moved = {"speaker": serialized(speaker), "portrait": speaker.portrait.name, "filled": planned.filled}
    moved |= move_statements(planned, by, reason)
    moved["further"] = move_further(planned, by, reason)
    moved |= move_posts(planned, by, reason)
    moved |= move_names(planned, by, reason, language or language_of(speaker.name))
    moved["identifiers"] = move_identifiers(planned, by, reason)
    moved["approvals"] = move_approvals(planned)
    moved["former"] = list(FormerAddress.objects.of(Speaker).filter(target=speaker.slug).values_list("slug", flat=True))
    done = Merge(into=into, speaker_key=speaker.pk, slug=speaker.slug, name=speaker.name, why=why, merged_by=by)
    # The file is kept for the remaining speaker, or for undoing the merge.
    speaker.portrait = ""
    set_change_reason(speaker, reason, by).delete()
    if planned.filled:
        Speaker.objects.filter(pk=into.pk).update(**planned.filled)
    record_versions(Speaker.objects.filter(pk=into.pk), by=by, why=reason)
    if was_public or moved["former"]:
        # A redirect from an address that was never public would reveal a draft.
        FormerAddress.objects.leave(Speaker, done.slug, into.slug)
    done.moved = moved
    done.save()
    return done


def check_permission(by):
    if by is not None and not by.has_perm(PERMISSION):
        raise PermissionDenied(_("You do not have permission to merge speakers."))


def lock_speakers(*speakers):
    """Lock the rows until the end of the transaction, and return them as they are now."""
    keys = [speaker.pk for speaker in speakers]
    rows = {row.pk: row for row in Speaker.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    for speaker in speakers:
        if speaker.pk not in rows:
            raise MergeError(_("%s is no longer on record. Perhaps the speaker was merged already.") % speaker.name)
    return [rows[key] for key in keys]


def move_statements(planned, by, reason):
    return move_rows(planned, Statement, by, reason, modified_at=this_second())


def move_further(planned, by, reason):
    """Move the rows of a further speaker. Triggers update the modification times of their statements."""
    return move_rows(planned, CoSpeaker, by, reason)


def move_rows(planned, model, by, reason, **more):
    """Move the rows with their capacities. Return the keys, and those of the rows whose capacity was replaced."""
    rows = model.objects.filter(speaker=planned.speaker)
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    capacities = {}
    for gone, kept in planned.same_posts:
        held = model.objects.filter(appointment=gone)
        capacities[gone.pk] = [kept.pk, list(held.order_by("pk").values_list("pk", flat=True))]
        held.update(appointment=kept, **more)
    rows.update(speaker=planned.into, **more)
    for some in chunks(keys):
        record_versions(model.objects.filter(pk__in=some), by=by, why=reason)
    return {"statements": keys, "capacities": capacities}


def move_approvals(planned):
    """Move the approval links of the speaker. Return their keys."""
    links = Approval.objects.filter(speaker=planned.speaker)
    keys = list(links.order_by("pk").values_list("pk", flat=True))
    links.update(speaker=planned.into)
    return keys


def move_posts(planned, by, reason):
    taken = set(planned.into.appointments.values_list("slug", flat=True))
    posts, gone_posts, dated = {}, [], {}
    for post in planned.posts:
        posts[post.pk] = post.slug
        post.slug, post.speaker = unused_numbered_slug(post.slug, taken), planned.into
        taken.add(post.slug)
        set_change_reason(post, reason, by).save()
    for gone, kept in planned.same_posts:
        gone_posts.append(serialized(gone))
        known = {name: getattr(gone, name) for name in DATES if getattr(gone, name) and not getattr(kept, name)}
        if known:
            dated[kept.pk] = {name: day.isoformat() for name, day in known.items()}
            for name, day in known.items():
                setattr(kept, name, day)
            set_change_reason(kept, reason, by).save()
        set_change_reason(gone, reason, by).delete()
    return {"posts": posts, "gone_posts": gone_posts, "dated": dated}


def move_names(planned, by, reason, language):
    for other in planned.names:
        other.speaker = planned.into
        set_change_reason(other, reason, by).save()
    gone = [serialized(other) for other in planned.known_names]
    for other in planned.known_names:
        set_change_reason(other, reason, by).delete()
    made = None
    if planned.keeps_name:
        made = set_change_reason(
            OtherName(speaker=planned.into, name=planned.speaker.name, language=language), reason, by
        )
        made.save()
    return {"names": [other.pk for other in planned.names], "gone_names": gone, "made_name": made and made.pk}


def move_identifiers(planned, by, reason):
    for identifier in planned.identifiers:
        identifier.speaker = planned.into
        set_change_reason(identifier, reason, by).save()
    return [identifier.pk for identifier in planned.identifiers]


def serialized(row):
    """Return a row with its key as JSON data."""
    return json.loads(serializers.serialize("json", [row]))[0]
