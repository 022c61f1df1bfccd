"""Files of many rows: small ones are made while they are sent, large ones once for each revision of the record.

A large file is complete before it is sent. Only one is made at a time on each machine; a client that asks meanwhile
gets 503 with the time to wait. No client gets the file of a former revision, which could contain rows that have been
withdrawn since. If the client disconnects, the work goes on, because the next client will want the file; it fails
after MAX_SECONDS.
"""

import hashlib
import logging
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache, partial, wraps
from typing import NamedTuple

import django
from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.batches import joined
from proceedings.models.reads.revision import revision
from proceedings.models.reads.snapshot import snapshot
from proceedings.responses import plain_text, site_url
from proceedings.serving.limits.precedence import pages
from proceedings.serving.locks import BusyError

from . import file_cache

# A file with more rows than this takes about a second or more.
MOST_STREAMED = 1000
MAX_SECONDS = 900
# Seconds after which to ask again while a large file is being made, or while there is no room for it.
RETRY_WHEN_BUSY, RETRY_WHEN_FULL = 30, 300
# Bytes of a small file kept in memory until it is sent.
MEMORY = 1 << 20
logger = logging.getLogger(__name__)


class Export(NamedTuple):
    """A file to send. The number of `rows` shows its size. The content is `lines` of text, or written by `write(file)`.

    With `lines`, a small file is streamed; with `write`, it is complete before it is sent, from one database snapshot.
    """

    rows: QuerySet
    content_type: str
    filename: str
    is_attachment: bool = False
    lines: Iterable[str] = ()
    write: Callable | None = None


def export(view):
    """Decorate a view that returns an Export, or another response if there is none."""

    @require_safe
    @wraps(view)
    def response(request, *args, **kwargs):
        # Read the revision first: if the record changes meanwhile, the file is newer than its key and is not reused.
        key = file_cache.cache_key(str(revision()), site_url(request), get_language(), edition())
        content = view(request, *args, **kwargs)
        return export_response(request, content, key) if isinstance(content, Export) else content

    return response


def export_response(request, content, key):
    address = file_cache.cache_key(request.get_full_path())
    etag = f'"{address[:32]}-{key[:32]}"'
    headers = {
        "Content-Disposition": content_disposition_header(content.is_attachment, content.filename),
        "ETag": etag,
        "Cache-Control": "no-cache",
    }
    # A FileResponse without a content type would guess one.
    options = {"headers": headers, "content_type": content.content_type}
    full = HttpResponse(**options)
    response = get_conditional_response(request, etag=etag, response=full)
    if response is not full or request.method == "HEAD":
        return response
    if is_large(content.rows):
        return cached_response(content, address, key, options)
    if content.write is None:
        return StreamingHttpResponse(joined(content.lines), **options)
    file = tempfile.SpooledTemporaryFile(MEMORY)  # noqa: SIM115 - the response closes it
    with snapshot():
        content.write(file)
    file.seek(0)
    return file_response(file, content, options)


def file_response(file, content, options):
    # Without `filename`, the response would take the name of the cached file.
    return FileResponse(file, as_attachment=content.is_attachment, filename=content.filename, **options)


def is_large(rows):
    return rows.order_by().values("pk")[: MOST_STREAMED + 1].count() > MOST_STREAMED


def cached_response(content, address, key, options):
    name = f"{address}-{key}.{content.filename.rpartition('.')[2]}"
    try:
        file = file_cache.open_file(name, "large", partial(make, content), patience=0)
    except BusyError:
        return unavailable(_("A large file is being made. Try again in half a minute."), RETRY_WHEN_BUSY)
    except file_cache.FailedError:
        return unavailable(_("This file takes too long. Use filters to get parts of it."), file_cache.RETRY_AFTER)
    except OSError:
        logger.exception("A large file could not be written to %s.", settings.SHELF_DIR)
        return unavailable(_("There is no room for this file at the moment. Try again later."), RETRY_WHEN_FULL)
    return file_response(file, content, options)


def make(content, path):
    with path.open("wb") as file, snapshot():
        write = content.write or partial(write_lines, content.lines)
        write(TimedFile(file, MAX_SECONDS))
    # Delete the files of the same address at former revisions.
    for former in path.parent.glob(f"{path.name.partition('-')[0]}-*"):
        if former != path:
            former.unlink()


def write_lines(lines, file):
    for text in joined(lines):
        file.write(text.encode())


class TimedFile:
    """A binary file that raises FailedError when it is written to more than `seconds` seconds after it was opened.

    Each write first waits while this process answers pages, in total for at most half of the time that has passed.
    """

    def __init__(self, file, seconds):
        self.file, self.seconds = file, seconds
        self.began, self.waited = time.monotonic(), 0

    def write(self, content):
        passed = time.monotonic() - self.began
        if passed > self.seconds:
            raise file_cache.FailedError
        self.waited += pages.give_way(passed / 2 - self.waited)
        return self.file.write(content)

    def __getattr__(self, name):
        return getattr(self.file, name)


@cache
def edition():
    """A hash of the code that makes the files: after an upgrade they are made again."""
    code = hashlib.sha256(django.__version__.encode())
    for path in sorted((settings.BASE_DIR / "proceedings").rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()


def unavailable(reason, seconds):
    return plain_text(reason, status=503, headers={"Retry-After": str(seconds)})
