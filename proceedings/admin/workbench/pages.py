"""Pages of the workbench: whole sessions as far as they fit, and their statements with what is missing."""

from typing import NamedTuple

from django.db.models import Case, Value, When
from django.http import Http404

from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.forms.keys import KEY
from proceedings.models import Session, Statement
from proceedings.models.statements.credits import further_speakers

from .order import has_gaps

# The rows of a page: three fields each stay below the number that Django accepts (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MAX_ROWS = 250


class Row(NamedTuple):
    statement: Statement
    place: int  # The position that the statement has or is to get.
    missing: list[str]
    is_fixed: bool  # Whether the user may not change it.


class Part(NamedTuple):
    """A session, or as much of a long one as the page shows."""

    session: Session
    rows: list[Row]
    number: int  # Of statements in the whole session.
    has_gaps: bool


def paginate(sessions):
    """Return pages as lists of (session, start, end), slices of the session's statements.

    A session is divided only if it is longer than a page.
    """
    pages, left = [[]], MAX_ROWS
    for session, keys in sessions.items():
        for start in range(0, max(len(keys), 1), MAX_ROWS):
            end = min(start + MAX_ROWS, len(keys))
            if end - start > left:
                pages.append([])
                left = MAX_ROWS
            pages[-1].append((session, start, end))
            left -= end - start
    return pages


def last_page_with(session, pages):
    """Return the number of the last page that shows some of the session."""
    return max((number for number, page in enumerate(pages, 1) for part in page if part[0] == session), default=1)


def page_number(value, pages):
    """Parse the number of a page. Raise Http404 if there is no such page."""
    number = int(value) if KEY.fullmatch(value) else 0
    if not 1 <= number <= len(pages):
        raise Http404
    return number


def fetch_parts(page, sessions, order, is_fixed, *, is_moving):
    """Return the Parts of a page.

    If `is_moving`, the statements are numbered by their places in `sessions`; otherwise they show their positions.
    """
    keys = [key for session, start, end in page for key in sessions[session][start:end]]
    statements = fetch_statements(keys)
    named = Session.objects.in_bulk([session for session, _start, _end in page])
    return [
        Part(
            named[session],
            [
                row_of(statements[key], place if is_moving else order.position[key], is_fixed)
                for place, key in enumerate(sessions[session], 1)
                if start < place <= end and key in statements
            ],
            len(sessions[session]),
            has_gaps(order, session),
        )
        for session, start, end in page
        if session in named
    ]


def fetch_statements(keys):
    conditions = {
        f"lacks_{key}": Case(When(condition, then=Value(True)), default=Value(False))
        for key, (_name, condition) in MISSING_IN_STATEMENTS.items()
    }
    return (
        Statement.objects.filter(pk__in=keys)
        .select_related("speaker", "appointment__organisation")
        .prefetch_related(further_speakers(), "themes")
        .defer("text", "speaker__biography")
        .annotate(**conditions)
        .in_bulk()
    )


def row_of(statement, place, is_fixed):
    missing = [name for key, (name, _condition) in MISSING_IN_STATEMENTS.items() if getattr(statement, f"lacks_{key}")]
    return Row(statement, place, missing, is_fixed(statement))


def with_missing(sessions, conference, key):
    """Return the sessions with only those statements that lack something: a key of OF_STATEMENTS."""
    _name, condition = MISSING_IN_STATEMENTS[key]
    lacking = set(Statement.objects.at(conference).filter(condition).values_list("pk", flat=True))
    filtered = {session: [key for key in keys if key in lacking] for session, keys in sessions.items()}
    return {session: keys for session, keys in filtered.items() if keys}
