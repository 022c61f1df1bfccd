"""The records of a sheet's rows; no queries are made here."""

from proceedings.importing.loader.errors import Place
from proceedings.importing.records import Record
from proceedings.models.columns.slugs import slugify

from . import cells
from .columns import TEXT
from .existing import normalised
from .rows import LINES

# A statement always has these: an empty cell leaves them as they are.
NEVER_EMPTY = ("kind", "form", "language", "title", "position")


class SheetRecords:
    """`by_key` are the records by noun and natural key; a name in several rows is recorded at the first of them.

    `directories` are by noun, `sessions` is a SessionDirectory, and `slugs` are for new statements.
    """

    def __init__(self, file, directories, sessions, slugs):
        self.file, self.directories, self.sessions, self.slugs = file, directories, sessions, slugs
        self.by_key = {}

    def add_rows(self, rows, broken):
        """Add the matched rows; of those whose numbers are in `broken` only the names."""
        for row in rows:
            self.add_names(row)
            if row.number not in broken:
                self.add_statement(row)

    def add(self, row, noun, key, **fields):
        place = Place(self.file, row.number, row.number)
        known = self.by_key.setdefault((noun, *key), Record(place, noun, fields)).fields
        known |= {name: value for name, value in fields.items() if not known.get(name)}

    def add_names(self, row):
        """Add the new rows that a matched row names."""
        if title := self.sessions.new.get((row.conference, row.session)):
            key = (row.conference, row.session)
            self.add(row, "session", key, conference=[row.conference], slug=row.session, title=title)
        country = {"country": row.values["country"]} if "country" in row.values else {}
        self.add_name(row, "speaker", row.speaker, row.text("speaker"), **country)
        self.add_name(row, "organisation", row.organisation, row.text("organisation"))
        for slug, name in zip(row.themes, cells.names(row.text("themes")), strict=True):
            self.add_name(row, "theme", slug, name)
        if row.has_new_appointment:
            self.add(
                row,
                "appointment",
                (row.speaker, row.appointment),
                speaker=[row.speaker],
                slug=row.appointment,
                title=row.line("post"),
                organisation=[row.organisation] if row.organisation else None,
            )

    def add_name(self, row, noun, slug, name, **more):
        if slug and slug not in self.directories[noun].labels:
            self.add(row, noun, (slug,), slug=slug, name=cells.one_line(name), **more)

    def add_statement(self, row):
        fields = statement_fields(row)
        if row.stored:
            slug = row.stored["slug"]
            fields = {name: value for name, value in fields.items() if not is_same(name, value, row.stored)}
        else:
            name = self.name_of("speaker", row.speaker) if row.speaker else row.text("title")
            slug = self.slugs.allocate(slugify(f"{name} {row.conference}") or "statement")
            fields = {"language": self.sessions.languages[row.conference]} | fields
        self.add(row, "statement", (slug,), slug=slug, **fields)

    def name_of(self, noun, slug):
        """The name of a row, stored or new."""
        return self.directories[noun].labels.get(slug) or self.by_key[noun, slug].fields["name"]

    def new_names(self):
        """The names of all new rows but statements: {noun: names}."""
        names = {}
        for record in self.by_key.values():
            if record.noun != "statement":
                names.setdefault(record.noun, []).append(self.label(record))
        return names

    def label(self, record):
        fields = record.fields
        if record.noun != "appointment":
            return fields.get("name") or fields["title"]
        organisations = [self.name_of("organisation", slug) for slug in fields["organisation"] or ()]
        return f"{self.name_of('speaker', fields['speaker'][0])}: {', '.join([fields['title'], *organisations])}"


def statement_fields(row):
    """The statement's fields that the sheet has columns for; an empty cell empties all but NEVER_EMPTY."""
    fields = {"session": [row.conference, row.session], "speaker": [row.speaker] if row.speaker else None}
    if row.has_column("post"):
        fields["appointment"] = [row.speaker, row.appointment] if row.appointment else None
    for name in LINES:
        if row.has_column(name):
            fields[name] = row.line(name)
    if row.has_column(TEXT):
        fields[TEXT] = normalised(row.text(TEXT))
    if row.has_column("themes"):
        fields["themes"] = [[slug] for slug in row.themes]
    for name in (*NEVER_EMPTY, "delivered_at", "recording_start"):
        if row.has_column(name) and name not in fields:
            fields[name] = row.values.get(name)
    return {name: value for name, value in fields.items() if value or name not in NEVER_EMPTY}


def is_same(name, value, stored):
    """Whether a value is the stored one, but for changes that spreadsheets make in texts and times."""
    if name in LINES:
        return cells.one_line(stored[name]) == value
    if name == TEXT:
        return normalised(stored[name]) == value
    if name == "delivered_at" and stored[name] and value:
        return stored[name].replace(microsecond=0) == value.replace(microsecond=0)
    return False
