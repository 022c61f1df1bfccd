"""Addresses for names in any script."""

import re

from anyascii import anyascii
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify as slugify_ascii
from django.utils.translation import gettext_lazy as _

from proceedings.models.noun import Noun

# Long enough for a full name and a conference, short enough to be read aloud.
LENGTH = 80

# Characters that are words by themselves: without a space their readings would run together.
IDEOGRAPHS = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def slugify(text):
    """Text in any script as lower-case ASCII words joined by hyphens; empty when it has no letter or digit.

    >>> slugify("Лавров"), slugify("唐鳳"), slugify("Łukasz Langa")
    ('lavrov', 'tang-feng', 'lukasz-langa')
    """
    spelled = anyascii(IDEOGRAPHS.sub(r" \1 ", text)).replace("_", "-")
    slug = slugify_ascii(spelled)
    if len(slug) > LENGTH:
        slug = slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]
    return slug.strip("-")


def unused_slug(wanted, taken):
    """The slug itself, or with the first number from 2 that makes it unlike all in `taken`."""
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"


class SlugField(models.CharField):
    """The part of an address that names a row: lower-case ASCII, stable once public."""

    description = _("The part of an address that names a row")
    default_validators = [
        RegexValidator(
            r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
            _("An address has only lower-case letters a to z, digits, and single hyphens between them."),
        )
    ]

    def __init__(self, verbose_name=None, **kwargs):
        kwargs.setdefault("max_length", 100)
        super().__init__(verbose_name or _("address"), **kwargs)


class Addressed(Noun):
    """A row with a slug; left empty, it is made from the row's words and then never changes by itself."""

    class Meta:
        abstract = True

    def complete(self):
        super().complete()
        if self.slug:
            return
        wanted = slugify(self.slug_source()) or self._meta.model_name
        self.slug = unused_slug(wanted, self.taken_slugs(wanted))

    def taken_slugs(self, beginning):
        """The slugs with this beginning that the row cannot have."""
        rows = self.slug_scope().exclude(pk=self.pk).filter(slug__startswith=beginning)
        return set(rows.values_list("slug", flat=True))

    def slug_source(self):
        """The words that the slug is made from."""
        return str(self)

    def slug_scope(self):
        """The rows among which the slug must be the only one."""
        return type(self)._base_manager.all()
