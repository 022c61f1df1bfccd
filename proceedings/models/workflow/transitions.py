"""The words to move conferences and statements from status to status, one or many, in somebody's name.

`by` is a user; None is the operator on the machine's own shell, who may make every move that there is. A word moves all
rows of its QuerySet or, when one of them may not be moved, raises a RefusedError and moves none; `ready_to()` narrows a
QuerySet to those that may. Every move is in the history.
"""

from collections import Counter

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.models.columns.modification_times import this_second
from proceedings.models.history import record

from .statuses import (
    MOVES,
    TRANSITIONS,
    WRITERS,
    IllegalMoveError,
    NotPermittedError,
    RefusedError,
    SoleAuthorError,
    Status,
    illegal,
)

# Rows that one UPDATE and one INSERT take.
BATCH = 2_000
UNSCHEDULED = {"publish_at": None, "scheduled_by": None}
NEEDS_SECOND_PAIR_OF_EYES = {"publish", "schedule"}


class WorkflowQuerySet(models.QuerySet):
    def submit(self, *, by=None):
        return self.move("submit", by, _("Submitted for review."), sent_back_because="")

    def send_back(self, why, *, by=None):
        """To those who wrote them, who are told why."""
        why = reason(why)
        return self.move("send_back", by, _("Sent back: %s") % why, sent_back_because=why, **UNSCHEDULED)

    def publish(self, *, by=None):
        return self.move(
            "publish",
            by,
            _("Published."),
            # The time of the first publication stays.
            published_at=Coalesce("published_at", this_second()),
            withdrawn_at=None,
            withdrawal_reason="",
            sent_back_because="",
            **UNSCHEDULED,
        )

    def withdraw(self, why, *, by=None):
        """From readers, who are told why."""
        why = reason(why)
        return self.move("withdraw", by, _("Withdrawn: %s") % why, withdrawn_at=this_second(), withdrawal_reason=why)

    def schedule(self, moment, *, by=None):
        """To be published at the moment, in the name of this user."""
        to_come(moment)
        why = _("To be published at %s.") % moment.isoformat(" ", "minutes")
        return self.move("schedule", by, why, publish_at=moment, scheduled_by=by)

    def unschedule(self, *, by=None):
        return self.move("unschedule", by, _("Not to be published at a set time any more."), **UNSCHEDULED)

    @transaction.atomic
    def move(self, name, by, why, **changes):
        rows = self.held()
        statuses = Counter(status for _pk, status in rows)
        refuse(name, self.model, statuses, by)
        target = TRANSITIONS[name].target
        if target not in statuses:
            changes["status"] = target
        batches = [
            self.model._base_manager.filter(pk__in=[pk for pk, _status in rows[at : at + BATCH]])
            for at in range(0, len(rows), BATCH)
        ]
        if by and name in NEEDS_SECOND_PAIR_OF_EYES and settings.SECOND_PAIR_OF_EYES:
            alone = len(rows) - sum(some.seen_by_others(by).count() for some in batches)
            if alone:
                raise SoleAuthorError(written_alone(alone))
        for some in batches:
            some.update(**changes)
            record(some, by=by, why=why)
        return len(rows)

    def held(self):
        """The key and the status of each, which nobody else changes before the transaction ends."""
        rows = self.model._base_manager.filter(pk__in=self.order_by().values("pk")).order_by("pk")
        return list(rows.select_for_update(of=("self",)).values_list("pk", "status"))

    def ready_to(self, name, by=None):
        """Those that may be moved by this user: each with a status that allows it, none that takes other eyes."""
        takes = TRANSITIONS[name].takes
        ready = self.filter(status__in=[status for status in takes if may(by, self.model, takes[status])])
        if name == "unschedule":
            ready = ready.scheduled()
        if by and name in NEEDS_SECOND_PAIR_OF_EYES:
            ready = ready.seen_by_others(by)
        return ready

    def seen_by_others(self, user, *, writing=False):
        """All but those that this user alone wrote since they were last published, where the site wants other eyes.

        `writing`: the user is about to write them, so that only others matter.
        """
        if not settings.SECOND_PAIR_OF_EYES:
            return self
        versions = self.model.history.model.objects.filter(id=OuterRef("pk"), history_user__isnull=False).order_by()
        published = self.model.history.model.objects.filter(
            id=OuterRef("id"), history_id__gte=OuterRef("history_id"), status=Status.PUBLISHED
        )
        since = versions.filter(~Exists(published))
        others = Exists(since.exclude(history_user=user))
        # Of two conditions PostgreSQL asks for each row, which is a hundred times as fast as the join it makes of one.
        return self.filter(others if writing else others | ~Exists(since.filter(history_user=user)))

    def changeable_by(self, user):
        """Those whose words this user may change: see `may_change`."""
        statuses = [status for status in Status if may_any(user, self.model, WRITERS[status])]
        rows = self.filter(status__in=statuses)
        # What has its time is as good as published.
        return rows if may_any(user, self.model, WRITERS[Status.PUBLISHED]) else rows.filter(publish_at=None)

    def scheduled(self):
        return self.filter(publish_at__isnull=False)

    def due(self):
        """Those whose time has come."""
        return self.filter(publish_at__lte=timezone.now())


