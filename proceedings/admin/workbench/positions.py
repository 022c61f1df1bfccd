"""Writing the order of statements to the database."""

from django.db.models import F, Max

from proceedings.models import Statement


def save_sessions(order, sessions, closed=()):
    """Number the statements of the sessions that changed, and of the `closed` ones, 1, 2, 3 …

    Return the keys of the statements that moved.
    """
    moved = {
        key: (session, position)
        for session, keys in sessions.items()
        if keys != order.sessions[session] or session in closed
        for position, key in enumerate(keys, start=1)
        if (session, position) != (order.session[key], order.position[key])
    }
    if moved:
        write_positions(moved)
    return list(moved)


def write_positions(moved):
    """Write sessions and positions, by the key of the statement."""
    rows = Statement.objects.filter(pk__in=moved)
    sessions = {session for session, _position in moved.values()}
    positions = [position for _session, position in moved.values()]
    last = Statement.objects.filter(session__in=sessions).aggregate(last=Max("position"))["last"] or 0
    highest = max(last, rows.aggregate(last=Max("position"))["last"], *positions)
    # The database checks row by row, so the moving rows first get positions that no other row has.
    rows.update(position=F("position") + highest + 1)
    statements = [Statement(pk=key, session_id=session, position=at) for key, (session, at) in moved.items()]
    # Writing a session, even the same, is a change that readers see in the time of modification.
    stored = dict(rows.values_list("pk", "session"))
    stay = [statement for statement in statements if stored.get(statement.pk) == statement.session_id]
    leave = [statement for statement in statements if stored.get(statement.pk) != statement.session_id]
    Statement.objects.bulk_update(stay, ["position"])
    Statement.objects.bulk_update(leave, ["session", "position"])


def insert_statement(order, statement, number):
    """Move a statement before the one that has this number or the next higher one.

    Set its position; return the keys of the statements that moved.
    """
    keys = [key for key in order.sessions[statement.session_id] if key != statement.pk]
    index = next((index for index, key in enumerate(keys) if order.position[key] >= number), len(keys))
    statement.position = index + 1
    return save_sessions(order, {statement.session_id: [*keys[:index], statement.pk, *keys[index:]]})
