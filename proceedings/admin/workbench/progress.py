"""The progress of the statements of a conference towards publication."""

from typing import NamedTuple

from django.db.models import Count, Q

from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.models import Statement, Status


class Progress(NamedTuple):
    """Numbers of statements: all, those that lack nothing, of each status, and in `missing` by the kind of gap."""

    number: int
    ready: int
    draft: int
    in_review: int
    published: int
    missing: dict[str, int]


def fetch_progress(conference):
    """Return the Progress of a conference, by one query."""
    missing = {key: Count("pk", filter=condition) for key, (_name, condition) in MISSING_IN_STATEMENTS.items()}
    ready = Q(*(~condition for _name, condition in MISSING_IN_STATEMENTS.values()))
    statuses = (Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED)
    numbers = {status.value: Count("pk", filter=Q(status=status)) for status in statuses}
    rows = Statement.objects.at(conference).order_by()
    counted = rows.aggregate(
        number=Count("pk"), ready=Count("pk", filter=ready), **numbers, **{f"no_{key}": n for key, n in missing.items()}
    )
    return Progress(missing={key: counted.pop(f"no_{key}") for key in missing}, **counted)
