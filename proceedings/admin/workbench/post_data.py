"""The POST data of the workbench as plain values."""

from typing import NamedTuple

from proceedings.admin.forms.keys import KEY

STEPS = {"up": -1, "down": 1}


class Place(NamedTuple):
    """The place that a statement is to get: its session, and the number that was typed (None: last)."""

    session: int
    number: int | None


class Submission(NamedTuple):
    # The signed order that the page showed; None if the page did not offer to change it.
    shown: str | None
    # By the key of the statement, in the order of the page.
    places: dict[int, Place]
    # Whether the page moved its rows itself, so that their order counts and not their numbers.
    is_listed: bool
    # The key of a statement, and -1 (up) or 1 (down).
    steps: list[tuple[int, int]]
    # The sessions to number without gaps.
    closed: set[int]
    checked: list[int]
    adds: bool
    assigns: bool
    adds_session: bool


def parse_submission(data):
    """Parse POST data. Values that make no sense are left out."""
    return Submission(
        shown=data.get("shown"),
        places=parse_places(data),
        is_listed="listed" in data,
        steps=[(int(data[name]), step) for name, step in STEPS.items() if KEY.fullmatch(data.get(name, ""))],
        closed={int(key) for key in data.getlist("close") if KEY.fullmatch(key)},
        checked=[int(key) for key in data.getlist("chosen") if KEY.fullmatch(key)],
        adds="add" in data,
        assigns="assign" in data,
        adds_session="add_session" in data or bool(data.get("session-title", "").strip()),
    )


def parse_places(data):
    """Parse each `row` (statement:session) with the number in its box."""
    places = {}
    for row in data.getlist("row"):
        key, _colon, session = row.partition(":")
        if KEY.fullmatch(key) and KEY.fullmatch(session):
            number = data.get(f"place-{key}", "").strip()
            places[int(key)] = Place(int(session), int(number) if KEY.fullmatch(number) else None)
    return places
