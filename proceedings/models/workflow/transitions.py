"""The transitions of conferences and statements, as methods of their QuerySets.

`by` is a user; None is the operator on the shell, who may do everything. A method changes all rows of its QuerySet
or, if one of them may not be changed, raises RefusedError and changes none. `ready_to()` narrows a QuerySet to the
rows that may be changed. Every transition is in the history.
"""

from collections import Counter

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from proceedings.models.columns.modification_times import this_second
from proceedings.models.history import record_versions

from .statuses import (
    PUBLISH,
    TRANSITION_BETWEEN,
    TRANSITIONS,
    WRITERS,
    IllegalTransitionError,
    NotPermittedError,
    RefusedError,
    SoleAuthorError,
    Status,
    illegal_transition_message,
)

# The most rows of one UPDATE and one INSERT.
BATCH = 2_000
UNSCHEDULED = {"publish_at": None, "scheduled_by": None}
SCHEDULED = gettext_lazy("Scheduled entries can only be sent back by a user who may publish them.")
NEEDS_SECOND_PAIR_OF_EYES = {"publish", "schedule"}


class WorkflowQuerySet(models.QuerySet):
    def submit(self, *, by=None):
        return self.move("submit", by, _("Submitted for review."), sent_back_because="")

    def send_back(self, why, *, by=None):
        """Send the rows back to their authors with a reason. Scheduled rows also need the permission to publish."""
        why = validated_reason(why)
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
        """Withdraw the rows from readers, who see the reason."""
        why = validated_reason(why)
        return self.move("withdraw", by, _("Withdrawn: %s") % why, withdrawn_at=this_second(), withdrawal_reason=why)

    def schedule(self, moment, *, by=None):
        """Schedule the rows to be published at the moment, in the name of this user."""
        validate_future(moment)
        why = _("Scheduled for %s.") % moment.isoformat(" ", "minutes")
        return self.move("schedule", by, why, publish_at=moment, scheduled_by=by)

    def unschedule(self, *, by=None):
        return self.move("unschedule", by, _("Unscheduled."), **UNSCHEDULED)

    @transaction.atomic
    def move(self, name, by, why, **changes):
        rows = self.lock_rows()
        statuses = Counter(status for _pk, status in rows)
        check_permitted(name, self.model, statuses, by)
        if name == "send_back" and not may(by, self.model, [PUBLISH]) and self.scheduled().exists():
            raise NotPermittedError(SCHEDULED)
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
                raise SoleAuthorError(sole_author_message(alone))
        for some in batches:
            some.update(**changes)
            record_versions(some, by=by, why=why)
        return len(rows)

    def lock_rows(self):
        """Lock the rows until the transaction ends. Return [(primary key, status)]."""
        rows = self.model._base_manager.filter(pk__in=self.order_by().values("pk")).order_by("pk")
        return list(rows.select_for_update(of=("self",)).values_list("pk", "status"))

    def ready_to(self, name, by=None):
        """Return the rows to which this user may apply the transition."""
        takes = TRANSITIONS[name].takes
        ready = self.filter(status__in=[status for status in takes if may(by, self.model, takes[status])])
        if name == "unschedule":
            ready = ready.scheduled()
        if name == "send_back" and not may(by, self.model, [PUBLISH]):
            ready = ready.filter(publish_at=None)
        if by and name in NEEDS_SECOND_PAIR_OF_EYES:
            ready = ready.seen_by_others(by)
        return ready

    def seen_by_others(self, user, *, writing=False):
        """Exclude rows that only this user has written since their last publication.

        Returns all rows unless SECOND_PAIR_OF_EYES is on. With `writing`, the user is about to write the rows, so that
        another author is needed.
        """
        if not settings.SECOND_PAIR_OF_EYES:
            return self
        versions = self.model.history.model.objects.filter(id=OuterRef("pk"), history_user__isnull=False).order_by()
        published = self.model.history.model.objects.filter(
            id=OuterRef("id"), history_id__gte=OuterRef("history_id"), status=Status.PUBLISHED
        )
        since = versions.filter(~Exists(published))
        others = Exists(since.exclude(history_user=user))
        # PostgreSQL evaluates these two conditions row by row, a hundred times as fast as the join for a single one.
        return self.filter(others if writing else others | ~Exists(since.filter(history_user=user)))

    def changeable_by(self, user):
        """Return the rows whose content this user may change (see `may_change`)."""
        statuses = [status for status in Status if may_any(user, self.model, WRITERS[status])]
        rows = self.filter(status__in=statuses)
        # A scheduled row counts as published.
        return rows if may_any(user, self.model, WRITERS[Status.PUBLISHED]) else rows.filter(publish_at=None)

    def scheduled(self):
        return self.filter(publish_at__isnull=False)

    def due(self):
        """Return the scheduled rows whose time has come."""
        return self.filter(publish_at__lte=timezone.now())


def may(user, model, verbs):
    """Return whether the user has the permissions; the operator (None) has all."""
    opts = model._meta
    return user is None or user.has_perms([f"{opts.app_label}.{verb}_{opts.model_name}" for verb in verbs])


def may_any(user, model, verbs):
    return not verbs or any(may(user, model, [verb]) for verb in verbs)


def may_change(user, row):
    """Return whether the status of a row lets this user change its content, besides the permission of the model."""
    status = Status.PUBLISHED if row.publish_at else row.stored_status or row.status
    return may_any(user, type(row), WRITERS[status])


def allowed_statuses(row, user=None):
    """Return the statuses that the user may give to the row, its own first."""
    before = row.stored_status or Status.DRAFT
    return [before] + [
        after
        for (source, after), name in TRANSITION_BETWEEN.items()
        if source == before and may(user, type(row), TRANSITIONS[name].takes[source])
    ]


def check_transition(row, name, by, *, status=None, writing=False):
    """Raise the RefusedError that the transition would raise if the row had this status.

    With `writing`, the user is about to write the row before.
    """
    check_permitted(name, type(row), [status or row.stored_status or Status.DRAFT], by)
    if by and name in NEEDS_SECOND_PAIR_OF_EYES and settings.SECOND_PAIR_OF_EYES:
        rows = type(row).objects.filter(pk=row.pk)
        if not rows.seen_by_others(by, writing=writing).exists():
            raise SoleAuthorError(sole_author_message(1))


def validate_future(moment):
    if moment <= timezone.now():
        raise IllegalTransitionError(_("This time is in the past. Choose a later time, or publish now."))


def check_permitted(name, model, statuses, by):
    """Raise RefusedError unless the user may apply the transition to rows with all these statuses."""
    takes = TRANSITIONS[name].takes
    for status in statuses:
        if status not in takes:
            raise IllegalTransitionError(refusal_message(name, status))
        if not may(by, model, takes[status]):
            raise NotPermittedError(
                _("You do not have permission to do this to an entry that is “%s”.") % Status(status).label
            )


def refusal_message(name, status):
    target = TRANSITIONS[name].target
    if status == target:
        return _("This is already “%s”.") % Status(status).label
    if name in {"schedule", "unschedule"}:
        return _("Only an entry in review can be scheduled; this one is “%s”.") % Status(status).label
    return str(illegal_transition_message(status, target))


def sole_author_message(number):
    message = ngettext(
        "%(number)d was written by you alone. Somebody else must review it before you publish it.",
        "%(number)d were written by you alone. Somebody else must review them before you publish them.",
        number,
    )
    return message % {"number": number}


def validated_reason(why):
    if not why.strip():
        raise RefusedError(_("Please give a reason."))
    return why.strip()
