"""The addresses of rows with a slug, without a call of `reverse()` for each: a page of results has two hundred."""

import re
from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

# Other slugs are quoted by `reverse`.
PLAIN = re.compile(r"[-\w]+", re.ASCII)
EXAMPLE = "the-slug-of-a-row"


def address_of(name: str, slug: str) -> str:
    """Return `reverse(name, args=[slug])`, for an address that has the slug once."""
    if not PLAIN.fullmatch(slug):
        return reverse(name, args=[slug])
    before, after = around_slug(name, get_script_prefix(), settings.ROOT_URLCONF)
    return f"{before}{slug}{after}"


@cache
def around_slug(name, _prefix, _urlconf):
    before, _slug, after = reverse(name, args=[EXAMPLE]).partition(EXAMPLE)
    return before, after
