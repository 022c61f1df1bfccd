"""Questions about the rows of a sheet, each answered once for the whole sheet, and the sheet with the answers."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from proceedings.importing.sheets.files.sheet import Sheet

from .columns import BY_NAME
from .headings import Heading

MOST_SAMPLES = 5
LEAVE, KEEP, FILL, EMPTY, TALK, NONE = "leave", "keep", "fill", "empty", "talk", "none"
HIDDEN, SPARSE, FILLED, SESSIONS = "hidden", "sparse", "fill:", "sessions"
# A row with one of these at most is a heading between the rows, a break or a total.
NAMING = ({"session"}, {"speaker", "given", "family", "label"}, {"title"}, {"text", "abstract"})
FILLED_COLUMNS = ("conference", "session", "date")


class RowQuestion(NamedTuple):
    """`options` are (value, label), `samples` the first rows that are meant, as texts."""

    key: str
    text: str | Promise
    samples: list[str]
    options: list[tuple[str, str]]


class SheetRows:
    """The rows of a sheet by the names of their columns; `answers` are {key of a question: value of an option}."""

    def __init__(self, sheet: Sheet, headings: list[Heading], answers, *, with_conference=False):
        self.sheet, self.headings, self.answers = sheet, headings, answers
        self.at = {}
        for heading in headings:
            self.at.setdefault(heading.column.name, []).append(heading.at)
        self.with_conference = with_conference
        self.hidden = {*sheet.hidden}
        self.sparse = {number for number, texts in sheet.rows if self.is_sparse(texts)}

    def has(self, texts, *names):
        """Whether a row has a text in one of the columns."""
        return any(at < len(texts) and texts[at].strip() for name in names for at in self.at.get(name, ()))

    def is_sparse(self, texts):
        number = sum(self.has(texts, *names) for names in NAMING)
        return number <= 1 < sum(any(name in self.at for name in names) for names in NAMING) and not self.has(
            texts, "slug"
        )

    def questions(self):
        """The RowQuestions without an answer."""
        leave = [(LEAVE, _("Leave them out")), (KEEP, _("Import them"))]
        asked = [
            RowQuestion(
                HIDDEN,
                _("The spreadsheet hides these rows, or strikes them through."),
                self.samples(self.hidden),
                leave,
            ),
            RowQuestion(
                SPARSE,
                _("These rows may be no statements, but breaks, headings or totals."),
                self.samples(self.sparse - self.hidden),
                leave,
            ),
        ]
        for name in FILLED_COLUMNS:
            text = _("The column %s is empty in these rows, below rows where it is not.") % BY_NAME[name].heading
            options = [(FILL, _("It means the same as above")), (EMPTY, _("It is empty"))]
            asked.append(RowQuestion(f"{FILLED}{name}", text, self.samples(self.unfilled(name)), options))
        if self.lacks_sessions():
            text = _("The sheet has no column Session.")
            options = [(TALK, _("Each statement is a session of its own")), (NONE, _("I will add the column"))]
            asked.append(
                RowQuestion(SESSIONS, text, self.samples({number for number, _texts in self.sheet.rows}), options)
            )
        return [
            question
            for question in asked
            if question.samples and self.answers.get(question.key) not in dict(question.options)
        ]

    def samples(self, numbers):
        rows = [(number, " · ".join(filter(None, map(str.strip, texts)))) for number, texts in self.sheet.rows]
        samples = [
            _("Row %(row)d: %(text)s") % {"row": number, "text": text} for number, text in rows if number in numbers
        ]
        more = len(samples) - MOST_SAMPLES
        return samples[:MOST_SAMPLES] + ([_("and %d more") % more] if more > 0 else [])

    def unfilled(self, name):
        """The numbers of the rows in which a column is empty below a row in which it is not."""
        if name not in self.at or (name == "conference" and self.with_conference):
            return set()
        numbers, has_started = set(), False
        for number, texts in self.sheet.rows:
            if self.has(texts, name):
                has_started = True
            elif has_started and number not in self.sparse and self.needs(texts, name):
                numbers.add(number)
        return numbers

    def needs(self, texts, name):
        """Whether a row needs a column: the session of a new statement, or the day of an hour."""
        return self.has(texts, "time") if name == "date" else not self.has(texts, "slug")

    def lacks_sessions(self):
        is_new = not any(self.has(texts, "slug") for _number, texts in self.sheet.rows)
        return "session" not in self.at and "title" in self.at and is_new and bool(self.at.keys() & NAMING[1])

    def answered(self):
        """(sheet, headings, notes) as the answers make them."""
        left = {number for key in (HIDDEN, SPARSE) if self.answers.get(key) == LEAVE for number in getattr(self, key)}
        filled = [name for name in FILLED_COLUMNS if self.answers.get(f"{FILLED}{name}") == FILL]
        missing = {name: self.unfilled(name) for name in filled}
        last, rows = {}, []
        for number, texts in self.sheet.rows:
            row = list(texts)
            for name in filled:
                at = self.at[name][0]
                if self.has(texts, name):
                    last[name] = texts[at]
                elif number in missing[name]:
                    row += [""] * (at + 1 - len(row))
                    row[at] = last[name]
            if number not in left:
                rows.append((number, row))
        notes = [*self.sheet.notes]
        if left:
            notes.append(_("These rows are left out: %s.") % ", ".join(map(str, sorted(left))))
        headings = self.headings
        if self.answers.get(SESSIONS) == TALK and self.lacks_sessions():
            headings = [*headings, Heading(self.at["title"][0], BY_NAME["session"])]
        faults = [fault for fault in self.sheet.faults if fault.row not in left]
        return self.sheet._replace(rows=rows, faults=faults), headings, notes
