"""Static files: hashed, so that they may be cached for ever, and compressed once instead of at every request."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect():
    """Collect the static files into STATIC_ROOT, unless it holds exactly these already."""
    mark = settings.STATIC_ROOT.with_suffix(".collected")
    sources = fingerprint()
    if mark.exists() and mark.read_text() == sources:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(sources)


def fingerprint():
    """A digest of every source file's name, size and time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()
