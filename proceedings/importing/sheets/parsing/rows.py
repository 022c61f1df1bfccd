"""The rows of a sheet, parsed cell by cell."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.formulas import unescape_formula
from proceedings.importing.html_texts import HTML, plain_characters, words_of
from proceedings.importing.loader.model_fields import noun_of
from proceedings.markup.escaping import escaped
from proceedings.models import Form, Kind, Statement, TextFormat
from proceedings.models.columns.partial_dates import PartialDate

from . import cells
from .columns import BY_NAME, REPEATED, REQUIRED, TEXT
from .dates import end_text, moment_text

TIMESTAMPS = "recording_timestamps"
PARSERS = {
    "position": lambda text: cells.position(cells.one_line(text)),
    "kind": lambda text: cells.choice(text, Kind),
    "form": lambda text: cells.choice(text, Form),
    "text_format": lambda text: cells.choice(text, TextFormat),
    "country": cells.country,
    "recording_start": cells.seconds,
    "recording_end": cells.seconds,
    "slug": cells.slug,
    TEXT: noun_of(Statement).columns[TEXT].read,
    TIMESTAMPS: noun_of(Statement).columns[TIMESTAMPS].read,
}
HAN = re.compile("[\u3400-\u9fff]+")
# Columns of one line each.
LINES = ("title", "label", "source", "source_url", "rights", "doi", "recording_url", "language")


@dataclass(frozen=True)
class ParsedRow:
    """A row whose cells are parsed: `texts` and `values` are by column, `conference` is a slug, or empty."""

    number: int
    texts: dict
    values: dict
    conference: str

    def has_column(self, column):
        """Whether the sheet has the column at all."""
        return column in self.texts

    def text(self, column):
        return self.texts.get(column, "")

    def line(self, column):
        return cells.one_line(self.text(column))

    def is_filled(self, column):
        return bool(self.text(column).strip())


class RowParser:
    """`conferences` are the SheetConferences; `date_order` is that of days with slashes.

    It is DAY_FIRST or MONTH_FIRST, or empty if the sheet has none.
    """

    def __init__(self, sheet, headings, mistakes, *, conferences, date_order=""):
        self.sheet, self.headings, self.mistakes = sheet, headings, mistakes
        self.conferences, self.date_order = conferences, date_order
        # The ends of hours such as 9:30–10:15, by the numbers of their rows.
        self.ends = {}
        # The numbers of rows with HTML, of rows on days outside the conference, and of repeated rows.
        self.html, self.elsewhere, self.same = [], [], []
        # Whether each statement is a session of its own: one column is both its title and its session.
        self.are_sessions = any(
            h.column.name == "session" and h.at == o.at for h in headings for o in headings if o is not h
        )
        self.has_abstract = any(heading.column.name == "abstract" for heading in headings)
        # Parse these cells as the loader reads the fields of these names.
        columns = noun_of(Statement).columns
        lines = {name: lambda text, read=columns[name].read: read(cells.one_line(text)) for name in LINES}
        self.parsers = PARSERS | lines

    def parse(self):
        """A list of ParsedRow; problems with the cells are added to the mistakes."""
        faults = defaultdict(list)
        for fault in self.sheet.faults:
            faults[fault.row].append(fault)
        rows = [self.parse_row(number, texts, faults[number]) for number, texts in self.sheet.rows]
        self.check_required(rows)
        self.note_same(rows)
        return rows

    def note_same(self, rows):
        """Remember the rows of new statements that are the same as rows above them."""
        seen = set()
        for row in rows:
            key = tuple(text.strip() for text in row.texts.values())
            if key in seen and not row.is_filled("slug"):
                self.same.append(row.number)
            seen.add(key)

    def parse_row(self, number, texts, faults):
        for fault in faults:
            heading = next((heading for heading in self.headings if heading.at == fault.column), None)
            if heading:
                self.mistakes.add(number, heading.column.name, fault.message)
        if len(texts) > len(self.sheet.headings):
            self.mistakes.add(number, "", _("the row has more cells than there are headings."))
        texts = self.without_html(number, self.by_column(texts))
        conference = self.conference_of(number, cells.one_line(texts.get("conference", "")))
        texts = self.with_moment(number, texts, conference)
        parsers = self.parsers | {"delivered_at": lambda text: self.moment_of(text, conference)}
        values = {}
        for name, parse in parsers.items():
            if texts.get(name, "").strip():
                try:
                    values[name] = parse(texts[name])
                except ValidationError as error:
                    self.mistakes.add(number, name, error.messages[0])
        self.note_day(number, values.get("delivered_at"), conference)
        if isinstance(values.get("delivered_at"), PartialDate):
            values["delivered_on"] = values.pop("delivered_at")
        elif self.are_sessions and "delivered_at" in values:
            values["session"] = self.session_times(values["delivered_at"], self.ends.pop(number, ""), conference)
        return ParsedRow(number, texts, values, conference)

    def by_column(self, texts):
        """The texts by column name; the pieces of a long text are joined, and so are several speakers."""
        pieces = defaultdict(list)
        for heading in self.headings:
            pieces[heading.column.name].append(unescape_formula(texts[heading.at]) if heading.at < len(texts) else "")
        joined = {
            name: joined_texts(several) if name in REPEATED else "".join(several) for name, several in pieces.items()
        }
        parts = (pieces.pop(name, ()) for name in ("given", "middle", "family"))
        if names := [*zip_longest(*parts, fillvalue="")]:
            people = [
                joined.get("speaker", ""),
                *(whole_name(f"{given} {middle}", family) for given, middle, family in names),
            ]
            joined["speaker"] = joined_texts([*filter(str.strip, people)])
        if "abstract" in joined:
            joined[TEXT] = joined.pop("abstract")
            joined["form"] = joined.get("form", "").strip() or Form.SUMMARY.value
        if "language" in joined:
            joined["language"] = cells.language(joined["language"])
        return joined

    def without_html(self, number, texts):
        """The texts of a new statement, with plain words for HTML in its title and abstract."""
        if texts.get("slug", "").strip():
            return texts
        names = ["title", TEXT] if self.has_abstract else ["title"]
        plain = {name: plain_characters(texts[name]) for name in names if name in texts}
        if self.has_abstract and TEXT in texts and HTML.search(texts[TEXT]):
            plain[TEXT] = escaped(words_of(texts[TEXT]))
        if any(texts[name] != text for name, text in plain.items()):
            self.html.append(number)
        return texts | plain

    def note_day(self, number, moment, conference):
        """Remember a row whose moment or date is not on a day of the conference."""
        zone, period = self.conferences.times.get(conference, ("UTC", None))
        if moment is None or period is None:
            return
        # A day of a conference may last until six hours after midnight.
        days = (
            [PartialDate(str((moment.astimezone(ZoneInfo(zone)) - timedelta(hours=back)).date())) for back in (0, 6)]
            if isinstance(moment, datetime)
            else [moment]
        )
        if not any(period.overlaps(day, day) for day in days):
            self.elsewhere.append(number)

    def with_moment(self, number, texts, conference):
        """The texts with the columns Date and Time as Delivered at, in the form of ISO 8601."""
        if not texts.keys() & {"date", "time", "delivered_at", "end"}:
            return texts
        day, hour, moment = (cells.one_line(texts.get(name, "")) for name in ("date", "time", "delivered_at"))
        period = self.conferences.times.get(conference, ("UTC", None))[1]
        title = texts.get("session", "")
        try:
            moment, end = moment_text(
                (day, hour, moment),
                order=self.date_order,
                period=period,
                day_of_hour=lambda clock: self.conferences.day_of_hour(conference, title, clock),
            )
        except ValidationError as error:
            columns = ("date", "time", "delivered_at") if day or hour else ("delivered_at",)
            column = next((name for name in columns if name in self.mistakes.headings), "")
            self.mistakes.add(number, column, error.messages[0])
            moment, end = "", ""
        try:
            end = end_text(moment, end, cells.one_line(texts.get("end", "")), order=self.date_order, period=period)
        except ValidationError as error:
            self.mistakes.add(number, "end", error.messages[0])
            end = ""
        if end:
            self.ends[number] = end
        return texts | {"delivered_at": moment}

    def session_times(self, start, clock, conference):
        """The fields of a new session of one statement, whose end is a clock time, perhaps after midnight."""
        zone = ZoneInfo(self.conferences.times.get(conference, ("UTC", None))[0])
        if not clock:
            return {"starts_at": start}
        local = start.astimezone(zone)
        end = local.replace(**dict(zip(("hour", "minute"), map(int, clock.split(":")), strict=False)))
        return {"starts_at": start, "ends_at": end if end > local else end + timedelta(days=1)}

    @property
    def notes(self):
        """Notes about rows: ends of times, which statements lack, days outside the conference, repetitions, HTML."""
        sentences = [
            (_("Only the beginnings of times are imported, not their ends, in these rows: %s."), sorted(self.ends)),
            (_("The days of these rows are not those of the conference: %s."), self.elsewhere),
            (_("These rows are the same as rows above them: %s."), self.same),
            (_("The HTML of these rows became plain words: %s."), self.html),
        ]
        return [sentence % ", ".join(map(str, numbers)) for sentence, numbers in sentences if numbers]

    def conference_of(self, number, name):
        """The slug of the conference of a row. After a mistake, return the one chosen for the sheet."""
        try:
            return self.conferences.resolve(name, number)
        except ValidationError as error:
            self.mistakes.add(number, "conference", error.messages[0])
            return self.conferences.chosen

    def moment_of(self, text, slug):
        """The moment or the date in a cell, at the conference with this slug."""
        zone, period = self.conferences.times.get(slug, ("UTC", None))
        return cells.time_or_date(text, ZoneInfo(zone), period)

    def check_required(self, rows):
        """Add a mistake for each required column that the sheet lacks, and for each required cell that is empty."""
        new, chosen = [row for row in rows if not row.is_filled("slug")], self.conferences.chosen
        for row in new:
            for name in REQUIRED:
                if name in self.mistakes.headings and not row.is_filled(name) and name != "speaker":
                    self.mistakes.add(row.number, name, _("this is required for a new statement."))
            if not row.is_filled("conference") and not chosen and "conference" in self.mistakes.headings:
                self.mistakes.add(
                    row.number, "conference", _("name the conference, or choose one for the whole sheet.")
                )
        required = REQUIRED if chosen else ("conference", *REQUIRED)
        for name in required if new else ():
            if name not in self.mistakes.headings:
                message = _("the sheet has no column “%s”, which new statements need: add it.")
                self.mistakes.add(0, "", message % BY_NAME[name].heading)


def joined_texts(texts):
    """Join the texts of several columns with semicolons. A single text stays unchanged."""
    while len(texts) > 1 and not texts[-1].strip():
        texts = texts[:-1]
    return (
        texts[0]
        if len(texts) == 1
        else f"{cells.SEPARATOR} ".join(text.strip().strip(cells.SEPARATOR) for text in texts)
    )


def whole_name(given, family):
    """The name of a person, which Chinese writes with the family name first and without a space."""
    given, family = cells.one_line(given), cells.one_line(family)
    return f"{family}{given}" if HAN.fullmatch(f"{family}{given}") else f"{given} {family}".strip()
