"""Drafts from proposals: names are matched to the record, and statements become records of the loader."""

import json
import re
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.editorial.passages import keep_passages
from proceedings.importing.limits import UPLOAD
from proceedings.importing.loader import FixtureError, Tally, history_reason, load_reading
from proceedings.importing.loader.writing.writer import lock_tables
from proceedings.importing.proposals import Proposal, UnreadableFileError, read
from proceedings.importing.records import read_records

from .matching import Matcher
from .records import DraftRecords
from .themes import propose_themes

HALVES = re.compile("[\ud800-\udfff]")
# A short report in each language, and a transcript. Reading them loads all words and compiles all patterns.
SAMPLES = {
    "en": "Ann Ash, the Director of the Museum, said that rain fell. She noted that participants agreed.",
    "ru": "Анна Лунд, директор музея, отметила, что дождь полезен. По её словам, участники согласны.",
    "zh": "校长王海涛指出，雨停了。他还说，与会专家同意。",
}
TRANSCRIPT = "MS ANN ASH (Kenya): It rains.\n\nMR BO BIRCH (Peru): It will stop.\n\nMS ANN ASH: I hope so."

__all__ = ["Document", "FixtureError", "draft", "propose_themes", "read_file"]


class Document(NamedTuple):
    """The text that was read from a file, and its Proposal."""

    text: str
    proposal: Proposal


def read_file(data, name, *, kind="", language="", limits=UPLOAD) -> Document:
    """Read the bytes of a file in the sandbox. Raise UnreadableFileError with a sentence for its owner."""
    try:
        document = writable(Document(*sandbox.run(read, kind, data, name, language, limits=limits)))
    except sandbox.SandboxError as error:
        raise UnreadableFileError(f"{error} {_('Split it into several files.')}") from error
    if not document.text.strip():
        raise UnreadableFileError(_("There are no words in this document."))
    return document


def read_samples():
    """Load the words and compile the patterns of prose, which takes longer than reading a document."""
    for language, text in SAMPLES.items():
        read("report", text.encode(), "", language)
    read("text", TRANSCRIPT.encode(), "", "en")


sandbox.prepare(read_samples, job=read)


def writable(document):
    """Return the Document with U+FFFD in place of lone surrogates, which no database can store and no page can show.

    They can come from JSON and from HTML entities.
    """
    text, proposal = document
    values = json.dumps(proposal.to_json(), ensure_ascii=False)
    if HALVES.search(text) or HALVES.search(values):
        text, values = (HALVES.sub("\N{REPLACEMENT CHARACTER}", each) for each in (text, values))
        return Document(text, Proposal.from_json(json.loads(values)))
    return document


@transaction.atomic
def draft(document, *, conference="", answers=None, by=None, dry_run=False) -> Tally:
    """Write the statements of a Document as drafts, and return the Tally; raise FixtureError with all problems.

    `conference` is the slug of a stored conference, or "" for that of the proposal, which is found by its title or new.
    `answers` say which speakers are meant: {name: slug, or "" for a new one}. Statements that the conference has
    already are left as they are. The Tally has the slug of the conference as `conference`. The FixtureError has
    `statements`: the places in the proposal of the statements with a problem, by the number of the problem's place.
    """
    if not dry_run:
        lock_tables()
    proposal = document.proposal
    matcher = Matcher(answers)
    matcher.match(proposal)
    records = DraftRecords(proposal, matcher, conference)
    reading = read_records(records.records(), records.problems)
    try:
        tally = load_reading(reading, dry_run=dry_run, by=by, why=history_reason([proposal.source]))
    except FixtureError as error:
        error.statements = records.statements
        raise
    tally.conference, tally.notes = records.conference, tally.notes + records.notes
    if not dry_run:
        fields = {"name": proposal.source[-255:], "kind": proposal.kind, "backend": proposal.backend}
        records.programme.store()
        keep_passages(fields | {"text": document.text}, records.passages)
    return tally
