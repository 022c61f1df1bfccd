"""Positions in public files, which count public statements only. Loading such a file again must move nothing."""

from collections import defaultdict

from proceedings.batches import chunks
from proceedings.models import Statement, Status


def keep_positions(rows):
    """Replace positions that come from a public file by the stored ones.

    A session is left alone if one of its rows states another position. It is also left alone if the files contain a
    hidden statement of it, because such files count all statements.
    """
    stating = {row.ref.id: row for row in rows if not row.is_new and "position" in row.shape.names}
    stored, counted = defaultdict(list), set()
    for pks in chunks(stating):
        some = Statement.objects.filter(pk__in=pks).order_by()
        counted |= set(some.exclude(status=Status.PUBLISHED).values_list("session", flat=True))
        shown = some.filter(status=Status.PUBLISHED).with_public_positions()
        for pk, session, *positions in shown.values_list("pk", "session", "position", "public_position"):
            stored[session].append((stating[pk], *positions))
    for session in stored.keys() - counted:
        if all(stated(row, session) == public for row, _position, public in stored[session]):
            for row, position, _public in stored[session]:
                set_position(row, position)


def stated(row, session):
    """Return the position that a row states in this session, or None if it moves to another one."""
    for at, column in row.shape.references:
        if column.name == "session" and (row.values[at] is None or row.values[at].id != session):
            return None
    return next(row.values[at] for at, column in row.shape.plain if column.name == "position")


def set_position(row, position):
    at = next(at for at, column in row.shape.plain if column.name == "position")
    row.values = (*row.values[:at], position, *row.values[at + 1 :])
