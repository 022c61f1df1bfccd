"""Sheets of statements, as spreadsheets write them, into the record and out of it.

The modules in the order in which a file meets them: reading (workbook or delimited, into a sheet of texts), columns,
rows and cells, then the record's own: directory (whom a name means), programme, people and stored, recording (records
such as fixtures have), and from there on those of fixtures. Out of it: writing and template.
"""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.importing.loader import FixtureError, Tally, compared, without_collecting, write
from proceedings.importing.loader.model_fields import noun_of, nouns
from proceedings.importing.loader.reader import Reading
from proceedings.importing.loader.writer import lock
from proceedings.models import Appointment, Session, Speaker, Statement, Theme
from proceedings.models.snapshot import snapshot

from .columns import recognised
from .errors import Mistake, mistake_of
from .existing import CONFERENCE, POST, SESSION, SPEAKER
from .preview import Added, Changed, added, changed, fingerprint, public_ones
from .reading import read
from .resolve import Question, Recorder
from .sheet import Sheet, UnreadableSheetError, letter

__all__ = ["ChangedMeanwhileError", "Outcome", "Question", "Sheet", "UnreadableSheetError", "load", "preview", "read"]


class Outcome(NamedTuple):
    """What a sheet would do or did. With mistakes or questions nothing was compared, and `tally` is None.

    `new` are the names of what comes with the statements, by noun; `fingerprint` marks all that would be written.
    """

    mistakes: list[Mistake] = []
    questions: list[Question] = []
    tally: Tally | None = None
    added: list[Added] = []
    changes: list[Changed] = []
    new: dict[str, list[str]] = {}
    unchanged: int = 0
    conferences: list[str] = []
    fingerprint: str = ""


class ChangedMeanwhileError(Exception):
    """What would be written is not what was looked at."""


def preview(sheet, *, conference="", answers=None, by=None) -> Outcome:
    """What the sheet would do when this user brings it; `conference` is the slug of the one that was chosen for all.

    `answers` tell whom the unknown names mean: {noun: {directory.key(name): slug, or "" for a new row}}.
    """
    with without_collecting(), snapshot():
        return settled(sheet, conference, answers, by)[0]


def load(sheet, *, seen, conference="", answers=None, by=None, check=None) -> Outcome:
    """Write the sheet; raise ChangedMeanwhileError, and write nothing, unless that is what the preview `seen` told.

    `check` is shown the Outcome before anything is written, and may raise.
    """
    with without_collecting(), transaction.atomic():
        lock()
        outcome, comparisons = settled(sheet, conference, answers, by)
        if not seen or outcome.fingerprint != seen:
            raise ChangedMeanwhileError
        if check:
            check(outcome)
        write(comparisons, by=by, why=_("Imported %s.") % sheet.name)
    return outcome


def settled(sheet, conference, answers, by):
    """The Outcome, and the comparisons when there is nothing to mend or to ask."""
    headings, complaints = recognised(sheet.headings)
    if complaints:
        mistakes = [Mistake(0, letter(at), message) for at, message in complaints]
        return Outcome(mistakes=mistakes), None
    recorder = Recorder(sheet, headings, conference=conference, answers=answers)
    recorder.read()
    questions = recorder.questions()
    if questions:
        return Outcome(mistakes=sorted(recorder.sheet.mistakes), questions=questions), None
    recorder.record()
    return compared_with_record(recorder, by)


def compared_with_record(recorder, by):
    reading = Reading()
    for (noun, *_key), (place, fields) in recorder.records.items():
        reading.take(place, {"model": f"proceedings.{noun}", "fields": fields})
    name_what_was(reading.references, recorder)
    mistakes, comparisons = list(recorder.sheet.mistakes), None
    try:
        comparisons = compared(reading, explain=True, by=by, also=[public_ones])
    except FixtureError as error:
        names = {noun.name: noun.model._meta.model_name for noun in nouns()}
        mistakes += [mistake_of(problem, recorder.sheet.by_column, names) for problem in error.problems]
    if mistakes:
        return Outcome(mistakes=sorted(mistakes)), None
    rows = {row.number: row for row in recorder.sheet.rows}
    outcome = Outcome(
        tally=Tally(comparisons),
        added=list(added(comparisons[noun_of(Statement)], rows)),
        changes=list(changed(comparisons[noun_of(Statement)], rows)),
        new=recorder.new(),
        unchanged=comparisons[noun_of(Statement)].unchanged,
        conferences=sorted({row.conference for row in recorder.sheet.rows}),
        fingerprint=fingerprint(comparisons),
    )
    return outcome, comparisons


def name_what_was(references, recorder):
    """Name what the stored statements refer to, so that it is looked up with the rest, and not row by row."""
    for row in recorder.sheet.rows:
        if now := row.stored:
            references.to(noun_of(Session), (now[CONFERENCE], now[SESSION]))
            if now[SPEAKER]:
                references.to(noun_of(Speaker), (now[SPEAKER],))
            if now[POST]:
                references.to(noun_of(Appointment), (now[SPEAKER], now[POST]))
            for slug, _name in now["themes"]:
                references.to(noun_of(Theme), (slug,))
