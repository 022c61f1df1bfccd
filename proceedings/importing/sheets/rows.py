"""The rows of a sheet by the names of their columns, each cell read by itself."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.formulas import restored
from proceedings.importing.loader.model_fields import noun_of
from proceedings.models import Conference, Form, Kind, Statement

from . import cells
from .columns import BY_NAME, NEEDED, TEXT
from .errors import Mistake

READ = {
    "position": lambda text: cells.place(cells.line(text)),
    "kind": lambda text: cells.choice(text, Kind),
    "form": lambda text: cells.choice(text, Form),
    "country": cells.country,
    "recording_start": cells.seconds,
    "slug": cells.address,
    TEXT: noun_of(Statement).columns[TEXT].read,
}
# Of one line each.
LINES = ("title", "source", "source_url", "doi", "recording_url", "language")


class Row:
    """A row; `values` are what its cells say once they are read, `stored` the statement that it means, if there is one.

    What it names has its address here: `conference`, `session`, `speaker`, `organisation`, `themes`.
    """

    def __init__(self, number, texts, complain):
        self.number, self.texts, self.complaining = number, texts, complain
        self.values, self.themes = {}, []
        self.slug = self.conference = self.session = self.organisation = ""
        self.speaker = self.stored = None
        self.is_broken = False

    def has(self, column):
        """Whether the sheet has the column at all."""
        return column in self.texts

    def text(self, column):
        return self.texts.get(column, "")

    def says(self, column):
        return bool(self.text(column).strip())

    def complain(self, column, message):
        self.is_broken = True
        self.complaining(self.number, column, message)


class Rows:
    def __init__(self, sheet, headings, conferences, conference):
        self.sheet, self.headings = sheet, headings
        self.conferences, self.conference = conferences, conference
        self.by_column = {}
        for heading in headings:
            self.by_column.setdefault(heading.column.name, heading)
        self.mistakes = []
        self.rows = []
        # What a fixture's field must be, so must the cell of that name.
        own = noun_of(Statement).columns
        self.readers = READ | {name: lambda text, name=name: own[name].read(cells.line(text)) for name in LINES}

    def complain(self, number, column, message):
        heading = self.by_column.get(column)
        self.mistakes.append(Mistake(number, heading.name if heading else "", message))

    def read(self):
        faulty = {}
        for fault in self.sheet.faults:
            faulty.setdefault(fault.row, []).append(fault)
        for number, texts in self.sheet.rows:
            row = Row(number, self.cells_of(texts), self.complain)
            for fault in faulty.get(number, ()):
                heading = next((heading for heading in self.headings if heading.at == fault.column), None)
                if heading:
                    row.complain(heading.column.name, fault.message)
            if len(texts) > len(self.sheet.headings):
                row.complain("", _("the row has more cells than there are headings."))
            self.read_row(row)
            self.rows.append(row)
        self.read_times()
        self.miss_columns()

    def cells_of(self, texts):
        """The texts by the names of the columns; those of a long text are put together."""
        found = {}
        for heading in self.headings:
            text = restored(texts[heading.at]) if heading.at < len(texts) else ""
            name = heading.column.name
            found[name] = found[name] + text if name == TEXT and name in found else text
        return found

    def read_row(self, row):
        for name, read in self.readers.items():
            if row.says(name):
                try:
                    row.values[name] = read(row.text(name))
                except ValidationError as error:
                    row.complain(name, error.messages[0])
        row.slug = row.values.get("slug", "")
        self.read_conference(row)

    def read_conference(self, row):
        row.conference = self.conference
        if not row.says("conference"):
            return
        name = cells.line(row.text("conference"))
        found = sorted(self.conferences.found(name, self.conference))
        if len(found) == 1 and self.conference in {"", *found}:
            row.conference = found[0]
        elif len(found) == 1:
            row.complain("conference", _("the sheet is for “%s”: it was chosen above.") % self.label(self.conference))
        elif found:
            message = _("several conferences are called so: write the address of the one that is meant: %s.")
            row.complain("conference", message % ", ".join(found))
        else:
            near = ", ".join(f"“{self.label(slug)}”" for slug in self.conferences.near(name)[:1])
            hint = " " + _("Did you mean %s?") % near if near else ""
            row.complain("conference", _("there is no conference “%s”: add it first.") % cells.shown(name) + hint)

    def label(self, slug):
        return self.conferences.label[slug]

    def read_times(self):
        """Read the times, for which the conferences' zones must be known; one query."""
        timed = [row for row in self.rows if row.says("delivered_at")]
        zones = dict(Conference.objects.order_by().values_list("slug", "time_zone")) if timed else {}
        for row in timed:
            try:
                zone = ZoneInfo(zones.get(row.conference, "UTC"))
                row.values["delivered_at"] = cells.moment(row.text("delivered_at"), zone)
            except ValidationError as error:
                row.complain("delivered_at", error.messages[0])

    def miss_columns(self):
        """Complain of each column that the new statements need and the sheet does not have, and of each empty cell."""
        for row in self.rows:
            if row.says("slug"):
                continue
            for name in NEEDED:
                if name in self.by_column and not row.says(name) and name != "speaker":
                    row.complain(name, _("this must be given for a new statement."))
            if not row.says("conference") and not self.conference and "conference" in self.by_column:
                row.complain("conference", _("name the conference, or choose one for the whole sheet."))
        new = [row for row in self.rows if not row.says("slug")]
        wanted = NEEDED if self.conference else ("conference", *NEEDED)
        for name in wanted if new else ():
            if name not in self.by_column:
                message = _("the sheet has no column “%s”, which new statements need: add it.")
                self.mistakes.append(Mistake(0, "", message % BY_NAME[name].heading))
