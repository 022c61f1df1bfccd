"""A debate's sections and what was said in them, as records of sessions and statements."""

from django.utils.translation import ngettext

from proceedings import markup
from proceedings.importing.addresses import Slugs
from proceedings.importing.loader.errors import Place
from proceedings.models import SessionKind, Statement
from proceedings.models.columns.slugs import slugify

from . import extension, matching

# As much of what was said as a title may be, when there is none.
TITLE = 80


class Programme:
    def __init__(self, recorder, debate, conference):
        self.recorder, self.debate, self.conference = recorder, debate, conference
        self.stored = matching.Statements(conference)

    def record(self):
        sections, known, slugs = self.debate.sections, matching.sessions(self.conference), Slugs()
        named = [one.own.get("slug") or slugs.unused(slugify(one.title) or "session") for one in sections]
        left = [slug for slug in known if slug not in named]
        places, moved = matching.places([known.get(slug) for slug in named], left)
        for at, (section, slug) in enumerate(zip(sections, named, strict=True)):
            fields = {"conference": [self.conference], "slug": slug, "title": section.title}
            fields |= self.session(section, is_new=slug not in known)
            self.recorder.add(self.place(section), "session", fields | placed(places, at))
            self.record_said(section, slug)
        self.move("session", moved, conference=[self.conference])
        if left_out := len(self.stored.left):
            sentence = ngettext(
                "%(number)d statement of %(conference)s is not in the file, and stays.",
                "%(number)d statements of %(conference)s are not in the file, and stay.",
                left_out,
            )
            self.debate.note(self.debate.element, sentence % {"number": left_out, "conference": self.conference})

    def place(self, one):
        return Place(self.debate.file, 0, one.line)

    def move(self, noun, moved, **fields):
        """What the file does not have goes after what it has, where it would stand in the way."""
        for slug, position in moved.items():
            self.recorder.add(self.debate.place(), noun, {**fields, "slug": slug, "position": position})

    def session(self, section, *, is_new):
        if section.own:
            fields = extension.typed("session", section.own)
        else:
            fields = {"starts_at": section.starts_at, "ends_at": section.ends_at, "summary": section.summary}
            fields = {name: value for name, value in fields.items() if value}
        # A section's name is whatever its editors call it; as one of ours it is certain.
        certain = section.name in SessionKind.values and (is_new or section.own)
        return fields | ({"kind": section.name} if certain else {})

    def record_said(self, section, session):
        recorder = self.recorder
        speakers = [one.by and recorder.slug_of(recorder.speakers, one.by, self.debate) for one in section.said]
        told = [(one.own.get("slug"), speaker, one.text) for one, speaker in zip(section.said, speakers, strict=True)]
        found = self.stored.of_session(session, told)
        left = [slug for slug, row in self.stored.left.items() if row.session == session]
        now = [row and (row.position if row.session == session else matching.ELSEWHERE) for row in found]
        places, moved = matching.places(now, left)
        for at, (one, speaker, row) in enumerate(zip(section.said, speakers, found, strict=True)):
            fields = self.said(one, speaker, row)
            if row is None:
                fields = self.new(one, section.title) | fields
            fields["slug"] = row.slug if row else one.own.get("slug") or self.unused(one, fields["title"])
            fields["session"] = [self.conference, session]
            recorder.add(self.place(one), "statement", fields | placed(places, at))
        self.move("statement", moved)

    def said(self, one, speaker, row):
        """What the file says for certain. What it leaves open, somebody may have filled in here."""
        recorder = self.recorder
        themes = [[recorder.slug_of(recorder.themes, theme, self.debate)] for theme in one.themes]
        fields = {
            "text": one.text,
            # A speech may be known here as more than remarks.
            "kind": one.kind if one.kind != "remarks" else "",
            "form": one.form or recorder.form,
            "title": one.title,
            "language": one.language or self.debate.language,
            "delivered_at": one.delivered_at,
            "themes": themes,
        }
        if one.own:
            fields |= extension.typed("statement", one.own)
            fields["appointment"] = [speaker, one.role.slug] if one.role else None
            fields["in_reply_to"] = [one.in_reply_to] if one.in_reply_to else None
        else:
            fields = {name: value for name, value in fields.items() if value}
            if speaker and one.role:
                fields["appointment"] = recorder.appointment(self.place(one), speaker, one.role.name)
        if row and markup.html(row.text) == markup.html(one.text):
            # Written in another way, it says the same.
            fields.pop("text", None)
        return fields | {"speaker": [speaker] if speaker else None}

    def new(self, one, session_title):
        title = markup.excerpt(one.text, TITLE) or session_title
        return {"title": title, "language": "und", "kind": one.kind, **self.recorder.publication(one.published_at)}

    def unused(self, one, title):
        """A slug made as the model makes it, without a question for each statement."""
        wanted = slugify(f"{one.by.name if one.by else title} {self.conference}") or "statement"
        slugs = self.recorder.statements
        if wanted not in slugs.last:
            slugs.taken |= set(Statement.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        return slugs.unused(wanted)


def placed(places, at):
    return {"position": places[at]} if at in places else {}
