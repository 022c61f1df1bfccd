"""The statuses of conferences and statements, the transitions between them, and the permissions that they need.

The table of transitions applies to every way of writing: the QuerySet methods (transitions.py), saving a row, loading
fixtures, and the database, whose triggers refuse all other transitions.
"""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Transition(NamedTuple):
    """The new status, and {status that it can start from: verbs of the permissions that it then needs}."""

    target: Status
    takes: dict[Status, tuple[str, ...]]


SUBMIT, REVIEW, PUBLISH, WITHDRAW = "submit", "review", "publish", "withdraw"
VERBS = {
    SUBMIT: _("Can submit for review"),
    REVIEW: _("Can send back from review"),
    PUBLISH: _("Can publish, now or at a set time"),
    WITHDRAW: _("Can withdraw"),
}
TRANSITIONS = {
    "submit": Transition(Status.IN_REVIEW, {Status.DRAFT: (SUBMIT,)}),
    "send_back": Transition(Status.DRAFT, {Status.IN_REVIEW: (REVIEW,)}),
    # A user with both permissions can take both steps at once.
    "publish": Transition(
        Status.PUBLISHED,
        {Status.DRAFT: (SUBMIT, PUBLISH), Status.IN_REVIEW: (PUBLISH,), Status.WITHDRAWN: (PUBLISH,)},
    ),
    "withdraw": Transition(Status.WITHDRAWN, {Status.PUBLISHED: (WITHDRAW,)}),
    "schedule": Transition(Status.IN_REVIEW, {Status.IN_REVIEW: (PUBLISH,)}),
    "unschedule": Transition(Status.IN_REVIEW, {Status.IN_REVIEW: (PUBLISH,)}),
}
TRANSITION_BETWEEN = {
    (source, one.target): name for name, one in TRANSITIONS.items() for source in one.takes if source != one.target
}
# The permissions to change the content of a row in each status; one of them is enough, and a draft needs none.
WRITERS = {
    Status.DRAFT: (),
    Status.IN_REVIEW: (REVIEW, PUBLISH),
    Status.PUBLISHED: (PUBLISH,),
    Status.WITHDRAWN: (PUBLISH,),
}


NEEDS_A_REASON = _("A withdrawal needs a reason (withdrawal_reason) for readers.")
WAITS_IN_REVIEW = _("A scheduled entry (publish_at) stays in review until it is published.")
TABLES = ["proceedings_conference", "proceedings_statement"]


class RefusedError(Exception):
    """A transition was refused. The message is a sentence for the user."""


class IllegalTransitionError(RefusedError):
    """The row has a status that does not allow it."""


class NotPermittedError(RefusedError):
    """The user lacks the permission."""


class SoleAuthorError(RefusedError):
    """The user is the only author, and the site requires a second pair of eyes."""


def permissions(noun):
    """Return the permissions of the transitions for the Meta of a model."""
    return [(f"{verb}_{noun}", label) for verb, label in VERBS.items()]


def is_legal(before, after):
    return before in (None, after) or (before, after) in TRANSITION_BETWEEN


def illegal_transition_message(before, after):
    """Return why there is no such transition, and what to do instead."""
    named = dict(Status.choices)
    if before in {Status.PUBLISHED, Status.WITHDRAWN}:
        message = _("A published entry cannot become “%s” again. Withdraw it, with a reason for readers.")
        return message % named.get(after, after)
    return _("Only a published entry can be withdrawn; this one is “%s”.") % named[before]


def trigger(vendor, table):
    """Return the name and the SQL of the trigger that refuses all other transitions of a table."""
    name = f"{table}_moves_as_it_may"
    moves = ", ".join(f"'{before} {after}'" for before, after in TRANSITION_BETWEEN)
    wrong = f"NEW.status <> OLD.status AND OLD.status || ' ' || NEW.status NOT IN ({moves})"
    event = f"CREATE TRIGGER {name} BEFORE UPDATE OF status ON {table}"
    message = "status cannot move so"
    if vendor == "sqlite":
        return name, [f"{event} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{message}'); END"]
    body = f"BEGIN RAISE EXCEPTION '{message}' USING ERRCODE = 'check_violation'; END"
    return name, [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        f"{event} FOR EACH ROW WHEN ({wrong}) EXECUTE FUNCTION {name}()",
    ]


def create_triggers(connection):
    """Create the triggers. On SQLite, a migration that rebuilds a table drops them."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for sql in trigger(connection.vendor, table)[1]:
                cursor.execute(sql)


def drop_triggers(connection):
    with connection.cursor() as cursor:
        for table in TABLES:
            name = f"{table}_moves_as_it_may"
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
