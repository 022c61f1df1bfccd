"""The records of a sheet's rows; no queries are made here."""

from django.utils.translation import gettext as _

from proceedings.importing.loader.errors import Place
from proceedings.importing.records import Record
from proceedings.models.columns.identifiers import REGISTRIES
from proceedings.models.columns.slugs import slugify

from .existing import LABEL, normalised
from .parsing import cells
from .parsing.columns import TEXT
from .parsing.rows import LINES, TIMESTAMPS

# Fields that are never empty: an empty cell leaves them as they are.
NEVER_EMPTY = ("kind", "form", "text_format", "language", "title", "position")


class SheetRecords:
    """`by_key` are the records by noun and natural key; the place of a name in several rows is the first of them.

    `directories` are by noun, `sessions` is a SessionDirectory, `slugs` are for new statements, and `conferences` are
    the fields of new ones by slug.
    """

    def __init__(self, file, directories, sessions, slugs, conferences):
        self.file, self.directories, self.sessions, self.slugs = file, directories, sessions, slugs
        self.conferences = conferences
        # Sentences for the editor about what is left out.
        self.by_key, self.notes = {}, []
        # {(noun, slug): the first row with this speaker or organisation}
        self.first_rows = {}

    def add_rows(self, rows, broken):
        """Add the records of matched rows; for rows whose numbers are in `broken`, only those of the names."""
        for row in rows:
            self.add_names(row)
            if row.number not in broken:
                self.add_statement(row)
        self.add_identifiers()

    def add_identifiers(self):
        """Add the identifiers that rows give to speakers and organisations, each with the first of these rows."""
        for noun, directory in self.directories.items():
            for model, fields in directory.identifier_records():
                slug = fields["slug"] if model == noun else fields[noun][0]
                if row := self.first_rows.get((noun, slug)):
                    key = (slug,) if model == noun else (fields["scheme"], fields["value"])
                    self.add(row, model, key, **fields)

    def add(self, row, noun, key, **fields):
        place = Place(self.file, row.number, row.number)
        known = self.by_key.setdefault((noun, *key), Record(place, noun, fields)).fields
        known |= {name: value for name, value in fields.items() if not known.get(name)}

    def add_names(self, row):
        """Add the new rows that a matched row names."""
        if fields := self.conferences.get(row.conference):
            self.add(row, "conference", (row.conference,), slug=row.conference, **fields)
        if title := self.sessions.new.get((row.conference, row.session)):
            key = (row.conference, row.session)
            fields = dict(row.values.get("session", {})) | ({"room": room} if (room := row.line("room")) else {})
            self.add(row, "session", key, conference=[row.conference], slug=row.session, title=title, **fields)
        self.note_room(row)
        country = {"country": row.values["country"]} if "country" in row.values else {}
        for credit, (appointment, is_new) in zip(row.credits, row.appointments, strict=True):
            self.add_name(row, "speaker", credit.speaker, credit.name, **country)
            self.add_name(row, "organisation", credit.organisation, credit.organisation_name)
            if is_new:
                self.add(
                    row,
                    "appointment",
                    (credit.speaker, appointment),
                    speaker=[credit.speaker],
                    slug=appointment,
                    title=credit.post,
                    organisation=[credit.organisation] if credit.organisation else None,
                )
        for slug, name in zip(row.themes, cells.names(row.text("themes")), strict=True):
            self.add_name(row, "theme", slug, name)

    def note_room(self, row):
        """Add a note if the session of a row has another room, by the record or an earlier row."""
        key, room = (row.conference, row.session), row.line("room")
        if not room:
            return
        new = self.by_key.get(("session", *key))
        known = new.fields.get("room", "") if new else self.sessions.sessions[key].room
        if room != known:
            values = {"row": row.number, "room": room, "session": row.line("session"), "known": known or "–"}
            note = _("Row %(row)d: the room %(room)s is left out: that of “%(session)s” is %(known)s.")
            self.notes.append(note % values)

    def add_name(self, row, noun, slug, name, **more):
        self.first_rows.setdefault((noun, slug), row)
        if slug and slug not in self.directories[noun].labels:
            self.add(row, noun, (slug,), slug=slug, name=cells.one_line(name), **more)

    def add_statement(self, row):
        fields = statement_fields(row)
        if row.stored:
            slug = row.stored["slug"]
            fields = {name: value for name, value in fields.items() if not is_same(name, value, row.stored)}
        else:
            name = self.name_of("speaker", row.speaker) if row.speaker else row.text("label") or row.text("title")
            slug = self.slugs.allocate(slugify(f"{name} {row.conference}") or "statement")
            fields = self.sessions.defaults[row.conference] | fields
        self.add(row, "statement", (slug,), slug=slug, **fields)
        for at, fields in further_fields(row):
            self.add(row, "cospeaker", (slug, at), statement=[slug], position=at, **fields)

    def name_of(self, noun, slug):
        """The name of a row, stored or new."""
        return self.directories[noun].labels.get(slug) or self.by_key[noun, slug].fields["name"]

    def new_names(self):
        """{noun: names} of all new rows except statements, and of identifiers that are added to stored rows."""
        names = {}
        for record in self.by_key.values():
            if record.noun in self.directories and record.fields["slug"] in self.directories[record.noun].labels:
                names.setdefault(f"{record.noun}identifier", []).extend(self.own_identifiers(record))
            elif record.noun not in {"statement", "cospeaker"}:
                names.setdefault(record.noun, []).append(self.label(record))
        return names

    def own_identifiers(self, record):
        """Yield the identifiers that are fields of a stored row, with its name."""
        name = self.name_of(record.noun, record.fields["slug"])
        return (f"{name}: {scheme}:{value}" for scheme, value in record.fields.items() if scheme in REGISTRIES)

    def label(self, record):
        fields = record.fields
        if record.noun.endswith("identifier"):
            noun = record.noun.removesuffix("identifier")
            return f"{self.name_of(noun, fields[noun][0])}: {fields['scheme']}:{fields['value']}"
        if record.noun != "appointment":
            return fields.get("name") or fields["title"]
        organisations = [self.name_of("organisation", slug) for slug in fields["organisation"] or ()]
        return f"{self.name_of('speaker', fields['speaker'][0])}: {', '.join([fields['title'], *organisations])}"


