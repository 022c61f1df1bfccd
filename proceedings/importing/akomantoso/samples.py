"""Samples of an import, from which an editor can see whether the file was understood."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings import markup
from proceedings.text import terminal_text

# The most speakers of one debate that are shown, and the characters of their first words.
SPEAKERS, SHOWN = 20, 60


class Sample(NamedTuple):
    """The first words of a speaker: `label` is the speaker as printed."""

    place: str
    speaker: str
    label: str
    words: str

    def __str__(self):
        label = _(" (printed as “%s”)") % self.label if self.label and self.label != self.speaker else ""
        return terminal_text(f"{self.place}  {self.speaker}{label}: {self.words}")


class DebateSample(NamedTuple):
    """The reading of a debate, and a Sample of each speaker; `more` is the number of those left out."""

    place: str
    title: str
    day: str
    time_zone: str
    language: str
    sessions: int
    statements: int
    samples: list[Sample]
    more: int

    def __str__(self):
        facts = (self.title, self.day, self.time_zone, self.language)
        sessions = ngettext("%d session", "%d sessions", self.sessions) % self.sessions
        statements = ngettext("%d statement", "%d statements", self.statements) % self.statements
        return terminal_text(f"{self.place}  {' · '.join([*facts, sessions, statements])}")

    def lines(self):
        rest = [_("… and %d more") % self.more] if self.more else []
        return [str(self), *map(str, self.samples), *rest]


def sample_of(debate):
    """The DebateSample of a debate."""
    firsts = {}
    for statement in debate.statements():
        who = ", ".join(person.name for person in statement.persons) or statement.label
        # A narrative has no speaker.
        firsts.setdefault(who or _("(narrative)"), statement)
    samples = [
        Sample(
            str(debate.place()._replace(line=statement.line)),
            who,
            statement.label,
            markup.shortened(markup.plain(statement.text, statement.text_format), SHOWN),
        )
        for who, statement in list(firsts.items())[:SPEAKERS]
    ]
    return DebateSample(
        str(debate.place()),
        debate.title,
        str(debate.own.get("starts_on", "") or debate.date or _("day unknown")),
        str(debate.zone),
        debate.own.get("language", "") or debate.language or "und",
        len(debate.sections),
        len(debate.statements()),
        samples,
        max(0, len(firsts) - SPEAKERS),
    )
