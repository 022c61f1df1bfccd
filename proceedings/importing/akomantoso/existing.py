"""The stored sessions and statements of a conference, and the positions of rows after an import."""

from collections import defaultdict, deque
from typing import NamedTuple

from proceedings.models import Session, Statement

ELSEWHERE = -1


class ExistingStatement(NamedTuple):
    slug: str
    session: str
    speaker: str | None
    position: int
    text: str


class ExistingStatements:
    """The stored statements of a conference, each matched only once; the others are `left`, by slug."""

    def __init__(self, conference):
        rows = Statement.objects.filter(session__conference__slug=conference).order_by("session__position", "position")
        paths = ("slug", "session__slug", "speaker__slug", "position", "text")
        statements = [ExistingStatement(*values) for values in rows.values_list(*paths)]
        self.left = {row.slug: row for row in statements}
        self.by_text, self.by_speaker = defaultdict(deque), defaultdict(deque)
        for row in statements:
            self.by_text[row.session, row.speaker, row.text].append(row)
            self.by_speaker[row.session, row.speaker].append(row)

    def match_session(self, session, statements):
        """The ExistingStatement or None for each (slug in the file or "", speaker, text) of a session.

        The same text of the same speaker is the same statement, at any position. The rest of a speaker's statements
        are matched in their order: they were corrected.
        """
        matches = [self.left.pop(slug, None) if slug else None for slug, _speaker, _text in statements]
        for at, (slug, speaker, text) in enumerate(statements):
            if not slug:
                matches[at] = self.take_first(self.by_text[session, speaker, text])
        for at, (slug, speaker, _text) in enumerate(statements):
            if not slug and matches[at] is None:
                matches[at] = self.take_first(self.by_speaker[session, speaker])
        return matches

    def take_first(self, rows):
        while rows:
            if row := self.left.pop(rows.popleft().slug, None):
                return row
        return None


def session_positions(conference):
    """The positions of a conference's sessions: {slug: position}."""
    rows = Session.objects.filter(conference__slug=conference).order_by("position")
    return dict(rows.values_list("slug", "position"))


def new_positions(stored, left):
    """Positions for the rows in the order of the file, {index: position}, and for the others, {slug: position}.

    `stored` are the present positions, None for a new row and ELSEWHERE for one from another session; `left` are the
    slugs of the rows that the file does not have, which come last. Both are empty if the stored rows have the order of
    the file and the new ones come after them.
    """
    known = [position for position in stored if position is not None]
    if ELSEWHERE not in stored and stored[: len(known)] == known and known == sorted(known):
        return {}, {}
    after = len(stored) + 1
    return dict(enumerate(range(1, after))), {slug: after + at for at, slug in enumerate(left)}
