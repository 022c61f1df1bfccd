"""What an upload would do, for an editor to look at, and a mark by which the same is known again."""

import hashlib
from typing import NamedTuple

from django.utils.translation import gettext as _

from proceedings.models import Statement
from proceedings.text import terminal_text

from .columns import BY_NAME
from .existing import texts

# The cells that a field of a statement is told by.
CELLS = {"appointment": ("post", "organisation"), "session": ("conference", "session")}
# Of what stays before and after a change as much as one needs to find the place; of what changes, enough to see it.
AROUND, MOST = 40, 400


class Change(NamedTuple):
    """One column of a statement that would change: what stays around it, what goes and what comes."""

    heading: str
    start: str
    old: str
    new: str
    end: str


class Changed(NamedTuple):
    row: int
    statement: str
    changes: list[Change]


class Added(NamedTuple):
    """A new statement, by what its row says."""

    row: int
    session: str
    speaker: str
    post: str
    title: str


def added(comparison, rows):
    for found in comparison.created:
        row = rows[found.place.line]
        yield Added(row.number, *(" ".join(row.text(name).split()) for name in Added._fields[1:]))


def changed(comparison, rows):
    """Yield a Changed for each stored statement that a sheet changes; `rows` are the sheet's by their number."""
    for found in comparison.updated:
        row = rows[found.place.line]
        now, said = texts(row.stored), row.texts
        names = [cell for name, _old, _new in found.changes for cell in CELLS.get(name, (name,))]
        changes = [change(name, now[name], said.get(name, now[name]).strip()) for name in names if name in BY_NAME]
        label = f"{now['speaker']}: {now['title']}" if now["speaker"] else now["title"]
        yield Changed(row.number, label, [one for one in changes if one.old != one.new])


def change(name, old, new):
    old, new = (terminal_text(text.replace("\r\n", "\n").replace("\n", " ¶ ")) for text in (old, new))
    same = common(old, new)
    tail = common(old[same:][::-1], new[same:][::-1])
    start, end = old[:same], old[len(old) - tail :]
    return Change(
        BY_NAME[name].heading,
        start if len(start) <= AROUND else "…" + start[-AROUND:],
        shortened(old[same : len(old) - tail]),
        shortened(new[same : len(new) - tail]),
        end if len(end) <= AROUND else end[:AROUND] + "…",
    )


def common(one, other):
    """How many characters two texts begin with alike, not ending within a word."""
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    goes_on = one[length : length + 1].isalnum() or other[length : length + 1].isalnum()
    while goes_on and length and one[length - 1].isalnum():
        length -= 1
    return length


def shortened(text):
    return text if len(text) <= MOST else text[: MOST - 1] + "…"


def fingerprint(comparisons):
    """A mark of all that would be written: the same only when nothing else would be."""
    found = hashlib.sha256()
    for noun, comparison in comparisons.items():
        for row in comparison.created:
            told = [str(value) if not isinstance(value, tuple) else sorted(map(str, value)) for value in row.values]
            found.update(repr((noun.label, "+", row.ref.key, told)).encode(errors="surrogatepass"))
        for row in comparison.updated:
            found.update(repr((noun.label, "~", row.ref.key, row.changes)).encode(errors="surrogatepass"))
        found.update(repr((noun.label, comparison.unchanged)).encode())
    return found.hexdigest()


def public_ones(comparisons):
    """Yield a problem for each statement that readers have seen and a sheet would change."""
    for noun, comparison in comparisons.items():
        if noun.model is Statement:
            for row in comparison.updated:
                if row.instance.published_at:
                    yield row.problem(
                        _("readers have seen this statement: correct it on its own page, or leave the row as it was.")
                    )
