"""The bytes of the static files that a page names."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from proceedings.serving.static.storage import IMPORT


def weight(page, xpath):
    """Return the bytes, uncompressed, of the static files whose addresses an XPath of a page gives.

    Style sheets that these import are counted too.
    """
    names = [urlsplit(address).path.removeprefix(settings.STATIC_URL) for address in page.xpath(xpath)]
    paths = {Path(finders.find(name)) for name in names}
    paths |= {path.with_name(name) for path in paths for name in IMPORT.findall(path.read_text())}
    return sum(path.stat().st_size for path in paths)
