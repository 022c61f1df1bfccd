"""The changes of an upload, for an editor to check, and a fingerprint that confirms them."""

import hashlib
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.models import CoSpeaker, Statement
from proceedings.text import terminal_text

from .existing import cell_texts
from .parsing import cells
from .parsing.columns import BY_NAME

# The cells that show a field of a statement.
CELLS = {
    "appointment": ("post", "organisation"),
    "session": ("conference", "session"),
    "delivered_on": ("delivered_at",),
}
# Characters shown before and after a change, and characters shown of the change itself.
CONTEXT, LONGEST = 40, 400
# Characters shown of a new text.
BEGINNING = 80


class Change(NamedTuple):
    """A change in one column of a statement, between the texts before and after it."""

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
    """A new statement as it will be.

    `speaker` are the names on the record; `written` is the cell if it spells them differently, else empty.
    `beginning` is that of the text.
    """

    row: int
    session: str
    speaker: str
    written: str
    post: str
    title: str
    beginning: str


def added_statements(comparison, rows, directories):
    """Yield an Added for each new statement; `rows` are those of the sheet by number."""
    speakers, organisations = (directories[noun].labels for noun in ("speaker", "organisation"))
    for record in comparison.created:
        row = rows[record.place.line]
        names = [speakers.get(credit.speaker, credit.name) or credit.label for credit in row.credits]
        posts = [
            ", ".join(filter(None, [credit.post, organisations.get(credit.organisation, credit.organisation_name)]))
            for credit in row.credits
        ]
        cell, speaker = row.line("speaker"), f"{cells.SEPARATOR} ".join(names)
        written = cell if name_key(cell) != name_key(speaker) and cell else ""
        post = f"{cells.SEPARATOR} ".join(posts) if any(posts) else ""
        beginning = Truncator(row.line("text")).chars(BEGINNING)
        yield Added(row.number, row.line("session"), speaker, written, post, row.line("title"), beginning)


def changed_statements(comparison, rows):
    """Yield a Changed for each stored statement that the sheet changes; `rows` are those of the sheet by number."""
    for record in comparison.updated:
        row = rows[record.place.line]
        stored = cell_texts(row.stored)
        names = dict.fromkeys(cell for name, _old, _new in record.changes for cell in CELLS.get(name, (name,)))
        changes = [
            change(name, stored[name], row.texts.get(name, stored[name]).strip()) for name in names if name in BY_NAME
        ]
        label = f"{stored['speaker']}: {stored['title']}" if stored["speaker"] else stored["title"]
        yield Changed(row.number, label, [each for each in changes if each.old != each.new])


def change(name, old, new):
    """The Change of a column from the old text to the new one."""
    old, new = (terminal_text(text.replace("\r\n", "\n").replace("\n", " ¶ ")) for text in (old, new))
    same = common_prefix_length(old, new)
    tail = common_prefix_length(old[same:][::-1], new[same:][::-1])
    start, end = old[:same], old[len(old) - tail :]
    return Change(
        BY_NAME[name].heading,
        start if len(start) <= CONTEXT else "…" + start[-CONTEXT:],
        shortened(old[same : len(old) - tail]),
        shortened(new[same : len(new) - tail]),
        end if len(end) <= CONTEXT else end[:CONTEXT] + "…",
    )


def common_prefix_length(one, other):
    """The number of characters with which both texts begin, up to the last whole word."""
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    in_word = one[length : length + 1].isalnum() or other[length : length + 1].isalnum()
    while in_word and length and one[length - 1].isalnum():
        length -= 1
    return length


def shortened(text):
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def fingerprint(comparisons):
    """A digest of everything that would be written, which differs if anything of it differs."""
    digest = hashlib.sha256()
    for noun, comparison in comparisons.items():
        for row in comparison.created:
            values = [str(value) if not isinstance(value, tuple) else sorted(map(str, value)) for value in row.values]
            digest.update(repr((noun.label, "+", row.ref.key, values)).encode(errors="surrogatepass"))
        for row in comparison.updated:
            digest.update(repr((noun.label, "~", row.ref.key, row.changes)).encode(errors="surrogatepass"))
        digest.update(repr((noun.label, comparison.unchanged)).encode())
    return digest.hexdigest()


def published_changes(comparisons):
    """Yield a problem for each statement that has been public and that the sheet would change."""
    by_model = {noun.model: comparison for noun, comparison in comparisons.items()}
    rows = [row for row in by_model[Statement].updated if row.instance.published_at]
    further = by_model[CoSpeaker].rows
    keys = {row.instance.statement_id for row in further}
    published = Statement.objects.filter(pk__in=keys, published_at__isnull=False)
    published = set(published.values_list("pk", flat=True)) if keys else set()
    for row in (*rows, *(row for row in further if row.instance.statement_id in published)):
        yield row.problem(
            _("this statement has been published: correct it on its own page, or leave the row as it was.")
        )
