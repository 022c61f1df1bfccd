"""The order of a conference's statements: as it is, as a page showed it, and as an editor wants it.

The functions return sessions as dictionaries: the keys of the sessions in order, each with the keys of its statements
in order.
"""

from typing import NamedTuple

from django.core import signing

from proceedings.models import Statement

from .post_data import Place

SALT = "proceedings.admin.workbench.order"
# Statements without a number come last.
LAST = 10**12


class Order(NamedTuple):
    sessions: dict[int, list[int]]
    position: dict[int, int]  # By statement.
    session: dict[int, int]  # By statement.


def order_from(sessions, places):
    """Return the Order of sessions, from sorted triples of a session, a position and a statement."""
    order = Order({session: [] for session in sessions}, {}, {})
    for session, position, key in places:
        order.sessions[session].append(key)
        order.position[key] = position
        order.session[key] = session
    return order


def fetch_order(conference):
    sessions = conference.sessions.order_by("position").values_list("pk", flat=True)
    places = Statement.objects.at(conference).in_order().values_list("session", "position", "pk")
    return order_from(list(sessions), list(places))


def sign_order(order, sessions):
    """Return a token with the order of some sessions, for the page that shows them."""
    places = [[session, order.position[key], key] for session in sessions for key in order.sessions[session]]
    return signing.dumps([list(sessions), places], salt=SALT, compress=True)


def unsign_order(token):
    """Return the Order that a page showed. Raise signing.BadSignature if it is not from this site."""
    return order_from(*signing.loads(token, salt=SALT))


def is_same(session, shown, order):
    """Return whether a session is in the order that was shown."""
    keys = shown.sessions.get(session, [])
    return keys == order.sessions.get(session) and all(shown.position[key] == order.position[key] for key in keys)


def wanted_sessions(submission, order):
    """Return the sessions as the editor wants them, and whether one of those was changed since the page showed it.

    Raise signing.BadSignature if the order that the page showed was tampered with.
    """
    if submission.shown is None:
        return order.sessions, False
    shown = unsign_order(submission.shown)
    sessions = arranged_sessions(shown, submission.places, is_listed=submission.is_listed)
    for key, step in submission.steps:
        sessions = stepped_sessions(sessions, key, step)
    changed = {session: keys for session, keys in sessions.items() if keys != shown.sessions[session]}
    if all(is_same(session, shown, order) for session in {*changed, *(submission.closed & shown.sessions.keys())}):
        return order.sessions | changed, False
    places = {key: Place(session, None) for session, keys in changed.items() for key in keys}
    return arranged_sessions(order, places, is_listed=True), True


def arranged_sessions(order, places, *, is_listed):
    """Return the sessions with statements at their new places.

    If `is_listed`, the statements are in the order of `places`. Otherwise their numbers decide; if two have the same
    number, the one that was moved takes the place.
    """
    places = {key: place for key, place in places.items() if key in order.session and place.session in order.sessions}
    arrange = listed_keys if is_listed else numbered_keys
    return {session: arrange(order, session, places) for session in order.sessions}


def listed_keys(order, session, places):
    """Return the keys of a session: the listed ones together, where the first of them was, and the others in order."""
    keys = order.sessions[session]
    listed = [key for key, place in places.items() if place.session == session]
    first = next((index for index, key in enumerate(keys) if key in places), len(keys))
    return [*keys[:first], *listed, *(key for key in keys[first:] if key not in places)]


def numbered_keys(order, session, places):
    staying = [key for key in order.sessions[session] if key not in places or places[key].session == session]
    coming = [key for key, place in places.items() if place.session == session and order.session[key] != session]

    def rank(key):
        position = order.position[key] if order.session[key] == session else LAST
        number = position
        if key in places:
            number = LAST if places[key].number is None else places[key].number
        # A statement that moves up goes before the one with this number, a statement that moves down after it.
        return number, (number > position) - (number < position), position

    return sorted([*staying, *coming], key=rank)


def stepped_sessions(sessions, key, step):
    """Return the sessions with a statement one step up (-1) or down (1).

    Beyond the end of its session the statement goes to the next one.
    """
    order = list(sessions)
    session = next((session for session in order if key in sessions[session]), None)
    if session is None:
        return sessions
    keys = [other for other in sessions[session] if other != key]
    index = sessions[session].index(key) + step
    if 0 <= index <= len(keys):
        return sessions | {session: [*keys[:index], key, *keys[index:]]}
    neighbour = order.index(session) + step
    if not 0 <= neighbour < len(order):
        return sessions
    target = order[neighbour]
    return sessions | {session: keys, target: [key, *sessions[target]] if step > 0 else [*sessions[target], key]}


def appended_sessions(sessions, session, moving):
    """Return the sessions with statements moved to the end of one of them."""
    rest = {other: [key for key in keys if key not in moving] for other, keys in sessions.items()}
    return rest | {session: [*rest[session], *moving]}


def changed_keys(order, sessions):
    """Return the statements of the sessions whose order changes."""
    return [key for session, keys in order.sessions.items() if sessions[session] != keys for key in keys]


def keeps_order(order, sessions, fixed):
    """Return whether the `fixed` statements keep their sessions and their order among each other."""
    return all(
        [key for key in keys if key in fixed] == [key for key in sessions[session] if key in fixed]
        for session, keys in order.sessions.items()
    )


def has_gaps(order, session):
    keys = order.sessions[session]
    return [order.position[key] for key in keys] != list(range(1, len(keys) + 1))
