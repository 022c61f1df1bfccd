"""The conferences of a sheet: their sessions, stored and new."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.addresses import Slugs
from proceedings.models import Conference, Session
from proceedings.models.columns.slugs import slugify

from .directory import key


class Programme:
    """Two queries for each thousand conferences."""

    def __init__(self, conferences):
        self.zones, self.languages, self.days = {}, {}, {}
        self.called, self.slugs = defaultdict(lambda: defaultdict(list)), {}
        # The titles of those that are new: {(conference, slug): title}; and when those known begin.
        self.new, self.begins = {}, {}
        for some in chunks(conferences):
            rows = Conference.objects.filter(slug__in=some).order_by()
            for slug, zone, language, day in rows.values_list("slug", "time_zone", "language", "starts_on"):
                self.zones[slug], self.languages[slug], self.days[slug] = ZoneInfo(zone), language, day
                self.slugs[slug] = Slugs()
            sessions = Session.objects.filter(conference__slug__in=some).order_by("conference", "position")
            for conference, slug, title, begins in sessions.values_list(
                "conference__slug", "slug", "title", "starts_at"
            ):
                self.called[conference][key(title)].append(slug)
                self.slugs[conference].taken.add(slug)
                self.begins[conference, slug] = begins

    def meant(self, conference, name, current=None):
        """The slug of a session by its title or its address; a title that there is not yet is that of a new one."""
        called, slugs = self.called[conference], self.slugs[conference]
        found = called.get(key(name)) or ([name] if (conference, name) in self.begins else [])
        if current in found:
            return current
        if len(found) > 1:
            message = _("the conference has several sessions of this title: write the address of one: %s.")
            raise ValidationError(message % ", ".join(found))
        if not found:
            slug = slugs.unused(slugify(name) or "session")
            called[key(name)] = found = [slug]
            self.new[conference, slug] = name
        return found[0]

    def day(self, conference, session, moment):
        """The day of what was said, as exactly as it is known."""
        moment = moment or self.begins.get((conference, session))
        return moment.astimezone(self.zones[conference]).date() if moment else self.days[conference]
