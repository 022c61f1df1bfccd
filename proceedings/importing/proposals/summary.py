"""A proposal as lines for a terminal."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.text import terminal_text

# Characters of a text that are shown.
SHOWN = 100


def summary_lines(document):
    """Return lines about a Document of `drafts`: its conference, speakers, statements, and what is left."""
    proposal, text = document.proposal, document.text
    lines = [f"{proposal.source} ({proposal.kind}; {proposal.backend})"]
    lines += [f"  {name}: {value}" for name, value in proposal.conference.items() if name != "notes"]
    for speaker in proposal.speakers:
        post = ", ".join(filter(None, [speaker.post, speaker.organisation]))
        lines.append(f"  {speaker.name} [{speaker.matched or _('new')}]{': ' if post else ''}{post}")
    for statement in proposal.proposals:
        who = statement.speaker or statement.label or _("narrative")
        themes = f" [{', '.join(statement.themes)}]" if statement.themes else ""
        lines.append(
            f"  {who} ({statement.kind}, {statement.rule}){themes}: {shortened(statement.text or statement.title)}"
        )
    lines += [f"  … {shortened(text[start:end])}" for start, end in proposal.left]
    number = len(proposal.left)
    left = ngettext("%d passage is left.", "%d passages are left.", number) % number
    return [terminal_text(line) for line in [*lines, left]]


def shortened(text):
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
