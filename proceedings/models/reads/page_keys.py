"""The primary keys of a page of a list, at the same cost at its beginning and in its middle."""

from math import ceil, inf, sqrt

from django.db.models import Count, F
from django.db.models.expressions import OrderBy

from proceedings.batches import KEYS
from proceedings.models.conference import Conference
from proceedings.models.counts import kept
from proceedings.models.session import Session
from proceedings.models.statement import Statement
from proceedings.models.statements.queryset import MANY, NEWEST_FIRST

# At first, at least so many conferences are read. After n of them come LEAST * n to MOST * n, as many as should fill
# the page by the density so far.
FIRST, LEAST, MOST = 4, 3, 8
SESSION = "session__"


def page_keys(rows, start, stop, number=None):
    """Return the primary keys of a slice of a QuerySet. `number`, that of all rows, is known if the database keeps it.

    Of many statements, all would have to be sorted. Instead, those of a page near the beginning are read conference by
    conference, and those of a page in the middle are counted session by session.
    """
    if start >= MANY:
        return keys_between(rows, start, stop)
    if number is not None and number > MANY and rows.model is Statement and rows.query.order_by == NEWEST_FIRST:
        return newest_keys(rows, stop, number)[start:]
    return list(rows.values_list("pk", flat=True)[start:stop])


def newest_keys(statements, stop, number):
    """Return the keys of the first of a QuerySet of `number` statements, which are newest first.

    However old they are, this takes few queries: two each time that the number of conferences is four times as large.
    """
    conferences = Conference.objects.public().newest_first().values_list("pk", flat=True)
    keys, place = [], 0
    size = max(FIRST, ceil(ample(stop) * kept.number("conferences") / number))
    while len(keys) < stop and (some := conferences[place : place + size]):
        # Many keys stay in the database, because SQLite takes a limited number.
        among = list(some) if size <= KEYS else some
        keys += statements.filter(session__conference__in=among).values_list("pk", flat=True)[: stop - len(keys)]
        place += size
        needed = place * ample(stop - len(keys)) / len(keys) if keys else inf
        size = ceil(min(MOST * place, max(LEAST * place, needed)))
    return keys


def ample(number):
    """Return how many rows to expect, so that hardly ever fewer than `number` come, if they are spread by chance.

    These are 2.5 standard deviations more (Poisson): reading a second time costs more.
    """
    return number + 2.5 * sqrt(number)


def keys_between(rows, start, stop):
    """Return the primary keys of the rows of a QuerySet from `start` to before `stop`.

    Statements in the order of their sessions are counted for each session, and only those of the sessions on the page
    are sorted: a database sorts the more rows, the later a page is.
    """
    order = session_order(rows.query.order_by)
    if not order:
        return list(rows.values_list("pk", flat=True)[start:stop])
    numbers = dict(rows.order_by().values_list("session").annotate(number=Count("*")))
    sessions, before, at = [], 0, 0
    for session in Session.objects.order_by(*order).values_list("pk", flat=True).iterator():
        number = numbers.get(session, 0)
        if number and at + number > start:
            sessions.append(session)
        elif not sessions:
            before += number
        at += number
        if at >= stop:
            break
    return list(rows.filter(session__in=sessions).values_list("pk", flat=True)[start - before : stop - before])


def session_order(order):
    """Return an order of statements as one of their sessions, or None if it is not by session and position."""
    *of_session, last = order or [""]
    parts = [order_of_session(part) for part in of_session]
    return parts if last == "position" and parts and all(parts) else None


def order_of_session(part):
    path = part.expression.name if isinstance(part, OrderBy) and isinstance(part.expression, F) else part
    if not isinstance(path, str) or not path.startswith(SESSION):
        return None
    if path is part:
        return path.removeprefix(SESSION)
    return OrderBy(
        F(path.removeprefix(SESSION)),
        descending=part.descending,
        nulls_first=part.nulls_first,
        nulls_last=part.nulls_last,
    )
