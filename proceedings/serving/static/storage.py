"""Storage of collected static files: hashed, compressed, and one file where a style sheet imports another."""

import re
from pathlib import Path

from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Only a style sheet in the same folder, so that its relative addresses stay valid.
IMPORT = re.compile(r'^@import url\("([^"/]+)"\);\n', re.MULTILINE)


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Replaces @import rules by the imported style sheets, because each request delays a page."""

    def post_process(self, paths, dry_run=False, **options):
        yield from super().post_process(paths | merged_style_sheets(paths), dry_run, **options)


def merged_style_sheets(paths):
    """The style sheets that import others, as `paths` of collectstatic: {name: (storage, path)}."""
    storage = InMemoryStorage()
    for name in paths:
        if name.endswith(".css") and IMPORT.search(text := read(paths, name)):
            with storage.open(name, "w") as file:
                file.write(merge(paths, name, text))
    return {name: (storage, name) for name in paths if storage.exists(name)}


def merge(paths, name, text):
    return IMPORT.sub(lambda match: read(paths, str(Path(name).with_name(match[1]))), text)


def read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
