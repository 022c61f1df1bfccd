"""Two speakers who are one person, made one."""

import json
from typing import NamedTuple

from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models.appointment import Appointment
from proceedings.models.columns.modification_times import this_second
from proceedings.models.columns.slugs import unused_slug
from proceedings.models.former_address import FormerAddress
from proceedings.models.history import because, record
from proceedings.models.search.name_lookup import language_of
from proceedings.models.speaker import OtherName, Speaker
from proceedings.models.statement import Statement

from .merge_record import Merge

PERMISSION = "proceedings.merge_speaker"
# What the speaker who stays takes from the other, where it has nothing.
FILLED = ("honorific", "country", "biography", "website", "orcid", "wikidata", "portrait")
DATES = ("starts_on", "ends_on")


class MergeError(Exception):
    """A merge, or its undoing, that is not possible; the message is a sentence with a remedy."""


class Plan(NamedTuple):
    """What a merge would do."""

    speaker: Speaker
    into: Speaker
    statements: int
    # Posts that move, and pairs of those that are the same: (the one that goes, the one that stays).
    posts: list[Appointment]
    same_posts: list[tuple[Appointment, Appointment]]
    names: list[OtherName]
    known_names: list[OtherName]
    # Whether the name of the speaker who goes becomes another name of the one who stays.
    keeps_name: bool
    filled: dict[str, str]

    @property
    def fingerprint(self):
        """Changes when the merge would do something else."""
        posts = [[post.pk for post in self.posts], [[gone.pk, kept.pk] for gone, kept in self.same_posts]]
        names = [[name.pk for name in names] for names in (self.names, self.known_names)]
        return json.dumps([self.speaker.pk, self.into.pk, self.statements, posts, names, sorted(self.filled)])


def plan(speaker, into):
    """What the merge of one speaker into another would do; raises MergeError for one and the same."""
    if speaker.pk == into.pk:
        raise MergeError(_("These are not two speakers: choose another one."))
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
    called = {into.name, *(name for _language, name in known), *(other.name for other in names)}
    return Plan(
        speaker=speaker,
        into=into,
        statements=speaker.statements.count(),
        posts=posts,
        same_posts=same_posts,
        names=[other for other in names if (other.language, other.name) not in known],
        known_names=[other for other in names if (other.language, other.name) in known],
        keeps_name=speaker.name not in called,
        filled=what_is_missing(speaker, into),
    )


def what_is_missing(speaker, into):
    """What the one who goes has and the one who stays has not: {column: value}."""
    found = {name: str(getattr(speaker, name)) for name in FILLED if getattr(speaker, name) and not getattr(into, name)}
    # A picture and whose it is are one thing.
    return found | {"portrait_credit": speaker.portrait_credit} if "portrait" in found else found


def is_same(post, other):
    """Whether two posts are one: an unknown date contradicts nothing."""
    return (
        post.organisation_id == other.organisation_id
        and post.title.casefold() == other.title.casefold()
        and all(agree(getattr(post, name), getattr(other, name)) for name in DATES)
    )


def agree(day, other):
    return day is None or other is None or day == other


@transaction.atomic
def merge(speaker, into, *, by=None, why="", language=""):
    """Move all that one speaker has to another, who stays; returns the Merge that can undo it.

    `by` is a user, who must be allowed to; None is the machine's operator. `language` is that of the name that goes,
    which becomes another name; left empty, its script tells.
    """
    check_permission(by)
    speaker, into = locked(speaker, into)
    planned = plan(speaker, into)
    told = {"name": speaker.name, "slug": speaker.slug, "into": into.name}
    reason = " ".join(filter(None, [_("%(name)s (%(slug)s) was merged into %(into)s.") % told, why]))
    was_public = Speaker.objects.filter(pk=speaker.pk).once_public().exists()
    moved = {"speaker": stored(speaker), "portrait": speaker.portrait.name, "filled": planned.filled}
    moved |= move_statements(planned, by, reason)
    moved |= move_posts(planned, by, reason)
    moved |= move_names(planned, by, reason, language or language_of(speaker.name))
    moved["former"] = list(FormerAddress.objects.of(Speaker).filter(target=speaker.slug).values_list("slug", flat=True))
    done = Merge(into=into, speaker_key=speaker.pk, slug=speaker.slug, name=speaker.name, why=why, merged_by=by)
    # Its file stays, for the other or for its own return.
    speaker.portrait = ""
    because(speaker, reason, by).delete()
    if planned.filled:
        Speaker.objects.filter(pk=into.pk).update(**planned.filled)
    record(Speaker.objects.filter(pk=into.pk), by=by, why=reason)
    if was_public or moved["former"]:
        # An address that no reader has seen would tell of a draft.
        FormerAddress.objects.leave(Speaker, done.slug, into.slug)
    done.moved = moved
    done.save()
    return done


def check_permission(by):
    if by is not None and not by.has_perm(PERMISSION):
        raise PermissionDenied(_("You may not merge speakers."))


def locked(*speakers):
    """The rows as they are now, and until the end of the transaction."""
    keys = [speaker.pk for speaker in speakers]
    found = {row.pk: row for row in Speaker.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    for speaker in speakers:
        if speaker.pk not in found:
            raise MergeError(_("%s is no longer on record: perhaps somebody merged them before.") % speaker.name)
    return [found[key] for key in keys]


def move_statements(planned, by, reason):
    speaker, into = planned.speaker, planned.into
    keys = list(speaker.statements.order_by("pk").values_list("pk", flat=True))
    capacities = {}
    for gone, kept in planned.same_posts:
        held = Statement.objects.filter(appointment=gone)
        capacities[gone.pk] = [kept.pk, list(held.order_by("pk").values_list("pk", flat=True))]
        held.update(appointment=kept, modified_at=this_second())
    speaker.statements.update(speaker=into, modified_at=this_second())
    for some in chunks(keys):
        record(Statement.objects.filter(pk__in=some), by=by, why=reason)
    return {"statements": keys, "capacities": capacities}


def move_posts(planned, by, reason):
    taken = set(planned.into.appointments.values_list("slug", flat=True))
    posts, gone_posts, dated = {}, [], {}
    for post in planned.posts:
        posts[post.pk] = post.slug
        post.slug, post.speaker = unused_slug(post.slug, taken), planned.into
        taken.add(post.slug)
        because(post, reason, by).save()
    for gone, kept in planned.same_posts:
        gone_posts.append(stored(gone))
        known = {name: getattr(gone, name) for name in DATES if getattr(gone, name) and not getattr(kept, name)}
        if known:
            dated[kept.pk] = {name: day.isoformat() for name, day in known.items()}
            for name, day in known.items():
                setattr(kept, name, day)
            because(kept, reason, by).save()
        because(gone, reason, by).delete()
    return {"posts": posts, "gone_posts": gone_posts, "dated": dated}


def move_names(planned, by, reason, language):
    for other in planned.names:
        other.speaker = planned.into
        because(other, reason, by).save()
    gone = [stored(other) for other in planned.known_names]
    for other in planned.known_names:
        because(other, reason, by).delete()
    made = None
    if planned.keeps_name:
        made = because(OtherName(speaker=planned.into, name=planned.speaker.name, language=language), reason, by)
        made.save()
    return {"names": [other.pk for other in planned.names], "gone_names": gone, "made_name": made and made.pk}


def stored(row):
    """A row with its key, as JSON has it."""
    return json.loads(serializers.serialize("json", [row]))[0]
