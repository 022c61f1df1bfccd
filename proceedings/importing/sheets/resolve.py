"""A sheet's rows turned into records such as fixtures have, by the names in their cells."""

from collections import defaultdict
from itertools import islice
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.addresses import Slugs
from proceedings.importing.loader.errors import Place
from proceedings.models import (
    Conference,
    FormerAddress,
    Organisation,
    OrganisationName,
    OtherName,
    Speaker,
    Statement,
    Theme,
)
from proceedings.models.columns.slugs import slugify

from . import cells
from .appointments import Posts
from .columns import TEXT
from .directory import Directory, key
from .errors import Mistake
from .existing import CONFERENCE, ORGANISATION, POST, SESSION, SPEAKER, Statements, whole
from .programme import Programme
from .rows import LINES, Rows

# What a statement cannot be without: an empty cell leaves it as it is.
NEVER_EMPTY = ("kind", "form", "language", "title", "position")

# Names that somebody can say something about; to look for those that are near takes a millisecond for each.
MOST_ASKED = 10_000


class Question(NamedTuple):
    """A name that an editor must say who or what is: nobody of the record, or one of the candidates, (slug, label)."""

    noun: str
    name: str
    candidates: list[tuple[str, str]]
    rows: list[int]
    is_several: bool


class Recorder:
    """`records` are (place, noun, fields); `questions` must be answered first; `sheet.mistakes` be mended."""

    def __init__(self, sheet, headings, *, conference="", answers=None):
        answers, self.former = answers or {}, defaultdict(dict)
        for noun, slug, target in FormerAddress.objects.values_list("noun", "slug", "target").iterator():
            self.former[noun][slug] = target

        def directory(model, *names, others=None):
            noun = model._meta.model_name
            told = {"answers": answers.get(noun), "former": self.former[noun]}
            return Directory(model, names=names, others=others, **told)

        self.conferences = directory(Conference, "title", "acronym")
        self.directories = {
            "speaker": directory(Speaker, "name", "sort_name", others=OtherName),
            "organisation": directory(Organisation, "name", "acronym", others=OrganisationName),
            "theme": directory(Theme, "name"),
        }
        self.sheet = Rows(sheet, headings, self.conferences, conference)
        self.name = sheet.name
        # By (noun, parts of the key): what several rows name is recorded where the first one does.
        self.records, self.asked = {}, {}

    def read(self):
        """Read every row, and ask the record for what the rows are about."""
        self.sheet.read()
        rows = self.sheet.rows
        seen = {}
        for row in rows:
            row.slug = self.former["statement"].get(row.slug, row.slug)
            if row.slug and (other := seen.setdefault(row.slug, row)) is not row:
                row.complain("slug", _("row %d is about this statement already.") % other.number)
        addressed = {row.slug for row in rows if row.slug}
        open_ones = {row.conference for row in rows if not row.slug and row.conference}
        self.stored = Statements(addressed, open_ones)
        for row in rows:
            self.take_address(row)
        conferences = {row.conference for row in rows if row.conference}
        self.programme = Programme(conferences)
        for row in rows:
            self.name_all(row)
        self.posts = Posts({row.speaker for row in rows if row.speaker})

    # Which rows mean what

    def take_address(self, row):
        if not row.slug:
            return
        row.stored = self.stored.by_slug.get(row.slug)
        if row.stored is None:
            row.complain("slug", _("no statement has the address “%s”; leave the cell empty for a new one.") % row.slug)
        elif not row.says("conference"):
            row.conference = row.stored[CONFERENCE]

    def name_all(self, row):
        now = row.stored or {}
        if row.says("speaker"):
            row.speaker = self.named(row, "speaker", row.text("speaker"), now.get(SPEAKER))
        elif not row.has("speaker"):
            row.speaker = now.get(SPEAKER)
        if row.says("organisation"):
            row.organisation = self.named(row, "organisation", row.text("organisation"), now.get(ORGANISATION))
        tagged = {key(name): slug for slug, name in now.get("themes", ())}
        row.themes = [self.named(row, "theme", name, tagged.get(key(name))) for name in cells.names(row.text("themes"))]
        stays = row.stored and now[CONFERENCE] == row.conference
        if row.conference and row.says("session"):
            try:
                name = cells.line(row.text("session"))
                row.session = self.programme.meant(row.conference, name, now[SESSION] if stays else None)
            except ValidationError as error:
                row.complain("session", error.messages[0])
        elif stays:
            row.session = now[SESSION]

    def named(self, row, noun, text, current):
        name = cells.line(text)
        found = self.directories[noun].resolve(name, current)
        if found is None:
            self.asked.setdefault((noun, key(name)), (name, []))[1].append(row.number)
        return found

    def questions(self):
        if len(self.asked) > MOST_ASKED:
            message = _("The sheet has more than %d names that the record does not know: divide it into several.")
            self.sheet.mistakes.append(Mistake(0, "", message % MOST_ASKED))
        return [
            Question(
                noun,
                name,
                [(slug, self.directories[noun].label[slug]) for slug in self.directories[noun].near(name)],
                numbers,
                bool(self.directories[noun].found(name)),
            )
            for (noun, _key), (name, numbers) in islice(self.asked.items(), MOST_ASKED)
        ]

    # Records

    def record(self):
        """Turn the rows into records; those that are broken have told why."""
        whole_ones = [row for row in self.sheet.rows if not row.is_broken and row.session]
        for row in whole_ones:
            if not row.slug:
                told = row.conference, row.session, row.speaker, cells.line(row.text("title"))
                row.stored = self.stored.like(told, row.text("text"), row.values.get("position"))
        if not all(row.stored for row in whole_ones):
            taken = Statement.objects.order_by().values_list("slug", flat=True).iterator()
            self.slugs = Slugs({*taken, *self.former["statement"]})
        for row in whole_ones:
            try:
                self.record_row(row)
            except ValidationError as error:
                row.complain("post", error.messages[0])

    def add(self, row, noun, *key_, **fields):
        place = Place(self.name, row.number, row.number)
        known = self.records.setdefault((noun, *key_), (place, fields))[1]
        known |= {name: value for name, value in fields.items() if not known.get(name)}

    def record_row(self, row):
        self.record_names(row)
        fields = self.fields(row)
        if row.stored:
            row.slug = row.stored["slug"]
        else:
            name = self.called("speaker", row.speaker) if row.speaker else row.text("title")
            row.slug = self.slugs.unused(slugify(f"{name} {row.conference}") or "statement")
        self.add(row, "statement", row.slug, slug=row.slug, **fields)

    def new(self):
        """The names of all that is new but the statements: {noun: names}."""
        found = {}
        for (noun, *_key), (_place, fields) in self.records.items():
            if noun != "statement":
                found.setdefault(noun, []).append(self.name_of(noun, fields))
        return found

    def name_of(self, noun, fields):
        if noun != "appointment":
            return fields.get("name") or fields["title"]
        speaker, body = fields["speaker"][0], fields["organisation"]
        words = [fields["title"], *(self.called("organisation", slug) for slug in body or ())]
        return f"{self.called('speaker', speaker)}: {', '.join(words)}"

    def called(self, noun, slug):
        """The name of a row, stored or new."""
        return self.directories[noun].label.get(slug) or self.records[noun, slug][1]["name"]

    def record_names(self, row):
        """Record what the row names and the record does not have."""
        if title := self.programme.new.get((row.conference, row.session)):
            keys = {"conference": [row.conference], "slug": row.session}
            self.add(row, "session", row.conference, row.session, **keys, title=title)
        country = {"country": row.values["country"]} if "country" in row.values else {}
        self.record_name(row, "speaker", row.speaker, row.text("speaker"), **country)
        self.record_name(row, "organisation", row.organisation, row.text("organisation"))
        for slug, name in zip(row.themes, cells.names(row.text("themes")), strict=True):
            self.record_name(row, "theme", slug, name)

    def record_name(self, row, noun, slug, name, **more):
        if slug and slug not in self.directories[noun].label:
            self.add(row, noun, slug, slug=slug, name=cells.line(name), **more)

    def post(self, row):
        """The key of the speaker's post that the row names; None when it names none."""
        title = cells.line(row.text("post"))
        if not title:
            if row.organisation:
                raise ValidationError(_("an organisation without a post: write the title of the post."))
            return None
        if not row.speaker:
            raise ValidationError(_("a post without a speaker: name the speaker, or leave the post empty."))
        organisation = row.organisation or None
        day = self.programme.day(row.conference, row.session, row.values.get("delivered_at"))
        current = row.stored and row.stored[POST]
        slug, is_new = self.posts.meant(row.speaker, title, organisation, current=current, day=day)
        if is_new:
            keys = {"speaker": [row.speaker], "slug": slug}
            held_at = [organisation] if organisation else None
            self.add(row, "appointment", row.speaker, slug, **keys, title=title, organisation=held_at)
        return [row.speaker, slug]

    def fields(self, row):
        """The statement's fields that the sheet has; an empty cell empties, but what a statement cannot be without."""
        found = {"session": [row.conference, row.session], "speaker": [row.speaker] if row.speaker else None}
        if row.has("post"):
            found["appointment"] = self.post(row)
        for name in LINES:
            if row.has(name):
                found[name] = cells.line(row.text(name))
        if row.has(TEXT):
            found[TEXT] = whole(row.text(TEXT))
        if row.has("themes"):
            found["themes"] = [[slug] for slug in row.themes]
        for name in (*NEVER_EMPTY, "delivered_at", "recording_start"):
            if row.has(name) and name not in found:
                found[name] = row.values.get(name)
        found = {name: value for name, value in found.items() if value or name not in NEVER_EMPTY}
        if row.stored is None:
            return {"language": self.programme.languages[row.conference]} | found
        return {name: value for name, value in found.items() if not says_the_same(name, value, row.stored)}


def says_the_same(name, value, stored):
    """Whether it is what is stored, but for what spreadsheets change in a text or a time."""
    if name in LINES:
        return cells.line(stored[name]) == value
    if name == TEXT:
        return whole(stored[name]) == value
    if name == "delivered_at" and stored[name] and value:
        return stored[name].replace(microsecond=0) == value.replace(microsecond=0)
    return False
