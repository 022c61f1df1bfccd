"""The addresses whose pages are kept, each with the parameters that its pages depend on.

These are pages and small files without a rate limit. Requests with a rate limit must be counted, and other files are
too large.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve

from proceedings.filters import ConferenceFilter, OrganisationFilter, SpeakerFilter, StatementFilter, ThemeFilter
from proceedings.serving.limits.costs import Cost, cost_of

LISTS = {
    "conferences": ConferenceFilter,
    "speakers": SpeakerFilter,
    "organisations": OrganisationFilter,
    "themes": ThemeFilter,
    "statements": StatementFilter,
}
# The parameters of each address, by the name of its URL.
PARAMETERS = {
    "home": (),
    "about": (),
    "data": (),
    "accessibility": (),
    "conference": ("page",),
    "conference-cite": (),
    "conference-programme": ("page",),
    "conference-feed": (),
    "conference-feed-page": (),
    "speaker": ("page",),
    "speaker-cite": (),
    "speaker-feed": (),
    "speaker-feed-page": (),
    "organisation": ("page",),
    "theme": ("page",),
    "theme-feed": (),
    "theme-feed-page": (),
    "statement": (),
    "statement-cite": ("paragraph",),
    "statement-captions": (),
    "statement-embed": ("paragraph",),
    "statement-recording": (),
    "statement-versions": (),
    "statement-version": (),
    "feed": (),
    "feed-page": (),
    "sitemap": (),
    "sitemap-section": ("p",),
    "robots": (),
    "opensearch": (),
    "logo": (),
    "llms": (),
    **{name: ("page", *filterset.base_filters) for name, filterset in LISTS.items()},
}
# Other ways to write a number would be kept as pages of their own.
NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
NUMBERED = {"page", "p", "paragraph"}
# Without percent-encoding, so that each page has only one path.
PATH = re.compile(r"[A-Za-z0-9/._-]+", re.ASCII)


class Target(NamedTuple):
    """The name of a URL, and the query string in the one order in which its page is kept."""

    route: str
    query: str


def target_of(path, query) -> Target | None:
    """Return the target of an address whose page is kept. None if it has an unknown, repeated or empty parameter.

    >>> target_of("/statements/", "page=2&kind=address")
    Target(route='statements', query='kind=address&page=2')
    >>> target_of("/statements/", "campaign=spring")
    """
    if not PATH.fullmatch(path) or cost_of("GET", path, query) is not Cost.PAGE:
        return None
    try:
        route = resolve(path).view_name
        params = parse_qsl(query, keep_blank_values=True, max_num_fields=len(PARAMETERS.get(route, ())))
    except (Resolver404, ValueError):
        # ValueError: too many parameters.
        return None
    names = {name for name, _value in params}
    if route not in PARAMETERS or len(names) < len(params) or not names.issubset(PARAMETERS[route]):
        return None
    if not all(NUMBER.fullmatch(value) if name in NUMBERED else value for name, value in params):
        return None
    return Target(route, urlencode(sorted(params)))
