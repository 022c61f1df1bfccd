"""The posts that the speakers of a sheet held, and which of them a row means."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.addresses import Slugs
from proceedings.models import Appointment
from proceedings.models.columns.slugs import slugify

from .directory import key

PATHS = ("speaker__slug", "slug", "title", "organisation__slug", "starts_on", "ends_on")


class Post:
    def __init__(self, slug, title, organisation, starts_on=None, ends_on=None):
        self.slug, self.organisation = slug, organisation
        self.key = key(title)
        self.held = Appointment(starts_on=starts_on, ends_on=ends_on)


class Posts:
    """The posts of some speakers; a query for each thousand of them."""

    def __init__(self, speakers):
        self.of = defaultdict(list)
        for some in chunks(speakers):
            stored = Appointment.objects.filter(speaker__slug__in=some).order_by("pk").values_list(*PATHS)
            for speaker, *post in stored.iterator():
                self.of[speaker].append(Post(*post))
        self.slugs = {speaker: Slugs(post.slug for post in posts) for speaker, posts in self.of.items()}

    def meant(self, speaker, title, organisation, *, current, day):
        """The slug of the post, and whether it is new; of several that of the row now, or the one held on the day.

        `organisation` is its slug; None where the sheet says nothing of it.
        """
        called = [post for post in self.of[speaker] if key(title) in {post.key, post.slug}]
        found = [post for post in called if post.organisation == organisation]
        if organisation is None and not found:
            found = called
        if len(found) > 1:
            found = (
                [post for post in found if post.slug == current]
                or [post for post in found if day and post.held.covers(day)]
                or found
            )
        if len(found) > 1:
            raise ValidationError(
                _("the speaker has several such posts: write the key of the one that is meant: %s.")
                % ", ".join(post.slug for post in found)
            )
        if found:
            return found[0].slug, False
        slugs = self.slugs.setdefault(speaker, Slugs())
        post = Post(slugs.unused(slugify(f"{organisation or ''} {title}") or "appointment"), title, organisation)
        self.of[speaker].append(post)
        return post.slug, True
