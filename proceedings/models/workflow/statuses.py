"""From which status to which a conference or a statement may move, and who may move it.

The table is the law for whoever writes: the words to move rows (workflow.py), saving a row, loading fixtures, and the
database itself, whose triggers refuse every other move.
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
    """What rows become, and from each status that they may have the verbs of the permissions that it takes."""

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
    # Whoever may do both steps may do them at once.
    "publish": Transition(
        Status.PUBLISHED,
        {Status.DRAFT: (SUBMIT, PUBLISH), Status.IN_REVIEW: (PUBLISH,), Status.WITHDRAWN: (PUBLISH,)},
    ),
    "withdraw": Transition(Status.WITHDRAWN, {Status.PUBLISHED: (WITHDRAW,)}),
    "schedule": Transition(Status.IN_REVIEW, {Status.IN_REVIEW: (PUBLISH,)}),
    "unschedule": Transition(Status.IN_REVIEW, {Status.IN_REVIEW: (PUBLISH,)}),
}
MOVES = {
    (source, one.target): name for name, one in TRANSITIONS.items() for source in one.takes if source != one.target
}
# Whose permissions let somebody change what a row says in each status; one verb is enough, and none is needed for none.
WRITERS = {
    Status.DRAFT: (),
    Status.IN_REVIEW: (REVIEW, PUBLISH),
    Status.PUBLISHED: (PUBLISH,),
    Status.WITHDRAWN: (PUBLISH,),
}


NEEDS_A_REASON = _("What is withdrawn needs a reason (withdrawal_reason) for its readers.")
WAITS_IN_REVIEW = _("What is to be published at a set time (publish_at) is in review until then.")
TABLES = ["proceedings_conference", "proceedings_statement"]


class RefusedError(Exception):
    """What was asked is not done, and the message is a sentence for the person who asked."""


class IllegalMoveError(RefusedError):
    """Nobody may do it, because of what the row is."""


class NotPermittedError(RefusedError):
    """This user may not do it."""


class SoleAuthorError(RefusedError):
    """It takes a second pair of eyes."""


def permissions(noun):
    """For a model's Meta."""
    return [(f"{verb}_{noun}", label) for verb, label in VERBS.items()]


def is_legal(before, after):
    return before in (None, after) or (before, after) in MOVES


def illegal(before, after):
    """Why there is no such move, and what to do instead."""
    named = dict(Status.choices)
    if before in {Status.PUBLISHED, Status.WITHDRAWN}:
        message = _("What was once published does not become “%s” again: withdraw it, with a reason for its readers.")
        return message % named.get(after, after)
    return _("Only what is published can be withdrawn; this is “%s”.") % named[before]


def trigger(vendor, table):
    """The name of the trigger that refuses every other move of a table's rows, and its SQL."""
    name = f"{table}_moves_as_it_may"
    moves = ", ".join(f"'{before} {after}'" for before, after in MOVES)
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


def start(connection):
    """Make the triggers. On SQLite, a migration that makes a table anew loses its own."""
    with connection.cursor() as cursor:
        for table in TABLES:
            for sql in trigger(connection.vendor, table)[1]:
                cursor.execute(sql)


def stop(connection):
    with connection.cursor() as cursor:
        for table in TABLES:
            name = f"{table}_moves_as_it_may"
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            else:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {name}()")
