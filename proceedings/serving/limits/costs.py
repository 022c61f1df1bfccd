"""The cost of a request, by its address: pages, searches and files have threads and limits of their own."""

import re
from enum import Enum

STAFF_PATHS = ("/admin/", "/preview/", "/accounts/")
# Files with all rows of a model or of one row's statements; cards, which are typeset; and harvests.
FILE = re.compile(
    r"/(?:[a-z-]+|(?:conferences|organisations|speakers|themes)/[^/]+)\.(?:bib|csv|epub|json|md|pdf|ris|xml|zip)"
    r"|/(?:speakers|statements)/[^/]+/card\.png"
    r"|/oai"
)
# Suggestions are requested with every letter typed, and are cheap: only names are looked up.
SUGGESTIONS = "/search/suggest"
SEARCH_PATHS = {"/search/", "/search/feed.atom", "/search/feed/", "/compare/"}
WORDS = re.compile(r"(?:^|&)q=[^&]")


class Cost(Enum):
    PAGE = "page"
    SEARCH = "search"
    FILE = "file"
    STAFF = "staff"


def is_for_staff(path) -> bool:
    return path.startswith(STAFF_PATHS)


def cost_of(method, path, query) -> Cost:
    """Return the cost of a request.

    >>> cost_of("GET", "/statements/", "q=water"), cost_of("GET", "/data.zip", ""), cost_of("GET", "/speakers/", "")
    (<Cost.SEARCH: 'search'>, <Cost.FILE: 'file'>, <Cost.PAGE: 'page'>)
    """
    if is_for_staff(path) or method not in {"GET", "HEAD"}:
        return Cost.STAFF
    if FILE.fullmatch(path):
        return Cost.FILE
    if path in SEARCH_PATHS or (WORDS.search(query) and path != SUGGESTIONS):
        return Cost.SEARCH
    return Cost.PAGE
