"""The stored sessions and statements of a conference, and the positions of rows after an import."""

from collections import defaultdict, deque
from typing import NamedTuple

from proceedings import markup
from proceedings.models import Session, Statement

ELSEWHERE = -1


class ExistingStatement(NamedTuple):
    slug: str
    session: str
    speaker: str | None
    label: str
    position: int
    text: str
    text_format: str

    @property
    def by(self):
        """The slug of the speaker, or else the label."""
        return self.speaker or self.label


class ExistingStatements:
    """The stored statements of a conference, each matched only once; the others are `left`, by slug."""

    def __init__(self, conference):
        rows = Statement.objects.filter(session__conference__slug=conference).order_by("session__position", "position")
        paths = ("slug", "session__slug", "speaker__slug", "label", "position", "text", "text_format")
        statements = [ExistingStatement(*values) for values in rows.values_list(*paths)]
        self.left = {row.slug: row for row in statements}
        self.by_words, self.by_speaker, self.by_anybody = defaultdict(deque), defaultdict(deque), defaultdict(deque)
        for row in statements:
            words = markup.plain(row.text, row.text_format)
            self.by_words[row.session, row.by, words].append(row)
            self.by_speaker[row.session, row.by].append(row)
            self.by_anybody[row.session, words].append(row)

    def match_session(self, session, statements):
        """The ExistingStatement or None for each (slug in the file or "", speaker or label, words) of a session.

        Statements with the same speaker and words match first, at any position; then those with the same words and
        another speaker, whom a corrected file names. The rest of a speaker's statements, whose words were corrected,
        match in their order.
        """
        matches = [self.left.pop(slug, None) if slug else None for slug, _speaker, _words in statements]
        for rows_of in (
            lambda speaker, words: self.by_words[session, speaker, words],
            lambda _speaker, words: self.by_anybody[session, words] if words else (),
            lambda speaker, _words: self.by_speaker[session, speaker],
        ):
            for at, (slug, speaker, words) in enumerate(statements):
                if not slug and matches[at] is None:
                    matches[at] = self.take_first(rows_of(speaker, words))
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
    the file and the new ones come last.
    """
    known = [position for position in stored if position is not None]
    if ELSEWHERE not in stored and stored[: len(known)] == known and known == sorted(known):
        return {}, {}
    after = len(stored) + 1
    return dict(enumerate(range(1, after))), {slug: after + at for at, slug in enumerate(left)}
