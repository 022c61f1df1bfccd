"""The crawler: starting from the home page, it follows every link and writes each page to a file."""

import re
import time
from collections import deque
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from lxml import etree

from proceedings.models import Conference, FormerAddress, Statement
from proceedings.models.reads.snapshot import snapshot

from .client import Client
from .folder import Folder
from .index_page import index_page
from .link_rewriting import rewrite_links
from .url_map import INDEX, absolute, archived_address, file_path, related_addresses, relative, root_addresses

CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
OK, MOVED, GONE, FAILED, BUSY = 200, 301, 410, 500, 503
# The server of the site may be making a large file, which only one process at a time does.
MOST_ATTEMPTS, LONGEST_PAUSE = 30, 60


class Crawler:
    """Writes the archive of the site at `base` to a folder, one file for each step of `steps()`."""

    def __init__(self, folder, base):
        self.base = base
        self.client = Client(base)
        self.folder = Folder(folder)
        # {address: the first page with a link to it}
        self.seen = {}
        self.queue = deque()
        # Related addresses that need not exist, such as that of a portrait.
        self.optional = set()
        # (page, address, status)
        self.broken_links = []

    @property
    def counts(self):
        """The numbers of files that were written, changed, unchanged and removed."""
        return self.folder.counts

    def steps(self):
        """Write one file after another, all from one database snapshot. Yield the number of addresses seen so far."""
        try:
            with snapshot(), self.client.visit():
                self.queue_roots()
                while self.queue:
                    self.write(self.queue.popleft())
                    yield len(self.seen)
            self.folder.finish()
        finally:
            self.folder.close()

    def queue_roots(self):
        for address in root_addresses():
            self.add(address, "")
        # Nothing links to withdrawn rows, but their pages still give the reason.
        for model in (Conference, Statement):
            for tombstone in model.objects.tombstones().only("slug").order_by("slug"):
                self.add(tombstone.get_absolute_url(), "")
        for former in FormerAddress.objects.public():
            self.add(reverse(former.noun, args=[former.slug]), "")
        self.add(INDEX, "")

    def add(self, address, here):
        """Queue an address that was not seen before, with the page that links to it."""
        if address not in self.seen:
            self.seen[address] = here
            self.queue.append(address)

    def write(self, address):
        if address == INDEX:
            page = index_page(self.client.request(INDEX), self.base)
            self.folder.write(file_path(INDEX), [self.rewrite_page(page, INDEX)])
            return
        for _attempt in range(MOST_ATTEMPTS):
            with self.client.get(address) as response:
                pause = seconds_to_wait(response)
                if not pause:
                    self.write_response(address, response)
                    return
            time.sleep(pause)
        raise FailedError(address, BUSY)

    def write_response(self, address, response):
        if response.status_code >= FAILED:
            raise FailedError(address, response.status_code)
        if response.status_code == MOVED:
            self.write_redirect(address, response["Location"])
            return
        media_type = response.headers.get("Content-Type", "").partition(";")[0]
        # The page of a withdrawn row is written, but none of its files.
        if response.status_code != OK and not (response.status_code == GONE and media_type == "text/html"):
            if address not in self.optional:
                self.broken_links.append((self.seen[address], address, response.status_code))
            return
        read = READERS.get(media_type)
        self.folder.write(file_path(address), [read(self, b"".join(response), address)] if read else response)
        if response.status_code == OK:
            for related in related_addresses(address):
                if archived_address(related, address) == related:
                    if related not in self.seen:
                        self.optional.add(related)
                    self.add(related, address)

    def write_redirect(self, address, target):
        """Write a page at a former address that redirects to the present one."""
        self.add(target, address)
        page = render_to_string(
            "archive/moved.html", {"link": relative(target, address), "address": self.base + target}
        )
        self.folder.write(file_path(address), [page.encode()])

    def rewrite_page(self, page, here):
        """Return a page with its links rewritten for the archive, and queue them."""

        def archived(link, tag):
            if link.startswith("#") or (parts := absolute(link, here, self.base)) is None:
                return None
            address, fragment = parts
            target = archived_address(address, here)
            is_replaced = target != address
            if tag == "link" and is_replaced:
                # Programs that follow the link expect exactly this resource, so the nearest one does not help.
                return ""
            self.add(target, here)
            if tag == "link" and urlsplit(link).netloc:
                # An absolute link in metadata keeps naming the original site.
                return None
            return relative(target, here) + (f"#{fragment}" if fragment and not is_replaced else "")

        return rewrite_links(page, archived)

    def read_stylesheet(self, stylesheet, here):
        for link in CSS_URL.findall(stylesheet.decode()):
            self.add_file(link, here)
        return stylesheet

    def read_sitemap(self, document, here):
        if b"http://www.sitemaps.org/schemas/sitemap/" in document:
            for link in etree.fromstring(document).iter("{*}loc"):
                self.add_file(link.text.strip(), here)
        return document

    def add_file(self, link, here):
        parts = absolute(link, here, self.base)
        if parts and file_path(parts[0]) and archived_address(parts[0], here) == parts[0]:
            self.add(parts[0], here)


def seconds_to_wait(response):
    """Return the seconds after which a busy site asks to try again; 0 if it does not ask, or if they are too many."""
    seconds = int(response.headers.get("Retry-After", 0)) if response.status_code == BUSY else 0
    return seconds if seconds <= LONGEST_PAUSE else 0


# {media type: method that queues the links of a body, and returns the body to write}
READERS = {
    "text/html": Crawler.rewrite_page,
    "text/css": Crawler.read_stylesheet,
    "application/xml": Crawler.read_sitemap,
    "text/xml": Crawler.read_sitemap,
}


class FailedError(Exception):
    """The site answered with a server error."""

    def __init__(self, address, status):
        super().__init__(
            _(
                "%(address)s failed with status %(status)d. See the log for the reason. "
                "No file was removed: correct the error and run the command again."
            )
            % {"address": address, "status": status}
        )
