"""Publish scheduled rows once their time has come, in the name of the user who scheduled them."""

from typing import NamedTuple

from django.db import transaction

from proceedings.models.conference import Conference
from proceedings.models.statement import Statement


class Due(NamedTuple):
    """The published rows, and those that stay because the user who scheduled them may no longer publish."""

    published: list
    left: list


def publish_due() -> Due:
    """Publish everything that is due, conferences first. Two processes can run it at the same time."""
    published, left = [], []
    for model in (Conference, Statement):
        # Usually nothing is due, and no lock is taken.
        if model.objects.due().exists():
            with transaction.atomic():
                publish_ready(model, published, left)
    return Due(published, left)


def publish_ready(model, published, left):
    locked = model.objects.due().select_related("scheduled_by").select_for_update(of=("self",)).order_by("pk")
    for user in {row.scheduled_by for row in locked}:
        rows = [row for row in locked if row.scheduled_by == user]
        due = model.objects.filter(pk__in=[row.pk for row in rows])
        ready = set(due.ready_to("publish", user).order_by().values_list("pk", flat=True))
        due.filter(pk__in=ready).publish(by=user)
        published += [row for row in rows if row.pk in ready]
        left += [row for row in rows if row.pk not in ready]
