"""The rows of a sheet, parsed cell by cell."""

from collections import defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.formulas import unescape_formula
from proceedings.importing.loader.model_fields import noun_of
from proceedings.models import Form, Kind, Statement, TextFormat
from proceedings.models.columns.partial_dates import PartialDate

from . import cells
from .columns import BY_NAME, REQUIRED, TEXT
from .dates import moment_text

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
}
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
        # A cell must be what the fixture's field of that name must be.
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
        return rows

    def parse_row(self, number, texts, faults):
        for fault in faults:
            heading = next((heading for heading in self.headings if heading.at == fault.column), None)
            if heading:
                self.mistakes.add(number, heading.column.name, fault.message)
        if len(texts) > len(self.sheet.headings):
            self.mistakes.add(number, "", _("the row has more cells than there are headings."))
        texts = self.with_moment(number, self.by_column(texts))
        conference = self.conference_of(number, cells.one_line(texts.get("conference", "")))
        parsers = self.parsers | {"delivered_at": lambda text: self.moment_of(text, conference)}
        values = {}
        for name, parse in parsers.items():
            if texts.get(name, "").strip():
                try:
                    values[name] = parse(texts[name])
                except ValidationError as error:
                    self.mistakes.add(number, name, error.messages[0])
        if isinstance(values.get("delivered_at"), PartialDate):
            values["delivered_on"] = values.pop("delivered_at")
        return ParsedRow(number, texts, values, conference)

    def by_column(self, texts):
        """The texts by column name; the pieces of a long text are joined."""
        joined = {}
        for heading in self.headings:
            text = unescape_formula(texts[heading.at]) if heading.at < len(texts) else ""
            name = heading.column.name
            joined[name] = joined[name] + text if name == TEXT and name in joined else text
        return joined

    def with_moment(self, number, texts):
        """The texts with the columns Date and Time as Delivered at, and its day in the order of ISO 8601."""
        day, hour, moment = (texts.get(name, "").strip() for name in ("date", "time", "delivered_at"))
        try:
            moment = moment_text(day, hour, moment, self.date_order)
        except ValidationError as error:
            self.mistakes.add(number, "date" if day or hour else "delivered_at", error.messages[0])
            moment = ""
        return texts | {"delivered_at": moment} if texts.keys() & {"date", "time", "delivered_at"} else texts

    def conference_of(self, number, name):
        """The slug of the conference of a row; the chosen one if the row is mistaken."""
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
        """Add a mistake for each column that the new statements need and the sheet lacks, and for each empty cell."""
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
