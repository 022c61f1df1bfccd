"""The site read from its first page on, every link followed, and written down."""

import re
from collections import deque
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree

from proceedings.models import Conference, FormerAddress, Statement
from proceedings.models.snapshot import snapshot

from .client import Client
from .folder import Folder
from .index_page import index_page
from .link_rewriting import rewrite
from .url_map import INDEX, absolute, beside, kept, place, relative, roots

IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)""")
FAILED = 500


class Crawler:
    """Writes the archive of a site that is at `base`; `steps()` goes on while it is iterated over."""

    def __init__(self, folder, base):
        self.base = base
        self.client = Client(base)
        self.folder = Folder(folder)
        # {address: the page that it was first met on}
        self.met = {}
        self.queue = deque()
        # What may stand beside a page, or not: a portrait.
        self.possible = set()
        # Links that lead nowhere: (page, address, status).
        self.dead = []

    @property
    def counts(self):
        """How many files were written, changed, unchanged and removed."""
        return self.folder.counts

    def steps(self):
        """Freeze one file after another; yields how many are known by then. All that is read is of one moment."""
        try:
            with snapshot():
                self.begin()
                while self.queue:
                    self.freeze(self.queue.popleft())
                    yield len(self.met)
            self.folder.finish()
        finally:
            self.folder.close()

    def begin(self):
        for address in roots():
            self.meet(address, "")
        # No page leads to what was withdrawn; its address still gives the reason.
        for noun in (Conference, Statement):
            for tombstone in noun.objects.tombstones().only("slug").order_by("slug"):
                self.meet(tombstone.get_absolute_url(), "")
        for former in FormerAddress.objects.public():
            self.meet(reverse(former.noun, args=[former.slug]), "")
        self.meet(INDEX, "")

    def meet(self, address, here):
        if address not in self.met:
            self.met[address] = here
            self.queue.append(address)

    def freeze(self, address):
        if address == INDEX:
            page = index_page(self.client.request(INDEX), self.base)
            self.folder.write(place(INDEX), [self.page(page, INDEX)])
            return
        with self.client.get(address) as response:
            self.keep(address, response)

    def keep(self, address, response):
        if response.status_code >= FAILED:
            raise FailedError(address, response.status_code)
        if response.status_code == 301:  # noqa: PLR2004
            self.lead(address, response["Location"])
            return
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        # A page of what was withdrawn is kept; a file beside it is not.
        if response.status_code != 200 and not (response.status_code == 410 and kind == "text/html"):  # noqa: PLR2004
            if address not in self.possible:
                self.dead.append((self.met[address], address, response.status_code))
            return
        pieces = [READERS[kind](self, b"".join(response), address)] if kind in READERS else response
        self.folder.write(place(address), pieces)
        if response.status_code == 200:  # noqa: PLR2004
            for file in beside(address):
                if kept(file, address) == file:
                    if file not in self.met:
                        self.possible.add(file)
                    self.meet(file, address)

    def lead(self, address, target):
        """A page at a former address that leads to the present one."""
        self.meet(target, address)
        page = render_to_string(
            "archive/moved.html", {"link": relative(target, address), "address": self.base + target}
        )
        self.folder.write(place(address), [page.encode()])

    def page(self, page, here):
        """A page with its links as they are in the archive; those that the archive has are met."""

        def archived(link, tag):
            if link.startswith("#") or (found := absolute(link, here, self.base)) is None:
                return None
            address, fragment = found
            target = kept(address, here)
            is_replaced = target != address
            if tag == "link" and is_replaced:
                # A program that follows it expects what it asked for.
                return ""
            self.meet(target, here)
            if tag == "link" and urlsplit(link).netloc:
                # Metadata names the original.
                return None
            return relative(target, here) + (f"#{fragment}" if fragment and not is_replaced else "")

        return rewrite(page, archived)

    def style(self, style, here):
        for link in IN_STYLES.findall(style.decode()):
            self.meet_file(link, here)
        return style

    def sitemap(self, document, here):
        if b"http://www.sitemaps.org/schemas/sitemap/" in document:
            for link in etree.fromstring(document).iter("{*}loc"):
                self.meet_file(link.text.strip(), here)
        return document

    def meet_file(self, link, here):
        found = absolute(link, here, self.base)
        if found and place(found[0]) and kept(found[0], here) == found[0]:
            self.meet(found[0], here)


READERS = {
    "text/html": Crawler.page,
    "text/css": Crawler.style,
    "application/xml": Crawler.sitemap,
    "text/xml": Crawler.sitemap,
}


class FailedError(Exception):
    """The site failed at an address."""

    def __init__(self, address, status):
        super().__init__(
            _("%(address)s failed with status %(status)d; the log says why. Nothing was removed: mend it, run again.")
            % {"address": address, "status": status}
        )
