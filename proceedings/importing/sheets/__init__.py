"""Sheets of statements: imported from spreadsheets, and made for them.

A file passes through these modules: reader (with workbook, open_document or csv_file), headings (with columns), rows
(with dates and conferences), resolve (with names, credits, identifiers, sessions, appointments and existing), records,
and then the loader. The modules writer and template make files.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.importing.directory import Question
from proceedings.importing.limits import UPLOAD
from proceedings.importing.loader import (
    FixtureError,
    Tally,
    compare_reading,
    garbage_collection_paused,
    write_comparisons,
)
from proceedings.importing.loader.model_fields import noun_of
from proceedings.importing.loader.writing.writer import lock_tables
from proceedings.importing.records import read_records
from proceedings.models import Appointment, CoSpeaker, Session, Speaker, Statement, Theme
from proceedings.models.reads.snapshot import snapshot

from .errors import Mistake, Mistakes
from .existing import APPOINTMENT, CONFERENCE, SESSION, SPEAKER
from .files import reader
from .files.sheet import Sheet, UnreadableSheetError, column_letter
from .parsing.dates import DateQuestion, date_question
from .parsing.headings import ColumnQuestion, below_headings, column_questions, parse_headings
from .parsing.questions import RowQuestion, SheetRows
from .parsing.rows import RowParser
from .preview import Added, Changed, added_statements, changed_statements, fingerprint, published_changes
from .records import SheetRecords
from .resolution.conferences import ConferenceQuestion
from .resolution.resolve import Resolver

__all__ = [
    "ChangedMeanwhileError",
    "Outcome",
    "Question",
    "Sheet",
    "UnreadableSheetError",
    "load_sheet",
    "preview_sheet",
    "read_sheet",
]


class Outcome(NamedTuple):
    """The changes of a sheet, planned or done. With mistakes or questions nothing is compared, and `tally` is None.

    `columns`, `dates` and `row_questions` are questions about the sheet itself. `conference_questions` are asked after
    them, and `questions` about other names come last.

    `new` are the names of the new rows that come with the statements, by noun. `notes` only inform the editor.
    `fingerprint` is a digest of everything that would be written.
    """

    mistakes: list[Mistake] = []
    questions: list[Question] = []
    columns: list[ColumnQuestion] = []
    dates: DateQuestion | None = None
    row_questions: list[RowQuestion] = []
    conference_questions: list[ConferenceQuestion] = []
    tally: Tally | None = None
    added: list[Added] = []
    changes: list[Changed] = []
    new: dict[str, list[str]] = {}
    unchanged: int = 0
    conferences: list[str] = []
    notes: list[str] = []
    fingerprint: str = ""

    @property
    def has_changes(self):
        """Whether the sheet would write anything."""
        return bool(self.tally) and any(created or updated for _noun, created, updated, _same in self.tally.by_noun)


def read_sheet(name, data, *, encoding="") -> Sheet:
    """The Sheet in the bytes of an XLSX, ODS or CSV file; rows above its headings are set aside.

    `encoding` is for a CSV file without Unicode. Raise UnreadableSheetError if the file cannot be read.
    """
    try:
        sheet = sandbox.run(reader.read_sheet, name, data, encoding, limits=UPLOAD)
    except sandbox.SandboxError as error:
        remedy = _("Divide the sheet into several files, or save it as CSV.")
        raise UnreadableSheetError(f"{error} {remedy}") from error
    return below_headings(sheet)


class ChangedMeanwhileError(Exception):
    """The load would write changes that the preview did not show."""


def preview_sheet(sheet, *, conference="", answers=None, by=None) -> Outcome:
    """The Outcome if this user loads the sheet; `conference` is the slug of the one chosen for the whole sheet.

    `answers` say which rows the unknown names mean: {noun: {name_key(name): slug, or "" for a new row}}. Those of
    "columns" say which columns the unknown headings mean, those of "dates" have the "order" of days with slashes, and
    those of "rows" the answers to RowQuestions by their keys.
    Those of "conference" are a slug or the fields of a new conference; with the key WHOLE_SHEET it is that of all rows.
    """
    with garbage_collection_paused(), snapshot():
        return compare_sheet(sheet, conference, answers, by)[0]


def load_sheet(sheet, *, seen, conference="", answers=None, by=None, check=None) -> Outcome:
    """Write the sheet; raise ChangedMeanwhileError if its fingerprint differs from `seen`, that of the preview.

    `check` is called with the Outcome before anything is written, and may raise.
    """
    with garbage_collection_paused(), transaction.atomic():
        lock_tables()
        outcome, comparisons = compare_sheet(sheet, conference, answers, by)
        if not seen or outcome.fingerprint != seen:
            raise ChangedMeanwhileError
        if check:
            check(outcome)
        write_comparisons(comparisons, by=by, why=_("Imported %s.") % sheet.name)
    return outcome


def compare_sheet(sheet, conference, answers, by):
    """The Outcome, and the comparisons by noun, or None if there are mistakes or questions."""
    answers = answers or {}
    headings, problems, unknown = parse_headings(sheet, answers.get("columns"))
    if problems:
        return Outcome(mistakes=[Mistake(0, column_letter(at), message) for at, message in problems]), None
    order = answers.get("dates", {}).get("order", "")
    dates = None if order else date_question(sheet, headings)
    rows = SheetRows(sheet, headings, answers.get("rows", {}), with_conference=bool(conference))
    questions = [] if unknown else rows.questions()
    if unknown or dates or questions:
        return Outcome(columns=column_questions(sheet, unknown), dates=dates, row_questions=questions), None
    sheet, headings, notes = rows.answered()
    mistakes = Mistakes(headings)
    resolver = Resolver(mistakes, answers, conference)
    parser = RowParser(sheet, headings, mistakes, conferences=resolver.conferences, date_order=order)
    parsed = parser.parse()
    if questions := resolver.conferences.questions():
        return Outcome(conference_questions=questions), None
    rows = resolver.resolve(parsed)
    if questions := resolver.names.questions():
        return Outcome(mistakes=mistakes.sorted(), questions=questions), None
    rows = resolver.match(rows)
    slugs = resolver.statement_slugs() if not all(row.stored for row in rows) else None
    directories = resolver.names.directories
    records = SheetRecords(sheet.name, directories, resolver.sessions, slugs, resolver.conferences.fields)
    records.add_rows(rows, mistakes.broken)
    notes = [*notes, *parser.notes, *records.notes, *resolver.names.notes.values()]
    return compare_records(records, rows, mistakes, by, notes)


def compare_records(records, rows, mistakes, by, notes):
    reading = read_records(records.by_key.values())
    add_stored_references(reading.references, rows)
    comparisons = None
    try:
        comparisons = compare_reading(reading, explain=True, by=by, also=[published_changes])
    except FixtureError as error:
        for problem in error.problems:
            mistakes.add_problem(problem)
    if mistakes.all:
        return Outcome(mistakes=mistakes.sorted()), None
    statements, by_number = comparisons[noun_of(Statement)], {row.number: row for row in rows}
    tally = Tally(comparisons)
    outcome = Outcome(
        tally=tally,
        notes=[*notes, *tally.notes],
        added=list(added_statements(statements, by_number, records.directories)),
        changes=list(changed_statements(statements, by_number)),
        new=records.new_names(),
        unchanged=statements.unchanged,
        conferences=sorted({row.conference for row in rows}),
        fingerprint=fingerprint(comparisons),
    )
    return outcome, comparisons


def add_stored_references(references, rows):
    """Add the keys that the stored statements refer to, so that they are looked up together and not row by row."""
    for row in rows:
        if stored := row.stored:
            references.to(noun_of(Session), (stored[CONFERENCE], stored[SESSION]))
            if stored[SPEAKER]:
                references.to(noun_of(Speaker), (stored[SPEAKER],))
            if stored[APPOINTMENT]:
                references.to(noun_of(Appointment), (stored[SPEAKER], stored[APPOINTMENT]))
            for each in stored["further"]:
                references.to(noun_of(CoSpeaker), (stored["slug"], each["position"]))
            for slug, _name in stored["themes"]:
                references.to(noun_of(Theme), (slug,))