def statement_fields(row):
    """The fields that the sheet has columns for. An empty cell empties its field, except those in NEVER_EMPTY."""
    fields = {"session": [row.conference, row.session], "speaker": [row.speaker] if row.speaker else None}
    if row.has_column(LABEL):
        fields[LABEL] = row.credits[0].label
    if row.has_column("post"):
        fields["appointment"] = [row.speaker, row.appointment] if row.appointment else None
    fields |= {name: row.line(name) for name in LINES if name != LABEL and row.has_column(name)}
    fields |= {name: normalised(row.text(name)) for name in (TEXT, TIMESTAMPS) if row.has_column(name)}
    if row.has_column("themes"):
        fields["themes"] = [[slug] for slug in row.themes]
    for name in (*NEVER_EMPTY, "delivered_at", "recording_start", "recording_end"):
        if row.has_column(name) and name not in fields:
            fields[name] = row.values.get(name)
    if row.has_column("delivered_at"):
        # The column has either a moment or a day.
        fields["delivered_on"] = row.values.get("delivered_on")
    return {name: value for name, value in fields.items() if value or name not in NEVER_EMPTY}


def further_fields(row):
    """Yield (position, fields) of each further speaker that the sheet adds or changes."""
    stored = row.stored["further"] if row.stored else []
    for at, (credit, (appointment, _is_new)) in enumerate(zip(row.credits[1:], row.appointments[1:], strict=True)):
        known = stored[at] if at < len(stored) else {}
        position = known.get("position") or (stored[-1]["position"] if stored else 1) + at - len(stored) + 1
        fields = {"speaker": credit.speaker, "label": credit.label}
        if row.has_column("post"):
            fields["appointment"] = appointment
        elif credit.speaker != known.get("speaker"):
            fields["appointment"] = None
        if known and all(known[name] == value for name, value in fields.items()):
            continue
        yield position, fields | reference_fields(fields)


def reference_fields(fields):
    """The speaker and the appointment of a further speaker as a fixture refers to them."""
    speaker, appointment = fields["speaker"], fields.get("appointment")
    references = {"speaker": [speaker] if speaker else None}
    if "appointment" in fields:
        references["appointment"] = [speaker, appointment] if appointment else None
    return references


def is_same(name, value, stored):
    """Whether a value is the stored one, apart from what spreadsheets change in texts and times."""
    if name in LINES:
        return cells.one_line(stored[name]) == value
    if name in {TEXT, TIMESTAMPS}:
        return normalised(stored[name]) == value
    if name == "delivered_at" and stored[name] and value:
        return stored[name].replace(microsecond=0) == value.replace(microsecond=0)
    return False
