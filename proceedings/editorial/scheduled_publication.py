"""What is to be published at a set time: published once it has come, in the name of whoever set it."""

from typing import NamedTuple

from django.db import transaction

from proceedings.models.conference import Conference
from proceedings.models.statement import Statement


class Due(NamedTuple):
    """Rows that were published, and those that were left because who scheduled them may not publish them any more."""

    published: list
    left: list


def publish_due() -> Due:
    """Publish what is due, conferences first; two that do it at once publish it once."""
    published, left = [], []
    for model in (Conference, Statement):
        # Most of the time there is nothing to do, and nobody has to wait for it.
        if model.objects.due().exists():
            with transaction.atomic():
                publish(model, published, left)
    return Due(published, left)


def publish(model, published, left):
    held = model.objects.due().select_related("scheduled_by").select_for_update(of=("self",)).order_by("pk")
    for user in {row.scheduled_by for row in held}:
        rows = [row for row in held if row.scheduled_by == user]
        due = model.objects.filter(pk__in=[row.pk for row in rows])
        ready = set(due.ready_to("publish", user).order_by().values_list("pk", flat=True))
        due.filter(pk__in=ready).publish(by=user)
        published += [row for row in rows if row.pk in ready]
        left += [row for row in rows if row.pk not in ready]
