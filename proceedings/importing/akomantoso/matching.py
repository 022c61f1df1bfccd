"""What is stored of a conference already, and which of it a file means."""

from collections import defaultdict, deque
from typing import NamedTuple

from proceedings.models import Session, Statement

ELSEWHERE = -1


class Stored(NamedTuple):
    slug: str
    session: str
    speaker: str | None
    position: int
    text: str


class Statements:
    """The stored statements of a conference, each to be found once; what nobody asked for is `left`."""

    def __init__(self, conference):
        rows = Statement.objects.filter(session__conference__slug=conference).order_by("session__position", "position")
        found = [Stored(*row) for row in rows.values_list("slug", "session__slug", "speaker__slug", "position", "text")]
        self.left = {row.slug: row for row in found}
        self.same, self.by = defaultdict(deque), defaultdict(deque)
        for row in found:
            self.same[row.session, row.speaker, row.text].append(row)
            self.by[row.session, row.speaker].append(row)

    def of_session(self, session, said):
        """For each of what is said, a list of (slug that the file tells or "", speaker, text), its row or None.

        The same words of the same speaker are the same statement wherever they stand now. Those of a speaker that are
        left over then are, in their order, what was mended.
        """
        found = [self.left.pop(slug, None) if slug else None for slug, _speaker, _text in said]
        for at, (slug, speaker, text) in enumerate(said):
            if not slug:
                found[at] = self.first_left(self.same[session, speaker, text])
        for at, (slug, speaker, _text) in enumerate(said):
            if not slug and found[at] is None:
                found[at] = self.first_left(self.by[session, speaker])
        return found

    def first_left(self, rows):
        while rows:
            if row := self.left.pop(rows.popleft().slug, None):
                return row
        return None


def sessions(conference):
    """The positions of a conference's sessions: {slug: position}."""
    rows = Session.objects.filter(conference__slug=conference).order_by("position")
    return dict(rows.values_list("slug", "position"))


def places(stored, left):
    """Places for rows that stand in the file in this order: {index: place}, and for those `left`: {slug: place}.

    `stored` are the places that they have, None for what is new, ELSEWHERE for what comes from another session; `left`
    the slugs of those that the file does not have. Nothing is moved when the order is the file's already: what is new
    then comes last by itself.
    """
    known = [place for place in stored if place is not None]
    if ELSEWHERE not in stored and stored[: len(known)] == known and known == sorted(known):
        return {}, {}
    after = len(stored) + 1
    return dict(enumerate(range(1, after))), {slug: after + at for at, slug in enumerate(left)}
