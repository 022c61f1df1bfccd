"""Slugs in ASCII for names in any script."""

import re
from itertools import count

from anyascii import anyascii
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.lookups import StartsWith
from django.utils.crypto import salted_hmac
from django.utils.text import slugify as slugify_ascii
from django.utils.translation import gettext_lazy as _

from proceedings.models.noun import Noun

# Long enough for a full name and a conference, short enough to be read aloud.
LENGTH = 80

# The letters of an ending, without vowels so that they spell no words, and the length of an ending.
LETTERS = "bcdfghjkmnpqrstvwxz"
ENDING = 5

# Each ideograph counts as a word: otherwise their transliterations would run together.
IDEOGRAPHS = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def slugify(text):
    """Return text in any script as lower-case ASCII words joined by hyphens, or "" if it has no letter or digit.

    >>> slugify("Лавров"), slugify("唐鳳"), slugify("Łukasz Langa")
    ('lavrov', 'tang-feng', 'lukasz-langa')
    """
    if text.isascii() and text.isalnum() and len(text) <= LENGTH:
        # Most words of names.
        return text.lower()
    spelled = anyascii(IDEOGRAPHS.sub(r" \1 ", text)).replace("_", "-")
    slug = slugify_ascii(spelled)
    if len(slug) > LENGTH:
        slug = slug[: LENGTH + 1].rpartition("-")[0] or slug[:LENGTH]
    return slug.strip("-")


def numbered_slug(wanted, number):
    """Return the slug of the `number`th row that wants this slug; the first row gets it without a number."""
    return f"{wanted}-{number}" if number > 1 else wanted


def lettered_slug(wanted, number):
    """Return the same with letters instead of the number, which would tell readers how many rows they do not see.

    The letters are computed with SECRET_KEY, so that nobody else can find the number.
    """
    if number == 1:
        return wanted
    digest = salted_hmac("proceedings.slugs", f"{number}/{wanted}", algorithm="sha256").digest()
    return f"{wanted}-" + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:ENDING])


def unused_numbered_slug(wanted, taken):
    """Return the slug, with the first number from 2 that makes it different from all in `taken` if necessary."""
    return next(slug for slug in (numbered_slug(wanted, number) for number in count(1)) if slug not in taken)


def unused_lettered_slug(wanted, taken):
    """Return the slug, with letters that make it different from all in `taken` if necessary."""
    if wanted not in taken:
        return wanted
    # Lower numbers are in use: `taken` can have thousands.
    numbers = count(len(taken) + 1)
    return next(slug for slug in (lettered_slug(wanted, number) for number in numbers) if slug not in taken)


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
        super().__init__(verbose_name or _("permanent link"), **kwargs)


@SlugField.register_lookup
class SlugStartsWith(StartsWith):
    """On SQLite a range, which an index answers: LIKE … ESCAPE reads the whole table."""

    def as_sqlite(self, compiler, connection):
        if not self.rhs_is_direct_value() or not self.rhs:
            return self.as_sql(compiler, connection)
        column, params = self.process_lhs(compiler, connection)
        after = self.rhs[:-1] + chr(ord(self.rhs[-1]) + 1)
        return f"({column} >= %s AND {column} < %s)", (*params, self.rhs, *params, after)


class SlugModel(Noun):
    """A row with a slug. An empty slug is made from the row's text; the admin renews it until readers see the row."""

    # Adds an ending to a slug that is taken, and recognises it.
    unused_slug = staticmethod(unused_numbered_slug)
    slug_ending = r"-[1-9][0-9]{0,2}"

    class Meta:
        abstract = True

    def complete(self):
        super().complete()
        if not self.slug:
            wanted = self.wanted_slug()
            self.slug = self.unused_slug(wanted, self.taken_slugs(wanted))

    def wanted_slug(self):
        """Return the slug that is made from the row's text, without the ending that makes it unique."""
        return slugify(self.slug_source()) or self._meta.model_name

    def has_automatic_slug(self):
        """Return whether the slug is the one made from the row's text, with or without an ending."""
        return re.fullmatch(f"{re.escape(self.wanted_slug())}(?:{self.slug_ending})?", self.slug) is not None

    def taken_slugs(self, beginning):
        """Return the slugs with this beginning that the row cannot have."""
        rows = self.slug_scope().exclude(pk=self.pk).filter(slug__startswith=beginning).order_by()
        return set(rows.values_list("slug", flat=True))

    def slug_source(self):
        """Return the text that the slug is made from."""
        return str(self)

    def slug_scope(self):
        """Return the rows among which the slug must be unique."""
        return type(self)._base_manager.all()
