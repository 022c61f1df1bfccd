"""A proposal while an editor corrects it."""

from collections import Counter
from dataclasses import dataclass, field, replace

from proceedings.importing.proposals import Proposal, ProposedSpeaker, ProposedStatement
from proceedings.importing.proposals.proposal import as_json, spans_of
from proceedings.models import Kind

# The kinds of files in which speakers may be only numbers.
RECORDINGS = {"srt", "webvtt"}


@dataclass
class Row:
    """A proposed statement. Its key stays the same, whatever happens to other rows."""

    key: int
    statement: ProposedStatement
    is_accepted: bool = False

    def to_json(self):
        return {"key": self.key, "is_accepted": self.is_accepted, "statement": as_json(self.statement)}

    @classmethod
    def from_json(cls, data):
        statement = data["statement"]
        return cls(data["key"], ProposedStatement(**statement | spans_of(statement)), data["is_accepted"])


@dataclass
class EditedProposal:
    """A proposal with an editor's changes; its statements are in `rows`, and those that were dropped in `dropped`.

    `text` is the text that was read. `conference` is the slug of a stored conference, or "" for a new one. `version`
    grows with each change. `people` are what the record knows of the speakers' names, and the editor's answers (see
    people.py). `voices` are the editor's answers about labels that name nobody: {label: name, or "" for none}.
    The list of speakers only grows, so that the number of each stays the same.
    """

    text: str
    proposal: Proposal
    rows: list[Row] = field(default_factory=list)
    dropped: list[Row] = field(default_factory=list)
    conference: str = ""
    version: int = 0
    next_key: int = 1
    people: dict = field(default_factory=dict)
    voices: dict = field(default_factory=dict)

    @classmethod
    def of(cls, document, conference=""):
        """Return the EditedProposal of a Document of `drafts`."""
        text, proposal = document
        rows = [Row(key, statement) for key, statement in enumerate(proposal.proposals, 1)]
        proposal = replace(proposal, proposals=[], speakers=list(proposal.speakers))
        return cls(text, proposal, rows, conference=conference, next_key=len(rows) + 1)

    def to_json(self):
        return {
            "proposal": self.proposal.to_json(),
            "rows": [row.to_json() for row in self.rows],
            "dropped": [row.to_json() for row in self.dropped],
            **{name: getattr(self, name) for name in ("conference", "version", "next_key", "people", "voices")},
        }

    @classmethod
    def from_json(cls, data, text):
        parts = {
            "proposal": Proposal.from_json(data["proposal"]),
            "rows": [Row.from_json(row) for row in data["rows"]],
            "dropped": [Row.from_json(row) for row in data["dropped"]],
        }
        return cls(text, **data | parts)

    def summary(self):
        title = self.proposal.conference.get("title", "")
        return {"name": self.proposal.source, "conference": title, "statements": len(self.rows)}

    # Rows

    @property
    def statements(self):
        return [row.statement for row in self.rows]

    def index_of(self, key):
        """Return the place of a row in `rows`, or None."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), None)

    def new_rows(self, statements):
        """Return rows with new keys."""
        rows = [Row(key, statement) for key, statement in enumerate(statements, self.next_key)]
        self.next_key += len(rows)
        return rows

    def group_at(self, index):
        """Return (first, last + 1) of the rows with the same words as this row: one for each joint speaker."""
        first, last = index, index + 1
        while first > 0 and self.is_joint(first):
            first -= 1
        while last < len(self.rows) and self.is_joint(last):
            last += 1
        return first, last

    def is_joint(self, index):
        """Return whether a row has the same words as the row before it, so that both become one statement."""
        if index == 0:
            return False
        one, other = self.rows[index - 1].statement, self.rows[index].statement
        return bool(other.content and self.speaker_of(one) and self.speaker_of(other)) and (
            (one.session, one.content) == (other.session, other.content)
        )

    # Speakers

    def speaker_of(self, statement):
        """Return the name of the speaker of a statement, also if an answer about its voice gives it; or ""."""
        return statement.speaker or self.voices.get(self.voice_of(statement), "")

    def voice_of(self, statement):
        """Return the label of a statement that names nobody, or ""."""
        return statement.label if not statement.speaker and statement.kind != Kind.NARRATIVE else ""

    def number_of(self, name):
        """Return the number of a speaker, from 1, or 0."""
        return next((number for number, each in enumerate(self.proposal.speakers, 1) if each.name == name), 0)

    def add_speaker(self, name, post="", organisation=""):
        """Add a speaker with this name, if there is none yet, and return it."""
        number = self.number_of(name)
        if not number:
            self.proposal.speakers.append(ProposedSpeaker(name, post, organisation))
            number = len(self.proposal.speakers)
        return self.proposal.speakers[number - 1]

    def spoken(self):
        """Return {number of a speaker: number of their statements}, without speakers who have none."""
        numbers = {}
        for number, each in enumerate(self.proposal.speakers, 1):
            numbers.setdefault(each.name, number)
        counts = Counter(self.speaker_of(each) for each in self.statements)
        return {number: counts[name] for name, number in numbers.items() if counts[name]}

    def voice_counts(self):
        """Return {label that names nobody: number of statements}."""
        counts = Counter(self.voice_of(each) for each in self.statements)
        return {label: number for label, number in counts.items() if label}

    @property
    def asks_voices(self):
        """Whether the editor is asked who each label that names nobody is: in recordings it is only a number."""
        return self.proposal.kind in RECORDINGS

    # The result

    def complete(self):
        """Return the Proposal with all that the editor has decided, for `drafts.draft`."""
        statements = [self.decided(statement) for statement in self.statements]
        spoken = {statement.speaker for statement in statements}
        speakers = list({each.name: each for each in self.proposal.speakers if each.name in spoken}.values())
        return replace(self.proposal, proposals=statements, speakers=[replace(each) for each in speakers])

    def decided(self, statement):
        name = self.voices.get(self.voice_of(statement))
        return replace(statement, speaker=name, label="") if name else statement
