"""Questions about the rows of a sheet, each answered once for the whole sheet, and the sheet with the answers."""

import re
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from proceedings.importing.sheets.files.sheet import Sheet

from .columns import BY_NAME
from .headings import Heading

MOST_SAMPLES = 5
LEAVE, KEEP, FILL, EMPTY, TALK, NONE, REPRESENTATIVE = (
    "leave",
    "keep",
    "fill",
    "empty",
    "talk",
    "none",
    "representative",
)
HIDDEN, SPARSE, FILLED, SESSIONS, BRACKETS, POSTS = "hidden", "sparse", "fill:", "sessions", "brackets", "posts"
# A row with texts in at most one of these groups of columns may be a heading, a break or a total.
NAMING = ({"session"}, {"speaker", "given", "middle", "family", "label"}, {"title"}, {"text", "abstract"})
FILLED_COLUMNS = ("conference", "session", "date")
# "Ann Ash (Institute of Rivers)", but not several speakers.
BRACKETED = re.compile(r"(?P<name>[^()（）;]*[^()（）;\s])\s*[(（](?P<words>[^()（）;]+)[)）]\s*")
# The columns that words in brackets can belong to.
IN_BRACKETS = ("organisation", "post", "country")


class RowQuestion(NamedTuple):
    """`options` are (value, label), `samples` are the first rows that it is about, as texts."""

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
        names = [text.strip() for text in sheet.headings]
        self.sparse = {
            number
            for number, texts in sheet.rows
            # The headings may be repeated above each day.
            if self.is_sparse(texts) or [text.strip() for text in texts] == names[: len(texts)]
        }

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
        asked += self.questions_about_speakers()
        return [
            question
            for question in asked
            if question.samples and self.answers.get(question.key) not in dict(question.options)
        ]

    def questions_about_speakers(self):
        meanings = zip(IN_BRACKETS, (_("Organisations"), _("Posts"), _("Countries")), strict=True)
        representative = (REPRESENTATIVE, _("Each speaker has the post “Representative” there"))
        return [
            RowQuestion(
                BRACKETS,
                _("Names of speakers have words in brackets. Choose what these are."),
                self.samples(self.bracketed),
                [*meanings, (NONE, _("Parts of the names"))],
            ),
            RowQuestion(
                POSTS,
                _("The sheet has organisations of speakers, but no column Post."),
                self.samples(self.without_post()),
                [representative, (LEAVE, _("Leave the organisations out"))],
            ),
        ]

    def samples(self, numbers):
        rows = [(number, texts) for number, texts in self.sheet.rows if number in numbers]
        samples = [
            _("Row %(row)d: %(text)s") % {"row": number, "text": " · ".join(filter(None, map(str.strip, texts)))}
            for number, texts in rows[:MOST_SAMPLES]
        ]
        more = len(rows) - MOST_SAMPLES
        return samples + ([_("and %d more") % more] if more > 0 else [])

    def unfilled(self, name):
        """The numbers of the rows in which a column is empty, below the first row in which it is filled."""
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
        """Whether a row needs a column: a row with an hour needs the date; a new statement needs any other column."""
        return self.has(texts, "time") if name == "date" else not self.has(texts, "slug")

    def lacks_sessions(self):
        is_new = not any(self.has(texts, "slug") for _number, texts in self.sheet.rows)
        return "session" not in self.at and "title" in self.at and is_new and bool(self.at.keys() & NAMING[1])

    def is_new_with(self, texts, name):
        return self.has(texts, name) and not self.has(texts, "slug")

    @cached_property
    def bracketed(self):
        """{number of a row: match of BRACKETED}, unless the sheet has a column for words in brackets."""
        places = self.at.get("speaker", ())
        if len(places) != 1 or not self.at.keys().isdisjoint(IN_BRACKETS):
            return {}
        texts = {number: row[places[0]] for number, row in self.sheet.rows if self.is_new_with(row, "speaker")}
        matches = {number: BRACKETED.fullmatch(text.strip()) for number, text in texts.items()}
        return {number: match for number, match in matches.items() if match}

    def without_brackets(self, sheet, headings):
        """(sheet, headings) with the words in brackets after the names of speakers in a column of their own."""
        matches, at = self.bracketed, self.at["speaker"][0]
        rows = [
            (number, [*texts[:at], matches[number]["name"], *texts[at + 1 :]] if number in matches else texts)
            for number, texts in sheet.rows
        ]
        words = {number: match["words"] for number, match in matches.items()}
        return with_column(sheet._replace(rows=rows), headings, self.answers[BRACKETS], words)

    def without_post(self):
        """{number of a row: organisations} of rows with organisations, if the sheet has no posts."""
        if "post" in self.at:
            return {}
        if self.answers.get(BRACKETS) == "organisation" and (matches := self.bracketed):
            return {number: match["words"] for number, match in matches.items()}
        at = self.at.get("organisation", [0])[0]
        return {number: texts[at] for number, texts in self.sheet.rows if self.is_new_with(texts, "organisation")}

    def answered(self):
        """Apply the answers. Return (sheet, headings, notes)."""
        sheet, notes = self.with_answered_rows()
        headings = self.headings
        if self.answers.get(SESSIONS) == TALK and self.lacks_sessions():
            headings = [*headings, Heading(self.at["title"][0], BY_NAME["session"])]
        if self.answers.get(BRACKETS) in IN_BRACKETS and self.bracketed:
            sheet, headings = self.without_brackets(sheet, headings)
        bodies = self.without_post()
        if bodies and self.answers.get(POSTS) == REPRESENTATIVE:
            sheet, headings = with_column(sheet, headings, "post", representatives(bodies))
        elif bodies:
            headings = [heading for heading in headings if heading.column.name != "organisation"]
            notes.append(_("The organisations of the speakers are left out."))
        return sheet, headings, notes

    def with_answered_rows(self):
        """(sheet, notes) without the rows to leave out, and with cells filled in from above."""
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
        faults = [fault for fault in self.sheet.faults if fault.row not in left]
        return self.sheet._replace(rows=rows, faults=faults), notes


def representatives(bodies):
    """{number of a row: posts}: a “Representative” for each organisation; semicolons separate several in a cell."""
    return {
        number: ";".join(_("Representative") if each.strip() else "" for each in text.split(";"))
        for number, text in bodies.items()
    }


def with_column(sheet, headings, name, texts):
    """(sheet, headings) with another column, whose `texts` are {number of a row: text}."""
    width, column = len(sheet.headings), BY_NAME[name]
    rows = [(number, [*row, *[""] * (width - len(row)), texts.get(number, "")]) for number, row in sheet.rows]
    return sheet._replace(headings=[*sheet.headings, column.heading], rows=rows), [*headings, Heading(width, column)]
