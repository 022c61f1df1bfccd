"""Debates turned into records such as fixtures have: the conferences, and whom and what they refer to."""

from django.apps import apps
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.importing.addresses import Slugs
from proceedings.importing.loader.errors import Problem
from proceedings.importing.loader.model_fields import noun_of
from proceedings.models import Appointment, Conference, OtherName, Speaker, Status, Theme
from proceedings.models.columns.slugs import slugify

from . import extension
from .name_lookup import AmbiguousError, Directory
from .programme import Programme


class Recorder:
    """`records` are (place, noun, fields) by key; `problems` those of the debates and its own.

    What is new gets all that can be told of it. Of what is stored only what the file says is given, so that nothing
    that somebody added or mended here is taken back by a guess.
    """

    def __init__(self, debates, *, publish=False, form=""):
        self.publish, self.form = publish, form
        self.records = {}
        self.problems = [problem for debate in debates for problem in debate.problems]
        self.speakers = Directory(Speaker, [one for debate in debates for one in debate.persons()], OtherName.objects)
        self.themes = Directory(Theme, [one for debate in debates for one in debate.themes()])
        self.conferences = Slugs(Conference.objects.values_list("slug", flat=True))
        self.statements = Slugs()
        self.posts = {}
        self.files = {}
        for debate in debates:
            self.record(debate)

    def add(self, place, noun, fields):
        """A record; said twice, as a speaker of two debates is, it is one."""
        keys = noun_of(apps.get_model("proceedings", noun)).key_fields
        key = (noun, *(str(fields[name]) for name in keys))
        self.records.setdefault(key, (place, noun, {}))[2].update(fields)

    def record(self, debate):
        slug, is_new = self.conference_of(debate)
        place = debate.place(debate.element)
        if slug in self.files:
            message = _("this is the debate of %s again: leave one of the two out.") % self.files[slug]
            self.problems.append(Problem(place, "debate", message))
            return
        self.files[slug] = debate.file
        self.add(place, "conference", self.conference(debate, slug, is_new))
        if debate.own:
            for element, noun, fields in extension.records(debate):
                self.add(debate.place(element), noun, fields)
        else:
            self.record_names(debate)
        Programme(self, debate, slug).record()

    # The conference

    def conference_of(self, debate):
        """Its slug, and whether it is new."""
        if slug := debate.own.get("slug"):
            return slug, slug not in self.conferences.taken
        if known := Conference.objects.filter(source=debate.identity).order_by("pk").first():
            return known.slug, False
        told = Conference(title=debate.title, starts_on=debate.date).slug_source()
        return self.conferences.unused(slugify(told) or "conference"), True

    def conference(self, debate, slug, is_new):
        fields = {"slug": slug, "title": debate.title, "summary": debate.summary, "source": debate.identity}
        if debate.own:
            fields |= extension.typed("conference", debate.own)
        elif debate.date:
            fields["starts_on"] = debate.date
        if debate.language:
            fields["language"] = debate.language
        if is_new:
            new = {"language": "und", "time_zone": str(debate.zone)}
            return new | fields | self.publication(debate.published_at)
        stored = Conference.objects.values_list("summary", flat=True).get(slug=slug)
        if markup.html(stored) == markup.html(debate.summary):
            # Written in another way, it says the same.
            del fields["summary"]
        return fields

    def publication(self, published_at):
        """For what is new; what is stored keeps its own."""
        if not self.publish:
            return {"status": Status.DRAFT}
        return {"status": Status.PUBLISHED} | ({"published_at": published_at} if published_at else {})

    # Persons, themes and capacities

    def record_names(self, debate):
        for directory, named in ((self.speakers, debate.persons()), (self.themes, debate.themes())):
            for one in named:
                slug = self.slug_of(directory, one, debate)
                name = {} if slug in directory.stored else {"name": one.name}
                self.add(debate.place(one.element), directory.model._meta.model_name, {"slug": slug, **name})

    def slug_of(self, directory, named, debate):
        """The slug of the row that a name means; when it means several, of one of them, and a problem."""
        try:
            return directory.slug(named)
        except AmbiguousError as error:
            problem = Problem(debate.place(named.element), str(directory.model._meta.verbose_name), str(error))
            if problem not in self.problems:
                self.problems.append(problem)
            return min(directory.by_name[named.name])

    def appointment(self, place, speaker, title):
        """The key of the speaker's post with the title, stored or new."""
        if speaker not in self.posts:
            stored = dict(Appointment.objects.filter(speaker__slug=speaker).values_list("title", "slug"))
            self.posts[speaker] = stored, set(stored), Slugs(stored.values())
        by_title, stored, slugs = self.posts[speaker]
        if title not in by_title:
            by_title[title] = slugs.unused(slugify(title) or "appointment")
        fields = {"speaker": [speaker], "slug": by_title[title]}
        self.add(place, "appointment", fields if title in stored else {**fields, "title": title})
        return [speaker, by_title[title]]
