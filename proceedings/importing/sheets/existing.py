"""Statements on the record, as the cells of a sheet: what an export writes, and what an upload is compared with."""

from collections import defaultdict, deque
from zoneinfo import ZoneInfo

from proceedings.batches import chunks
from proceedings.models import Form, Kind, Statement

from . import cells

OWN = (
    *("slug", "position", "kind", "form", "title", "text", "language", "delivered_at", "source", "source_url", "doi"),
    *("recording_url", "recording_start"),
)
SESSION, CONFERENCE = "session__slug", "session__conference__slug"
SPEAKER, POST, ORGANISATION = "speaker__slug", "appointment__slug", "appointment__organisation__slug"
PATHS = (
    *("pk", *OWN, SESSION, "session__title"),
    *(CONFERENCE, "session__conference__title", "session__conference__time_zone"),
    *(SPEAKER, "speaker__name", "speaker__country", POST, "appointment__title"),
    *(ORGANISATION, "appointment__organisation__name"),
)


def fetched(statements):
    """A dictionary of PATHS, and `themes` as (slug, name), for each statement of a QuerySet; two queries."""
    rows = list(statements.order_by("pk").values(*PATHS))
    themes = defaultdict(list)
    tags = Statement.themes.through._base_manager.filter(statement__in=[row["pk"] for row in rows])
    for pk, *theme in tags.order_by("theme__name").values_list("statement", "theme__slug", "theme__name"):
        themes[pk].append(tuple(theme))
    for row in rows:
        row["themes"] = themes[row["pk"]]
    return rows


def texts(row):
    """A statement's cells by the names of the columns."""
    own = {name: "" if row[name] is None else str(row[name]) for name in OWN}
    moment = row["delivered_at"]
    return own | {
        "kind": str(Kind(row["kind"]).label),
        "form": str(Form(row["form"]).label),
        "conference": row["session__conference__title"],
        "session": row["session__title"],
        "speaker": row["speaker__name"] or "",
        "country": row["speaker__country"] or "",
        "post": row["appointment__title"] or "",
        "organisation": row["appointment__organisation__name"] or "",
        "delivered_at": (moment and local(moment, row["session__conference__time_zone"])) or "",
        "themes": f"{cells.SEPARATOR} ".join(slug if cells.SEPARATOR in name else name for slug, name in row["themes"]),
    }


def local(moment, zone):
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0).isoformat(" ")


class Statements:
    """The stored statements that the rows of a sheet may mean, each to be found once."""

    def __init__(self, slugs, conferences):
        self.by_slug = {}
        for some in chunks(slugs):
            self.keep(Statement.objects.filter(slug__in=some))
        for some in chunks(conferences):
            self.keep(Statement.objects.filter(session__conference__slug__in=some))
        self.alike = defaultdict(deque)
        for row in self.by_slug.values():
            if row["slug"] not in slugs:
                told = row[CONFERENCE], row[SESSION], row[SPEAKER], cells.line(row["title"])
                self.alike[told].append(row)

    def keep(self, statements):
        for some in chunks(statements.order_by("pk").values_list("pk", flat=True)):
            self.by_slug |= {row["slug"]: row for row in fetched(Statement.objects.filter(pk__in=some))}

    def like(self, told, text, position):
        """The statement that a row without an address means: `told` are its conference, session, speaker and title.

        Of several the one with the same text or the same place. With another place, and other words, it is a new one.
        """
        rows = self.alike.get(told, deque())
        is_text = [whole(row["text"]) == whole(text) for row in rows]
        is_place = [position in {None, row["position"]} for row in rows]
        for holds in (all, any):
            for row, *alike in zip(rows, is_text, is_place, strict=True):
                if holds(alike):
                    rows.remove(row)
                    return row
        return None


def whole(text):
    """A text without what spreadsheets and forms change in it: ends of lines, and space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
