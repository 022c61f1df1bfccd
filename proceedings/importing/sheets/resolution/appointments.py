"""The appointments of the speakers of a sheet."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.directory import name_key
from proceedings.importing.slugs import Slugs
from proceedings.models import Appointment
from proceedings.models.columns.slugs import slugify

PATHS = ("speaker__slug", "slug", "title", "organisation__slug", "starts_on", "ends_on")


class Candidate:
    """An appointment that a row may mean; `organisation` is a slug or None."""

    def __init__(self, slug, title, organisation, starts_on=None, ends_on=None):
        self.slug, self.organisation = slug, organisation
        self.key = name_key(title)
        self.post = Appointment(starts_on=starts_on, ends_on=ends_on)


class AppointmentDirectory:
    """The appointments of some speakers; a query for each thousand of them."""

    def __init__(self, speakers):
        self.by_speaker = defaultdict(list)
        for some in chunks(speakers):
            stored = Appointment.objects.filter(speaker__slug__in=some).order_by("pk").values_list(*PATHS)
            for speaker, *values in stored.iterator():
                self.by_speaker[speaker].append(Candidate(*values))
        self.slugs = {
            speaker: Slugs(candidate.slug for candidate in candidates)
            for speaker, candidates in self.by_speaker.items()
        }

    def resolve(self, speaker, title, organisation, *, current, day):
        """The slug of an appointment, and whether it is new; raise ValidationError if the title has several.

        `organisation` is a slug, or None if the sheet has none. Of several appointments, return the one with the slug
        `current`, or else the one held on `day`, a Period.
        """
        titled = [each for each in self.by_speaker[speaker] if name_key(title) in {each.key, each.slug}]
        candidates = [each for each in titled if each.organisation == organisation]
        if organisation is None and not candidates:
            candidates = titled
        if len(candidates) > 1:
            candidates = (
                [each for each in candidates if each.slug == current]
                or [each for each in candidates if day and each.post.covers(day)]
                or candidates
            )
        if len(candidates) > 1:
            message = _("the speaker has several such posts: write the key of one of them: %s.")
            raise ValidationError(message % ", ".join(each.slug for each in candidates))
        if candidates:
            return candidates[0].slug, False
        slugs = self.slugs.setdefault(speaker, Slugs())
        slug = slugs.allocate(slugify(f"{organisation or ''} {title}") or "appointment")
        self.by_speaker[speaker].append(Candidate(slug, title, organisation))
        return slug, True
