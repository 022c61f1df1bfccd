"""Slugs in ASCII for names in any script."""

import re

from anyascii import anyascii
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify as slugify_ascii
from django.utils.translation import gettext_lazy as _

from proceedings.models.noun import Noun

# Long enough for a full name and a conference, short enough to be read aloud.
LENGTH = 80

# Each ideograph is a word: without spaces their transliterations would run together.
IDEOGRAPHS = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def slugify(text):
    """Return text in any script as lower-case ASCII words joined by hyphens, or "" if it has no letter or digit.

    >>> slugify("Лавров"), slugify("唐鳳"), slugify("Łukasz Langa")
    ('lavrov', 'tang-feng', 'lukasz-langa')
    """
    spelled = anyascii(IDEOGRAPHS.sub(r" \1 ", text)).replace("_", "-")
    slug = slugify_ascii(spelled)
    if len(slug) > LENGTH:
        slug = slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]
    return slug.strip("-")


def unused_slug(wanted, taken):
    """Return the slug, with the first number from 2 that makes it different from all in `taken` if necessary."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


class SlugField(models.CharField):
    """The part of an address that identifies a row: lower-case ASCII, permanent once public."""

    description = _("The part of an address that identifies a row")
    default_validators = [
        RegexValidator(
            r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
            _("Use only lower-case letters a to z, digits, and single hyphens between them."),
        )
    ]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(verbose_name or _("address"), **kwargs)


class SlugModel(Noun):
    """A row with a slug. An empty slug is made from the row's text once, and does not follow later changes."""

    class Meta:
        abstract = True

    def complete(self):
        super().complete()
        if self.slug:
            return
        wanted = slugify(self.slug_source()) or self._meta.model_name
        self.slug = unused_slug(wanted, self.taken_slugs(wanted))

    def taken_slugs(self, beginning):
        """Return the slugs with this beginning that the row cannot have."""
        rows = self.slug_scope().exclude(pk=self.pk).filter(slug__startswith=beginning)
        return set(rows.values_list("slug", flat=True))

    def slug_source(self):
        """Return the text that the slug is made from."""
        return str(self)

    def slug_scope(self):
        """Return the rows among which the slug must be unique."""
        return type(self)._base_manager.all()
