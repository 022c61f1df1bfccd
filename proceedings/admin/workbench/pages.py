"""A conference's statements on the workbench: whole sessions, in pages, each row with what it lacks."""

from typing import NamedTuple

from django.db.models import Case, Value, When
from django.http import Http404

from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.forms.widgets import KEY
from proceedings.models import Session, Statement

# Three fields each, below the number that Django takes (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST_ON_A_PAGE = 250


class Row(NamedTuple):
    statement: Statement
    place: int  # Where it stands or shall stand.
    lacking: list[str]
    fixed: bool  # Whether it is not for this user to change.


class Part(NamedTuple):
    """A session, or as much of a long one as a page shows."""

    session: Session
    rows: list[Row]
    number: int  # Of statements in all of the session.
    has_gaps: bool


def cut(sessions):
    """Pages of (session, its keys from, to): whole sessions as long as they fit, long ones in pieces."""
    pages, left = [[]], MOST_ON_A_PAGE
    for session, keys in sessions.items():
        for start in range(0, max(len(keys), 1), MOST_ON_A_PAGE):
            end = min(start + MOST_ON_A_PAGE, len(keys))
            if end - start > left:
                pages.append([])
                left = MOST_ON_A_PAGE
            pages[-1].append((session, start, end))
            left -= end - start
    return pages


def page_with(pages, session):
    """The number of the last page that shows something of the session."""
    return max((number for number, page in enumerate(pages, 1) for part in page if part[0] == session), default=1)


def chosen_page(pages, asked):
    number = int(asked) if KEY.fullmatch(asked) else 0
    if not 1 <= number <= len(pages):
        raise Http404
    return number


def parts(page, sessions, order, fixed, *, moving):
    """What a page shows; `sessions` are the statements' keys as they stand or, when they are moving, shall stand."""
    keys = [key for session, start, end in page for key in sessions[session][start:end]]
    conditions = {
        f"lacks_{key}": Case(When(condition, then=Value(True)), default=Value(False))
        for key, (_name, condition) in MISSING_IN_STATEMENTS.items()
    }
    found = (
        Statement.objects.filter(pk__in=keys)
        .select_related("speaker", "appointment__organisation")
        .prefetch_related("themes")
        .defer("text", "speaker__biography")
        .annotate(**conditions)
        .in_bulk()
    )
    named = Session.objects.in_bulk([session for session, _start, _end in page])
    return [
        Part(
            named[session],
            [
                row_of(found[key], place if moving else order.position[key], fixed)
                for place, key in enumerate(sessions[session], 1)
                if start < place <= end and key in found
            ],
            len(sessions[session]),
            has_gaps(order, session),
        )
        for session, start, end in page
        if session in named
    ]


def row_of(statement, place, fixed):
    lacking = [name for key, (name, _condition) in MISSING_IN_STATEMENTS.items() if getattr(statement, f"lacks_{key}")]
    return Row(statement, place, lacking, fixed(statement))


def has_gaps(order, session):
    keys = order.sessions[session]
    return [order.position[key] for key in keys] != list(range(1, len(keys) + 1))
