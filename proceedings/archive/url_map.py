"""The URLs in an archive, the paths of their files, and substitutes for URLs that it cannot have."""

import posixpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

# Only a running site can answer these. The index page of the archive says so, and lists everything.
DYNAMIC = ("/search/", "/compare/", "/api/", "/admin/", "/accounts/", "/opensearch.xml")
INDEX = "/search/"
# Parameters with so few values that the archive has a page for each.
ARCHIVED_PARAMS = ("initial", "page")
# Parameters of filtered lists that name a row. The page of that row then takes the place of the list.
ROW_PARAMS = ("theme", "conference", "speaker", "organisation")
# The home page, and the files of the whole site.
ROOTS = ("home", "feed", "sitemap", "robots", "llms", "data-zip")


def absolute(link, here, base):
    """(address, fragment) of a link on the page `here` of the site at `base`; None for a link to another site."""
    parts = urlsplit(urljoin(base + here, link))
    if f"{parts.scheme}://{parts.netloc}" != base:
        return None
    query = [(name, value) for name, value in parse_qsl(parts.query) if (name, value) != ("page", "1")]
    # Sorted, so that equal queries have one address.
    query = f"?{urlencode(sorted(query))}" if query else ""
    return f"{parts.path or '/'}{query}", parts.fragment


def archived_address(address, here):
    """The address if the archive has it, else the nearest one in the archive for a link on the page `here`."""
    parts = urlsplit(address)
    if is_dynamic(parts.path):
        return INDEX
    if file_path(address):
        return address
    params = dict(parse_qsl(parts.query))
    for name in ROW_PARAMS:
        if name in params:
            try:
                nearest = reverse(name, args=[params[name]])
            except NoReverseMatch:
                continue
            if nearest != urlsplit(here).path:
                return nearest
    return INDEX


def is_dynamic(path):
    return path != INDEX and (path.startswith(DYNAMIC) or not ("." in posixpath.basename(path) or path.endswith("/")))


def file_path(address):
    """The path of an address's file, relative to the folder of the archive; None if the archive does not have it."""
    parts = urlsplit(address)
    path, params = unquote(parts.path).lstrip("/"), dict(parse_qsl(parts.query))
    if not path.endswith("/") and path:
        return None if params else path
    if not params.keys() <= set(ARCHIVED_PARAMS):
        return None
    return path + "".join(f"{name}/{params[name]}/" for name in ARCHIVED_PARAMS if name in params) + "index.html"


def relative(address, here):
    """The link from the file of one page to that of another."""
    return quote(posixpath.relpath(file_path(address), posixpath.dirname(file_path(here)) or "."))


def root_addresses():
    """The addresses from which the crawler starts."""
    names = get_resolver().reverse_dict
    return [reverse(name) for name in ROOTS if name in names]


def related_addresses(address):
    """The addresses with the same arguments whose URL names extend that of a page: `speaker-csv` for `speaker`."""
    try:
        page = resolve(urlsplit(address).path)
    except Resolver404:
        return
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and page.url_name and name.startswith(f"{page.url_name}-"):
            try:
                yield reverse(name, args=page.args, kwargs=page.kwargs)
            except NoReverseMatch:
                # The URL takes more arguments, such as a number.
                continue
