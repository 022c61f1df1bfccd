"""The sessions of the conferences of a sheet, stored and new."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.directory import name_key
from proceedings.importing.slugs import Slugs
from proceedings.models import Conference, Session
from proceedings.models.columns.partial_dates import period_of
from proceedings.models.columns.slugs import slugify


class SessionDirectory:
    """The sessions of some conferences, given by slug; two queries for each thousand conferences.

    `new_conferences` are unsaved ones by slug. `new` are the titles of new sessions, {(conference, slug): title};
    `defaults` are the fields that new statements have from their conference.
    """

    def __init__(self, conferences, new_conferences=None):
        self.defaults, self.conferences = {}, {}
        self.by_title, self.slugs = defaultdict(lambda: defaultdict(list)), {}
        self.new, self.sessions = {}, {}
        for some in chunks(conferences):
            rows = Conference.objects.filter(slug__in=some).order_by()
            for conference in rows.defer("summary", "name_terms"):
                self.add_conference(conference)
            sessions = Session.objects.filter(conference__slug__in=some).order_by("conference", "position")
            rows = sessions.values_list("conference__slug", "slug", "title", "starts_at", "ends_at", "room")
            for conference, slug, title, starts_at, ends_at, room in rows:
                self.by_title[conference][name_key(title)].append(slug)
                self.slugs[conference].taken.add(slug)
                self.sessions[conference, slug] = Session(starts_at=starts_at, ends_at=ends_at, room=room)

        for conference in (new_conferences or {}).values():
            self.add_conference(conference)

    def add_conference(self, conference):
        self.conferences[conference.slug], self.slugs[conference.slug] = conference, Slugs()
        form = conference.form_of_new_statements
        self.defaults[conference.slug] = {"language": conference.language, "form": form}

    def resolve(self, conference, name, current=None):
        """The slug of a session by its title or slug; a new slug for an unknown title.

        `current` is meant if it is one of several. Otherwise raise ValidationError for several.
        """
        by_title = self.by_title[conference]
        slugs = by_title.get(name_key(name)) or ([name] if (conference, name) in self.sessions else [])
        if current in slugs:
            return current
        if len(slugs) > 1:
            message = _("the conference has several sessions of this title: write the address of one: %s.")
            raise ValidationError(message % ", ".join(slugs))
        if not slugs:
            slug = self.slugs[conference].allocate(slugify(name) or "session")
            by_title[name_key(name)] = slugs = [slug]
            self.new[conference, slug] = name
        return slugs[0]

    def day(self, conference, session, moment, day):
        """The Period of a statement, as Statement.date."""
        in_session = self.sessions.get((conference, session)) or Session()
        return period_of(moment, day, in_session, self.conferences[conference])
