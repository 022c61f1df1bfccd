"""The files of a page, such as PDF or BibTeX."""

from functools import cache
from typing import NamedTuple

from django import template
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.addresses import address_of

register = template.Library()

# {extension: (media type, label)}, in the order of the list of downloads.
FORMATS = {
    "pdf": ("application/pdf", "PDF"),
    "epub": ("application/epub+zip", "EPUB"),
    "bib": ("application/x-bibtex", "BibTeX"),
    "ris": ("application/x-research-info-systems", "RIS"),
    "csv": ("text/csv", _("CSV (a table)")),
    "json": ("application/json", "JSON"),
    "xml": ("application/akn+xml", "Akoma Ntoso"),
    "md": ("text/markdown", "Markdown"),
    "txt": ("text/plain", _("Plain text")),
    "ics": ("text/calendar", _("Calendar")),
    "schedule.json": ("application/json", _("Programme (JSON of pretalx)")),
    "schedule.xml": ("application/xml", _("Programme (XML of frab)")),
    "zip": ("application/zip", _("Everything in one zip")),
    "feed": ("application/atom+xml", _("Feed")),
}
# {name of the address: format}, if it differs from that of the extension.
SPECIAL_FORMATS = {"statement-json": ("application/vnd.citationstyles.csl+json", "CSL-JSON")}


class File(NamedTuple):
    extension: str
    media_type: str
    label: str
    url: str


def files_of(page, slug=None, query="") -> list[File]:
    """The files of a page, which are the addresses named <page>-<extension>; `query` is that of a filtered list."""
    files = []
    for name, extension in names_of_files(page, slug is not None, get_urlconf()):
        url = address_of(name, slug) if slug else reverse(name)
        media_type, label = SPECIAL_FORMATS.get(name, FORMATS[extension])
        files.append(File(extension, media_type, gettext(label), f"{url}?{query}" if query else url))
    return files


@cache
def names_of_files(page, of_row, urlconf):
    """Return [(name of the address, extension)] of the files that the site has for a page."""
    names = []
    for extension in FORMATS:
        try:
            reverse(f"{page}-{extension}", urlconf, args=["slug"] if of_row else None)
        except NoReverseMatch:
            continue
        names.append((f"{page}-{extension}", extension))
    return names


@register.inclusion_tag("_alternates.html")
def alternates(page, slug=None, query=""):
    """The files as <link> elements, for the head of the page."""
    return {"files": files_of(page, slug, query)}


@register.inclusion_tag("_downloads.html")
def downloads(page, slug=None, query=""):
    """The files as a list of links. The link of a feed leads to the page that explains it."""
    args = [slug] if slug else None
    explained = {"feed": ("text/html", f"{page}-feed-page")}
    files = []
    for file in files_of(page, slug, query):
        if file.extension in explained:
            media_type, name = explained[file.extension]
            file = file._replace(media_type=media_type, url=reverse(name, args=args))  # noqa: PLW2901
        files.append(file)
    return {"files": files}
