"""A proposal: the speakers and statements that a reader finds in one text.

A span is (start, end) in characters of the text that was read, end exclusive. Lists of spans are sorted.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, fields
from itertools import pairwise

Span = tuple[int, int]
Spans = list[Span]

# Fields that are left out of the JSON if they have no value.
OPTIONAL = frozenset(
    {"starts", "ends", "timestamps", "session", "language", "text_format", "delivered_at", "identifier", "stated"}
)


@dataclass
class ProposedSpeaker:
    """A person as the source names them; `matched` is the slug of the speaker in the record, or None for a new one."""

    name: str
    post: str = ""
    organisation: str = ""
    matched: str | None = None


@dataclass
class ProposedStatement:
    """One statement. `speaker` is the name of a ProposedSpeaker, or None if the source names nobody.

    `label` is the speaker as printed. `kind` and `form` are values of `models.Kind` and `models.Form`. `content` are
    the spans of the words that are attributed, `cue` those that attribute them ("noted that"), and `source_span` those
    that name the speaker. `rule` is the name of the rule that found it. `starts` and `ends` are seconds in a recording,
    and `timestamps` are lines with times within (see models/columns/timestamps.py).
    `session` is the title of the part of the programme, and `identifier` the source's own identifier of the statement.
    `stated` are the values of fields in the source, which an editor may have changed since.
    """

    speaker: str | None
    text: str
    content: Spans
    label: str = ""
    post: str = ""
    organisation: str = ""
    kind: str = "remarks"
    form: str = "reported"
    title: str = ""
    themes: list[str] = field(default_factory=list)
    cue: Spans = field(default_factory=list)
    source_span: Spans = field(default_factory=list)
    rule: str = ""
    starts: float | None = None
    ends: float | None = None
    timestamps: str = ""
    session: str = ""
    language: str = ""
    text_format: str = ""
    delivered_at: str = ""
    identifier: str = ""
    stated: dict[str, str] = field(default_factory=dict)


@dataclass
class Proposal:
    """All that one file proposes.

    `source` is the name of the file, `kind` a key of `kinds.KINDS`, and `backend` names the rules and models that ran.
    `conference` has the fields that the source states: title, starts_on, ends_on (ISO days), place, language,
    organisers (names), acronyms ({name: acronym} of bodies) and sessions. `left` are the spans of prose that no
    statement covers.
    """

    source: str
    kind: str
    backend: str
    conference: dict = field(default_factory=dict)
    speakers: list[ProposedSpeaker] = field(default_factory=list)
    proposals: list[ProposedStatement] = field(default_factory=list)
    left: Spans = field(default_factory=list)

    def to_json(self):
        """Return values for `json.dumps`, with the optional fields only where they have a value."""
        return {
            "source": self.source,
            "kind": self.kind,
            "backend": self.backend,
            "conference": self.conference,
            "speakers": [as_json(speaker) for speaker in self.speakers],
            "proposals": [as_json(statement) for statement in self.proposals],
            "left": [list(span) for span in self.left],
        }

    @classmethod
    def from_json(cls, data):
        """Return the Proposal of `to_json`."""
        lists = {
            "speakers": [ProposedSpeaker(**each) for each in data["speakers"]],
            "proposals": [ProposedStatement(**(each | spans_of(each))) for each in data["proposals"]],
            "left": as_spans(data["left"]),
        }
        return cls(**(data | lists))

    def violations(self, text):
        """Yield a sentence for each broken invariant; `text` is the text that was read.

        Spans lie inside the text, are not empty, are sorted and do not overlap within a list. Two statements share
        words of their content only if they share all of them, as joint speakers do. Each speaker is listed.
        """
        names = {speaker.name for speaker in self.speakers}
        for number, statement in enumerate(self.proposals):
            for name in SPAN_FIELDS:
                if not is_list_of_spans(getattr(statement, name), len(text)):
                    yield f"proposal {number}: {name} is not a list of spans in the text"
            if statement.speaker is not None and statement.speaker not in names:
                yield f"proposal {number}: {statement.speaker!r} is not among the speakers"
        if not is_list_of_spans(self.left, len(text)):
            yield "left is not a list of spans in the text"
        contents = sorted({tuple(map(tuple, statement.content)) for statement in self.proposals})
        covered = sorted(span for content in contents for span in content)
        for (_start, end), (start, _end) in pairwise(covered):
            if start < end:
                yield f"contents overlap at {start}"


SPAN_FIELDS = ("content", "cue", "source_span")


def as_json(row):
    values = {each.name: getattr(row, each.name) for each in fields(row)}
    values = {name: value for name, value in values.items() if name not in OPTIONAL or value not in (None, "", {})}
    return values | {name: [list(span) for span in values[name]] for name in SPAN_FIELDS if name in values}


def spans_of(data):
    return {name: as_spans(data[name]) for name in SPAN_FIELDS}


def as_spans(pairs):
    return [tuple(pair) for pair in pairs]


def is_list_of_spans(spans, length):
    last = 0
    for start, end in spans:
        if not last <= start < end <= length:
            return False
        last = end
    return True


def covering(spans):
    """Return the spans sorted, with those that touch or overlap joined."""
    joined = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def uncovered(text, spans, within=None):
    """Return the parts of the text that no span covers, if they have a letter or digit, without surrounding space.

    `within` are the spans that count, such as paragraphs of prose; by default the whole text.
    """
    taken, left = covering(spans), []
    starts, ends = [start for start, _end in taken], [end for _start, end in taken]
    for first, last in sorted(within or [(0, len(text))]):
        at = first
        # Those that end after the stretch begins and begin before it ends.
        for start, end in taken[bisect_right(ends, first) : bisect_left(starts, last)]:
            left.append((at, max(at, start)))
            at = max(at, end)
        left.append((at, max(at, last)))
    trimmed = (trim(text, start, end) for start, end in left)
    return [(start, end) for start, end in trimmed if any(map(str.isalnum, text[start:end]))]


def trim(text, start, end):
    """Return the span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
