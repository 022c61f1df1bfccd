"""Statements on the record as cells of a sheet, for downloads and for the comparison with an upload."""

from collections import defaultdict, deque
from zoneinfo import ZoneInfo

from proceedings.batches import chunks
from proceedings.models import CoSpeaker, Form, Kind, Statement, TextFormat
from proceedings.models.columns.local_times import is_repeated

from .parsing import cells

OWN = (
    "slug",
    "position",
    "kind",
    "form",
    "title",
    "text",
    "text_format",
    "language",
    "label",
    "delivered_at",
    "delivered_on",
    "source",
    "source_url",
    "rights",
    "doi",
    "recording_url",
    "recording_start",
    "recording_end",
    "recording_timestamps",
)
LABEL = "label"
SESSION, CONFERENCE = "session__slug", "session__conference__slug"
SPEAKER, APPOINTMENT, ORGANISATION = "speaker__slug", "appointment__slug", "appointment__organisation__slug"
PATHS = (
    "pk",
    *OWN,
    SESSION,
    "session__title",
    CONFERENCE,
    "session__conference__title",
    "session__conference__time_zone",
    SPEAKER,
    "speaker__name",
    "speaker__country",
    APPOINTMENT,
    "appointment__title",
    ORGANISATION,
    "appointment__organisation__name",
)


# The values of a further speaker: (name, path).
FURTHER = (
    ("position", "position"),
    ("label", "label"),
    ("speaker", "speaker__slug"),
    ("name", "speaker__name"),
    ("appointment", "appointment__slug"),
    ("post", "appointment__title"),
    ("organisation", "appointment__organisation__slug"),
    ("organisation_name", "appointment__organisation__name"),
)


def statement_values(statements):
    """A dictionary of PATHS for each statement of a QuerySet; three queries.

    `themes` are pairs of slug and name, `further` are dictionaries of the further speakers.
    """
    rows = list(statements.order_by("pk").values(*PATHS))
    themes = defaultdict(list)
    tags = Statement.themes.through._base_manager.filter(statement__in=[row["pk"] for row in rows])
    for pk, *theme in tags.order_by("theme__name").values_list("statement", "theme__slug", "theme__name"):
        themes[pk].append(tuple(theme))
    further = defaultdict(list)
    speakers = CoSpeaker.objects.filter(statement__in=[row["pk"] for row in rows]).order_by("position")
    for pk, *values in speakers.values_list("statement", *(path for _name, path in FURTHER)):
        further[pk].append({name: value for (name, _path), value in zip(FURTHER, values, strict=True)})
    for row in rows:
        row["themes"], row["further"] = themes[row["pk"]], further[row["pk"]]
    return rows


def cell_texts(row):
    """The texts of a statement's cells, by the names of the columns."""
    own = {name: "" if row[name] is None else str(row[name]) for name in OWN}
    moment, further = row["delivered_at"], row["further"]
    return own | {
        "kind": str(Kind(row["kind"]).label),
        "form": str(Form(row["form"]).label),
        "text_format": str(TextFormat(row["text_format"]).label),
        "conference": row["session__conference__title"],
        "session": row["session__title"],
        "speaker": aligned_cell(row["speaker__name"], [each["name"] or each["label"] for each in further]),
        "label": aligned_cell(row[LABEL], [each["label"] for each in further]),
        # The sheet has no cells for the countries of several speakers.
        "country": "" if further else row["speaker__country"] or "",
        "post": aligned_cell(row["appointment__title"], [each["post"] for each in further]),
        "organisation": aligned_cell(
            row["appointment__organisation__name"], [each["organisation_name"] for each in further]
        ),
        "delivered_at": (moment and local_time(moment, row["session__conference__time_zone"])) or own["delivered_on"],
        "themes": f"{cells.SEPARATOR} ".join(slug if cells.SEPARATOR in name else name for slug, name in row["themes"]),
    }


def aligned_cell(first, further):
    """Join the texts about all speakers in one cell, which is empty if all texts are."""
    texts = [text or "" for text in (first, *further)]
    return f"{cells.SEPARATOR} ".join(texts) if any(texts) else ""


def local_time(moment, zone):
    """The day and the time in a zone; with the offset if the clock shows this time twice."""
    local = moment.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    return (local if is_repeated(local) else local.replace(tzinfo=None)).isoformat(" ")


class ExistingStatements:
    """The stored statements that the rows of a sheet may mean: those at its addresses, and those of its conferences."""

    def __init__(self, slugs, conferences):
        self.by_slug = {}
        for some in chunks(slugs):
            self.fetch(Statement.objects.filter(slug__in=some))
        for some in chunks(conferences):
            self.fetch(Statement.objects.filter(session__conference__slug__in=some))
        self.similar = defaultdict(deque)
        for row in self.by_slug.values():
            if row["slug"] not in slugs:
                self.similar[row[CONFERENCE], row[SESSION], row[SPEAKER], cells.one_line(row["title"])].append(row)

    def fetch(self, statements):
        for some in chunks(statements.order_by("pk").values_list("pk", flat=True)):
            self.by_slug |= {row["slug"]: row for row in statement_values(Statement.objects.filter(pk__in=some))}

    def take_similar(self, row):
        """Take the stored statement that a row without an address means, or None if the row is a new statement.

        It has the same conference, session, speaker and title, and the same text and position, or else one of the two.
        """
        if row.slug:
            return None
        rows = self.similar.get((row.conference, row.session, row.speaker, row.line("title")), deque())
        position = row.values.get("position")
        is_text = [normalised(stored["text"]) == normalised(row.text("text")) for stored in rows]
        is_position = [position in {None, stored["position"]} for stored in rows]
        for holds in (all, any):
            for stored, *same in zip(rows, is_text, is_position, strict=True):
                if holds(same):
                    rows.remove(stored)
                    return stored
        return None


def normalised(text):
    """A text with uniform line ends and without surrounding space, which spreadsheets and forms change."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
