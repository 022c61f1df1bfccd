"""The bytes of the static files that a page names."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders


def weight(page, xpath):
    """Return the bytes, uncompressed, of the static files whose addresses an XPath of a page gives."""
    names = {urlsplit(address).path.removeprefix(settings.STATIC_URL) for address in page.xpath(xpath)}
    return sum(Path(finders.find(name)).stat().st_size for name in names)
