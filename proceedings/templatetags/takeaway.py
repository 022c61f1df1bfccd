"""The files beside a page: whichever addresses there are by the names <page>-<extension>."""

from typing import NamedTuple

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

register = template.Library()

# Extension: media type, name for people; in the order in which they are offered.
KINDS = {
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
    "zip": ("application/zip", _("Everything in one zip")),
    "feed": ("application/atom+xml", _("Feed")),
}
SPECIAL = {"statement-json": ("application/vnd.citationstyles.csl+json", "CSL-JSON")}


class File(NamedTuple):
    """What stands beside a page: its extension, media type, name for people, and address on this site."""

    extension: str
    media_type: str
    label: str
    url: str


def files_of(page, slug=None, query="") -> list[File]:
    """The files of a page by the name of its address; the query is that of a filtered list."""
    found = []
    for extension, kind in KINDS.items():
        name = f"{page}-{extension}"
        try:
            url = reverse(name, args=[slug] if slug else None)
        except NoReverseMatch:
            continue
        media_type, label = SPECIAL.get(name, kind)
        found.append(File(extension, media_type, gettext(label), f"{url}?{query}" if query else url))
    return found


@register.inclusion_tag("_alternates.html")
def alternates(page, slug=None, query=""):
    """The files as <link> elements of the head."""
    return {"files": files_of(page, slug, query)}


@register.inclusion_tag("_takeaway.html")
def takeaway(page, slug=None, query=""):
    """The files as a list that readers see."""
    return {"files": files_of(page, slug, query)}