def may(user, model, verbs):
    """Whether the user has the permissions; the operator has all."""
    opts = model._meta
    return user is None or user.has_perms([f"{opts.app_label}.{verb}_{opts.model_name}" for verb in verbs])


def may_any(user, model, verbs):
    return not verbs or any(may(user, model, [verb]) for verb in verbs)


def may_change(user, row):
    """Whether the status of a row leaves it to this user to change its words; the right to change the noun is apart."""
    status = Status.PUBLISHED if row.publish_at else row.stored_status or row.status
    return may_any(user, type(row), WRITERS[status])


def ways(row, user=None):
    """The statuses that the user may give to the row, its own first."""
    before = row.stored_status or Status.DRAFT
    return [before] + [
        after
        for (source, after), name in MOVES.items()
        if source == before and may(user, type(row), TRANSITIONS[name].takes[source])
    ]


def check(row, name, by, *, status=None, writing=False):
    """Raise whatever moving the row would raise, once it has this status and the user has written it (`writing`)."""
    refuse(name, type(row), [status or row.stored_status or Status.DRAFT], by)
    if by and name in NEEDS_SECOND_PAIR_OF_EYES and settings.SECOND_PAIR_OF_EYES:
        rows = type(row).objects.filter(pk=row.pk)
        if not rows.seen_by_others(by, writing=writing).exists():
            raise SoleAuthorError(written_alone(1))


def to_come(moment):
    if moment <= timezone.now():
        raise IllegalMoveError(_("This time is past: name one that is to come, or publish now."))


def refuse(name, model, statuses, by):
    """Raise unless rows of the model with these statuses may all be moved by this user."""
    takes = TRANSITIONS[name].takes
    for status in statuses:
        if status not in takes:
            raise IllegalMoveError(not_from(name, status))
        if not may(by, model, takes[status]):
            raise NotPermittedError(_("You may not do this with what is “%s”.") % Status(status).label)


def not_from(name, status):
    target = TRANSITIONS[name].target
    if status == target:
        return _("This is “%s” already.") % Status(status).label
    if name in {"schedule", "unschedule"}:
        return _("Only what is in review can be published at a set time; this is “%s”.") % Status(status).label
    return str(illegal(status, target))


def written_alone(number):
    message = ngettext(
        "%(number)d was written by you alone: somebody else must look at it before you publish it.",
        "%(number)d were written by you alone: somebody else must look at them before you publish them.",
        number,
    )
    return message % {"number": number}


def reason(why):
    if not why.strip():
        raise RefusedError(_("This needs a reason."))
    return why.strip()
