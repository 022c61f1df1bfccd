"""The order of a programme: as a page showed it, as an editor wants it, and as it is saved."""

from typing import NamedTuple

from django.core import signing
from django.db.models import F, Max

from proceedings.admin.forms.widgets import KEY
from proceedings.models import Statement

SALT = "proceedings.admin.workbench.order"
# What nobody numbered comes last.
LAST = 10**12


class Wanted(NamedTuple):
    """Where a statement shall stand: its session, and the number that was typed (None: last)."""

    session: int
    number: int | None


class Order:
    """The statements of each session of a conference, in order: primary keys, and where they stand."""

    def __init__(self, sessions, places):
        """`places` are triples of a session, a position and a statement's key, sorted."""
        self.sessions = {session: [] for session in sessions}
        self.position = {}
        self.session = {}
        for session, position, key in places:
            self.sessions[session].append(key)
            self.position[key] = position
            self.session[key] = session

    @classmethod
    def of(cls, conference):
        sessions = conference.sessions.order_by("position").values_list("pk", flat=True)
        places = Statement.objects.at(conference).in_order().values_list("session", "position", "pk")
        return cls(list(sessions), list(places))

    def shown(self, sessions):
        """What a page showed of these sessions, to be sent back with what was made of it."""
        places = [[session, self.position[key], key] for session in sessions for key in self.sessions[session]]
        return signing.dumps([list(sessions), places], salt=SALT, compress=True)

    @classmethod
    def as_shown(cls, token):
        """Raises signing.BadSignature for what no page of this site showed."""
        return cls(*signing.loads(token, salt=SALT))

    def same(self, other, session):
        """Whether the session was then as it is now."""
        keys = self.sessions.get(session, [])
        return keys == other.sessions.get(session) and all(self.position[key] == other.position[key] for key in keys)

    def arranged(self, wanted, *, as_listed):
        """The sessions as they are wanted: a dictionary of lists like that of this order.

        `wanted` are what a page sent, statement by statement in its order. A page that moves its rows by itself sends
        them `as_listed`; else the typed numbers count, and of two with one number the one that came there wins it.
        """
        wanted = {key: want for key, want in wanted.items() if key in self.session and want.session in self.sessions}
        return {
            session: (self.listed if as_listed else self.numbered)(session, keys, wanted)
            for session, keys in self.sessions.items()
        }

    def listed(self, session, keys, wanted):
        """The shown ones in the page's order, where the first of them stood; others before and behind stay there."""
        shown = [key for key, want in wanted.items() if want.session == session]
        first = next((index for index, key in enumerate(keys) if key in wanted), len(keys))
        return [*keys[:first], *shown, *(key for key in keys[first:] if key not in wanted)]

    def numbered(self, session, keys, wanted):
        stay = [key for key in keys if key not in wanted or wanted[key].session == session]
        come = [key for key, want in wanted.items() if want.session == session and self.session[key] != session]

        def place(key):
            now = self.position[key] if self.session[key] == session else LAST
            number = now
            if key in wanted:
                number = LAST if wanted[key].number is None else wanted[key].number
            # Going up it stands before, going down behind the one that has this number now.
            return number, (number > now) - (number < now), now

        return sorted([*stay, *come], key=place)


def stepped(sessions, key, step):
    """The sessions with one statement a step up (-1) or down (1); beyond the end of its session, in the next one."""
    order = list(sessions)
    here = next((session for session in order if key in sessions[session]), None)
    if here is None:
        return sessions
    keys = [other for other in sessions[here] if other != key]
    place = sessions[here].index(key) + step
    if 0 <= place <= len(keys):
        return sessions | {here: [*keys[:place], key, *keys[place:]]}
    beside = order.index(here) + step
    if not 0 <= beside < len(order):
        return sessions
    there = order[beside]
    return sessions | {here: keys, there: [key, *sessions[there]] if step > 0 else [*sessions[there], key]}


def rearrange(order, sessions, closed=()):
    """Save the sessions that differ, numbered 1, 2, 3 …, and those whose gaps shall be closed.

    Returns the keys of the statements that moved.
    """
    moved = {
        key: (session, place)
        for session, keys in sessions.items()
        if keys != order.sessions[session] or session in closed
        for place, key in enumerate(keys, start=1)
        if (session, place) != (order.session[key], order.position[key])
    }
    write(moved)
    return list(moved)


def write(moved):
    if not moved:
        return
    rows = Statement.objects.filter(pk__in=moved)
    sessions = {session for session, _place in moved.values()}
    behind = Statement.objects.filter(session__in=sessions).aggregate(last=Max("position"))["last"] or 0
    highest = max(behind, rows.aggregate(last=Max("position"))["last"], *(place for _session, place in moved.values()))
    # The database checks row by row, so what moves first steps out of the way.
    rows.update(position=F("position") + highest + 1)
    Statement.objects.bulk_update(
        [Statement(pk=key, session_id=session, position=place) for key, (session, place) in moved.items()],
        ["session", "position"],
    )


def wanted_of(post):
    """What a form sent: for each `row` (statement:session) the number in its box."""
    wanted = {}
    for row in post.getlist("row"):
        key, _colon, session = row.partition(":")
        if KEY.fullmatch(key) and KEY.fullmatch(session):
            number = post.get(f"place-{key}", "").strip()
            wanted[int(key)] = Wanted(int(session), int(number) if KEY.fullmatch(number) else None)
    return wanted
