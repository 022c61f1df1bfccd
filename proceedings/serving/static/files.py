"""Static files, hashed so that they can be cached for ever, and compressed once rather than at every request."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect():
    """Collect the static files into STATIC_ROOT, unless they are there already."""
    mark = settings.STATIC_ROOT.with_suffix(".collected")
    sources = fingerprint()
    if mark.exists() and mark.read_text() == sources:
        return
    # No page shows the flags that django-countries contains.
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["flags"])
    mark.write_text(sources)


def fingerprint():
    """A digest of the name, size and modification time of every source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            digest.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return digest.hexdigest()
