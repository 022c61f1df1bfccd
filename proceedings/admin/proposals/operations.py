"""The steps of an editor on an EditedProposal: dropping, restoring, dividing and joining statements, choosing words.

Each function changes the EditedProposal and returns the key of the row to go on with, or None. It raises EditError, and
changes nothing, if the step is not possible.
"""

from collections import Counter

from django.utils.translation import gettext as _

from proceedings.importing.proposals import editing
from proceedings.importing.proposals.editing import EditError
from proceedings.models import Form


def drop(edited, key):
    """Drop a statement. Its words count as left over again."""
    index = row_index(edited, key)
    row = edited.rows[index]
    change_rows(edited, index, index + 1, [])
    edited.dropped.append(row)
    return edited.rows[min(index, len(edited.rows) - 1)].key if edited.rows else None


def restore(edited, key):
    """Put a dropped statement back in its place."""
    row = next((row for row in edited.dropped if row.key == key), None)
    if row is None:
        raise EditError(_("This statement is not among those that were dropped."))
    index = place_of(edited, first_place(row.statement))
    change_rows(edited, index, index, [row])
    edited.dropped.remove(row)
    return key


def split(edited, key, place):
    """Divide a statement, with those of joint speakers, at an offset in its text. A line end counts as 1."""
    first, last = edited.group_at(row_index(edited, key))
    for row in edited.rows[first:last]:
        row.statement.text = editing.plain_words(row.statement.text)
    halves = [editing.divided(row.statement, edited.text, place) for row in edited.rows[first:last]]
    for row, (half, _other) in zip(edited.rows[first:last], halves, strict=True):
        row.statement, row.is_accepted = half, False
    rows = edited.new_rows([second for _half, second in halves])
    edited.rows[last:last] = rows
    refresh_left(edited, [])
    return rows[0].key


def join(edited, key):
    """Join a statement with the next one."""
    index = row_index(edited, key)
    if index + 1 == len(edited.rows):
        raise EditError(_("This is the last statement."))
    if any(last - first > 1 for first, last in (edited.group_at(index), edited.group_at(index + 1))):
        raise EditError(_("A statement of several speakers cannot be joined. Drop its other speakers first."))
    one, other = edited.rows[index : index + 2]
    one.statement = editing.joined(one.statement, other.statement, edited.text)
    one.is_accepted = False
    del edited.rows[index + 1]
    refresh_left(edited, [])
    return key


def take(edited, start, end):
    """Make a statement from a passage of the source. It has no speaker until the editor names one."""
    fields = {"form": usual_form(edited), "language": usual_language(edited)}
    statement = editing.new_statement(edited.text, *checked_span(edited, start, end), **fields)
    index = place_of(edited, statement.content[0][0])
    statement.session = edited.rows[index - 1].statement.session if index else ""
    rows = edited.new_rows([statement])
    change_rows(edited, index, index, rows)
    return rows[0].key


def set_words(edited, key, start, end):
    """Give a statement, with those of joint speakers, other words of the source."""
    first, last = edited.group_at(row_index(edited, key))
    start, end = checked_span(edited, start, end)
    before = [row.statement for row in edited.rows[first:last]]
    after = [editing.with_words(statement, edited.text, start, end) for statement in before]
    editing.check_contents([*edited.statements[:first], *after, *edited.statements[last:]])
    for row, statement in zip(edited.rows[first:last], after, strict=True):
        row.statement, row.is_accepted = statement, False
    refresh_left(edited, before)
    return key


def accept(edited, keys):
    """Mark statements as checked."""
    for row in edited.rows:
        row.is_accepted = row.is_accepted or row.key in keys


def row_index(edited, key):
    index = edited.index_of(key)
    if index is None:
        raise EditError(_("This statement is not there any more."))
    return index


def checked_span(edited, start, end):
    if not 0 <= start < end <= len(edited.text):
        raise EditError(_("Choose some words of the source."))
    return start, end


def change_rows(edited, first, last, rows):
    """Replace some rows by others. Raise EditError if two rows would then share only a part of their words."""
    before = edited.rows[first:last]
    after = [*edited.rows[:first], *rows, *edited.rows[last:]]
    editing.check_contents([row.statement for row in after])
    edited.rows = after
    refresh_left(edited, [row.statement for row in before])


def refresh_left(edited, before):
    """Find the left-over words again after the statements `before` were replaced or dropped."""
    proposal = edited.proposal
    proposal.left = editing.left_after(edited.text, proposal.left, before, edited.statements)


def first_place(statement):
    """Return the offset where a statement begins in the source."""
    return min([*statement.content, *statement.cue, *statement.source_span], default=(0, 0))[0]


def place_of(edited, offset):
    """Return the index of the row before which a statement at this offset belongs."""
    later = (place for place, row in enumerate(edited.rows) if first_place(row.statement) > offset)
    return next(later, len(edited.rows))


def usual_form(edited):
    counts = Counter(statement.form for statement in edited.statements)
    return counts.most_common(1)[0][0] if counts else Form.REPORTED.value


def usual_language(edited):
    counts = Counter(statement.language for statement in edited.statements)
    return counts.most_common(1)[0][0] if counts else ""
