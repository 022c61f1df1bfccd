"""The primary keys of a page of a list, at the same cost at its beginning and in its middle."""

from collections import defaultdict
from functools import partial
from math import ceil, inf, sqrt

from django.db.models import Count, F
from django.db.models.expressions import OrderBy

from proceedings.batches import KEYS
from proceedings.models.conference import Conference
from proceedings.models.counts import kept
from proceedings.models.session import Session
from proceedings.models.statement import Statement
from proceedings.models.statements.filters import NEWEST_FIRST, OLDEST_FIRST
from proceedings.models.statements.queryset import MANY

# The first query reads at least FIRST conferences. After n conferences, the next query reads n to MOST * n: as many as
# should fill the page, if they have as many statements each as those before.
FIRST, MOST = 4, 8
# Up to this row, a long list is read without counting.
NEAR = 200
SESSION, CONFERENCE = "session__", "conference__"


def page_keys(rows, start, stop, number=None, by_conference=None):
    """Return the primary keys of a slice of a QuerySet. `number` is that of all rows, if the database keeps it.

    To avoid sorting many statements, those of each conference are counted by the function `by_conference`, and only
    those of the conferences on the page are read (see `counted_keys`). The first rows of a long list need no counts.
    """
    is_numbered = number is not None and rows.model is Statement
    if start >= MANY:
        if is_numbered and number == kept.number("statement"):
            by_conference = partial(kept.numbers, "conference")
        return keys_between(rows, start, stop, by_conference)
    if is_numbered and number > KEYS and rows.query.order_by in (NEWEST_FIRST, OLDEST_FIRST):
        is_far = number <= MANY or stop > NEAR
        if is_far and by_conference and (numbers := by_conference()) is not None:
            return counted_keys(rows, start, stop, numbers)
        if number > MANY:
            return first_keys(rows, stop, number, by_conference)[start:]
    return list(rows.values_list("pk", flat=True)[start:stop])


def first_keys(statements, stop, number, by_conference=None):
    """Return the keys of the first `stop` of a QuerySet of `number` statements, newest or oldest first.

    Statements that come late, such as those of a year, are looked for by the function `by_conference`. Without it, this
    takes at most two more queries for each twofold number of conferences.
    """
    conferences = in_conference_order(Conference.objects.public(), session_order(statements.query.order_by))
    keys, place = [], 0
    size = max(FIRST, ceil(ample(stop) * kept.number("conferences") / number))
    while len(keys) < stop and (some := conferences[place : place + size]):
        # Many keys stay in the database, because SQLite limits the number of parameters.
        among = list(some) if size <= KEYS else some
        keys += statements.filter(session__conference__in=among).values_list("pk", flat=True)[: stop - len(keys)]
        place += size
        if len(keys) < stop and by_conference and (numbers := by_conference()) is not None:
            return counted_keys(statements, 0, stop, numbers)
        needed = place * ample(stop - len(keys)) / len(keys) if keys else inf
        size = ceil(min(MOST * place, max(place, needed)))
    return keys


def ample(number):
    """Return how many rows to aim for, so that fewer than `number` seldom come if they are spread at random.

    The margin is 1.5 standard deviations (Poisson). A larger one would cost more on all pages than it saves on those
    for which conferences are read a second time.
    """
    return number + 1.5 * sqrt(number)


def keys_between(rows, start, stop, by_conference=None):
    """Return the primary keys of the rows of a QuerySet from `start` to before `stop`.

    Statements in the order of their sessions are counted first (see `counted_keys`): `by_conference` is a function that
    returns {conference: number of the rows}, or None if it cannot count them.
    """
    if not session_order(rows.query.order_by):
        return list(rows.values_list("pk", flat=True)[start:stop])
    return counted_keys(rows, start, stop, by_conference and by_conference())


def counted_keys(rows, start, stop, numbers=None):
    """Return the primary keys of statements, in the order of their sessions, from `start` to before `stop`.

    `numbers` is {conference: number of the rows}; without it, the database counts them by session. Only those of the
    conferences or sessions on the page are sorted: otherwise, the later the page, the more rows a database sorts.
    """
    order = session_order(rows.query.order_by)
    if numbers is not None:
        path, groups = "session__conference", in_conference_order(Conference.objects, order)
    else:
        path, groups = "session", Session.objects.order_by(*order).values_list("pk", flat=True)
        numbers = dict(rows.order_by().values_list("session").annotate(number=Count("*")))
    shown, before = groups_between(groups, numbers, start, stop)
    return list(rows.filter(**{f"{path}__in": shown}).values_list("pk", flat=True)[start - before : stop - before])


def first_sessions(order, numbers, most):
    """Return the keys of the sessions, in an order of statements by session, of the first `most` statements.

    `numbers` is {key of a conference: number of its statements}. All sessions of the last conference are included.
    """
    *of_conference, position = session_order(order)
    conferences = in_conference_order(Conference.objects, of_conference)
    first, _before = groups_between(conferences, numbers, 0, min(most, sum(numbers.values())))
    if not first:
        return []
    # The keys are numbers from the database, and may be more than the allowed number of parameters.
    sessions = Session.objects.extra(where=[f"conference_id IN ({', '.join(map(str, first))})"])  # noqa: S610
    by_conference = defaultdict(list)
    for conference, session in sessions.order_by(position).values_list("conference", "pk"):
        by_conference[conference].append(session)
    return [session for conference in first for session in by_conference[conference]]


def groups_between(groups, numbers, start, stop):
    """Return (the keys of the groups that have the rows from `start` to before `stop`, the number of rows before them).

    `groups` is a QuerySet of keys in their order, and `numbers` is {key: number of rows}.
    """
    shown, before, at = [], 0, 0
    for group in groups.iterator():
        number = numbers.get(group, 0)
        if number and at + number > start:
            shown.append(group)
        elif not shown:
            before += number
        at += number
        if at >= stop:
            break
    return shown, before


def in_conference_order(conferences, order):
    """Return the keys of conferences in the order of their sessions."""
    parts = (without_prefix(part, CONFERENCE) for part in order)
    return conferences.order_by(*filter(None, parts)).values_list("pk", flat=True)


def session_order(order):
    """Turn an order of statements into that of their sessions; None if it is not by session and then position."""
    *of_session, last = order or [""]
    parts = [without_prefix(part, SESSION) for part in of_session]
    return parts if last == "position" and parts and all(parts) else None


def without_prefix(part, prefix):
    """Turn a part of an order, a name or an OrderBy, into that of related rows; None if it is of others."""
    path = part.expression.name if isinstance(part, OrderBy) and isinstance(part.expression, F) else part
    if not isinstance(path, str) or not path.startswith(prefix):
        return None
    if path is part:
        return path.removeprefix(prefix)
    return OrderBy(
        F(path.removeprefix(prefix)),
        descending=part.descending,
        nulls_first=part.nulls_first,
        nulls_last=part.nulls_last,
    )
