"""The primary keys of a page of a list, at the same cost at its beginning and in its middle."""

from math import ceil, inf, sqrt

from django.db.models import Count, F
from django.db.models.expressions import Col, OrderBy

from proceedings.batches import KEYS
from proceedings.models.conference import Conference
from proceedings.models.counts import kept
from proceedings.models.session import Session
from proceedings.models.statement import Statement
from proceedings.models.statements.filters import NEWEST_FIRST, OLDEST_FIRST
from proceedings.models.statements.queryset import MANY

from .key_lists import Among

# The first query reads at least FIRST conferences. After n conferences, the next query reads n to MOST * n: as many as
# should fill the page, if they have as many statements each as those before.
FIRST, MOST = 4, 8
# Up to this row, a long list is read without counting.
NEAR = 200
# So many conferences are looked up by their keys. To find more, all conferences are read in their order.
FEW = 2_000
SESSION, CONFERENCE = "session__", "conference__"


def page_keys(rows, start, stop, number=None, matches=None):
    """Return the primary keys of a slice of a QuerySet. `number` is that of all rows, if it is known.

    `matches` are the same rows in the search index (AllMatches), which tells those of late pages, and of lists with
    words. A database would sort many statements or look up many words; the first rows of other lists are read from it.
    """
    order, is_numbered = rows.query.order_by, number is not None and rows.model is Statement
    if is_numbered and number > KEYS and order in (NEWEST_FIRST, OLDEST_FIRST):
        is_late = number <= MANY or stop > NEAR
        if matches and (is_late or matches.have_words) and matches.are_known:
            return indexed_keys(matches, order, start, stop)
        if start < MANY < number:
            return first_keys(rows, stop, number, matches)[start:]
    if start < MANY:
        return keys_in(rows, start, stop)
    is_whole = is_numbered and number == kept.number("statement")
    return keys_between(rows, start, stop, kept.numbers("conference") if is_whole else None)


def keys_in(rows, start, stop):
    return list(rows.values_list("pk", flat=True)[start:stop])


def first_keys(statements, stop, number, matches=None):
    """Return the keys of the first `stop` of a QuerySet of `number` statements, newest or oldest first.

    Statements that come late, such as those of a year, are looked for in the search index. Without it, this takes at
    most two more queries for each twofold number of conferences.
    """
    order = statements.query.order_by
    conferences = in_conference_order(Conference.objects.public(), session_order(order))
    keys, place = [], 0
    size = max(FIRST, ceil(ample(stop) * kept.number("conferences") / number))
    # With the condition on sessions alone, PostgreSQL joins all conferences in their order if the page is not filled.
    conference = Col(Conference._meta.db_table, Conference._meta.pk)
    while len(keys) < stop and (some := list(conferences[place : place + size])):
        within = statements.filter(Among("session__conference", some), Among(conference, some))
        keys += within.values_list("pk", flat=True)[: stop - len(keys)]
        place += size
        if len(keys) < stop and matches and matches.are_known:
            return indexed_keys(matches, order, 0, stop)
        needed = place * ample(stop - len(keys)) / len(keys) if keys else inf
        size = ceil(min(MOST * place, max(place, needed)))
    return keys


def ample(number):
    """Return how many rows to aim for, so that fewer than `number` seldom come if they are spread at random.

    The margin is 1.5 standard deviations (Poisson). A larger one would cost more on all pages than it saves on those
    for which conferences are read a second time.
    """
    return number + 1.5 * sqrt(number)


def keys_between(rows, start, stop, numbers=None):
    """Return the primary keys of the rows of a QuerySet from `start` to before `stop`.

    Of statements in the order of their sessions, only those of the conferences or sessions on the page are sorted:
    otherwise, the later the page, the more rows a database sorts. `numbers` is {conference: number of the rows};
    without it, the database counts them by session.
    """
    order = session_order(rows.query.order_by)
    if not order:
        return keys_in(rows, start, stop)
    if numbers is not None:
        path, groups = "session__conference", in_conference_order(Conference.objects, order)
    else:
        path, groups = "session", Session.objects.order_by(*order).values_list("pk", flat=True)
        numbers = dict(rows.order_by().values_list("session").annotate(number=Count("*")))
    shown, before = groups_between(groups, numbers, start, stop)
    return keys_in(rows.filter(**{f"{path}__in": shown}), start - before, stop - before)


def indexed_keys(matches, order, start, stop):
    """Return the primary keys of AllMatches from `start` to before `stop`, in an order of statements by session."""
    conferences, before = conferences_between(order, matches.numbers_by_conference, start, stop)
    return matches.in_conferences(conferences, stop - before).keys[start - before :].tolist()


def conferences_between(order, numbers, start, stop):
    """Return (the keys of the conferences with the statements from `start` to before `stop`, the number before).

    `order` is one of statements by session; the keys are in it. `numbers` is {conference: number of its statements}.
    """
    *of_conference, _position = session_order(order)
    conferences = in_conference_order(Conference.objects, of_conference)
    if len(numbers) <= FEW:
        conferences = conferences.filter(Among("pk", numbers))
    return groups_between(conferences, numbers, start, min(stop, sum(numbers.values())))


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
