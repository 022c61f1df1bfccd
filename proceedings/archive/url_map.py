"""Which addresses an archive has, where their files lie, and what stands for those that it cannot have."""

import posixpath
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse

# Only a running site answers here; this page of the archive says so, and lists everything.
LIVE = ("/search/", "/compare/", "/api/", "/admin/", "/accounts/", "/opensearch.xml")
INDEX = "/search/"
# Questions with so few answers that each is a page of the archive.
ANSWERED = ("initial", "page")
# The page that comes nearest to a list which is narrowed by one of these.
NOUNS = ("theme", "conference", "speaker", "organisation")
# What stands beside no page but the first.
ROOTS = ("home", "feed", "sitemap", "robots", "llms", "data-zip")


def absolute(link, here, base):
    """(address, fragment) of a link on the page `here` of the site at `base`; None when it leads elsewhere."""
    parts = urlsplit(urljoin(base + here, link))
    if f"{parts.scheme}://{parts.netloc}" != base:
        return None
    query = [(name, value) for name, value in parse_qsl(parts.query) if (name, value) != ("page", "1")]
    # The same question in one form, whichever link asked it.
    query = f"?{urlencode(sorted(query))}" if query else ""
    return f"{parts.path or '/'}{query}", parts.fragment


def kept(address, here):
    """The address in the archive that answers for one of the site, when it is asked on the page `here`."""
    parts = urlsplit(address)
    if is_live(parts.path):
        return INDEX
    if place(address):
        return address
    asked = dict(parse_qsl(parts.query))
    for noun in NOUNS:
        if noun in asked:
            try:
                nearest = reverse(noun, args=[asked[noun]])
            except NoReverseMatch:
                continue
            if nearest != urlsplit(here).path:
                return nearest
    return INDEX


def is_live(path):
    return path != INDEX and (path.startswith(LIVE) or not ("." in posixpath.basename(path) or path.endswith("/")))


def place(address):
    """The path of an address's file in the archive, from its top; None when the archive does not have it."""
    parts = urlsplit(address)
    path, asked = unquote(parts.path).lstrip("/"), dict(parse_qsl(parts.query))
    if not path.endswith("/") and path:
        return None if asked else path
    if not asked.keys() <= set(ANSWERED):
        return None
    return path + "".join(f"{name}/{asked[name]}/" for name in ANSWERED if name in asked) + "index.html"


def relative(address, here):
    """The link from the file of one page to that of another."""
    return quote(posixpath.relpath(place(address), posixpath.dirname(place(here)) or "."))


def roots():
    """Where reading begins: the first page, and what the site has for all of it."""
    names = get_resolver().reverse_dict
    return [reverse(name) for name in ROOTS if name in names]


def beside(address):
    """The addresses of everything that goes by the name of a page and a word more: `speaker`, `speaker-csv`."""
    try:
        page = resolve(urlsplit(address).path)
    except Resolver404:
        return
    for name in get_resolver().reverse_dict:
        if isinstance(name, str) and page.url_name and name.startswith(f"{page.url_name}-"):
            try:
                yield reverse(name, args=page.args, kwargs=page.kwargs)
            except NoReverseMatch:
                # It needs to be told more, such as a number.
                continue
