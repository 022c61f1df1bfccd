"""The folders that the site writes to, and its static files."""

import os
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.utils.translation import gettext as _

from .finding import advice, mend, ok

# Free space: below the first number, SQLite and uploads are about to fail.
LEAST_MEGABYTES, FEW_MEGABYTES = 200, 2000


def findings():
    folders = {"VAR_DIR": settings.VAR_DIR, "MEDIA_DIR": settings.MEDIA_ROOT}
    if settings.BACKUP_DIR:
        folders["BACKUP_DIR"] = settings.BACKUP_DIR
    for name, folder in folders.items():
        yield writable(name, Path(folder))
    yield static_files()


def writable(name, folder):
    # A folder that does not exist yet will be made in its nearest existing parent.
    nearest = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    params = {"folder": folder}
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        remedy = _("Give it to the user of the site with chown, or set %s to another folder.") % name
        return mend(name, _("%(folder)s is not writable.") % params, remedy)
    megabytes = params["megabytes"] = shutil.disk_usage(nearest).free // 2**20
    if megabytes < FEW_MEGABYTES:
        report = mend if megabytes < LEAST_MEGABYTES else advice
        message = _("%(folder)s has only %(megabytes)d MB left.") % params
        return report(name, message, _("Make space, or set SHELF_MEGABYTES lower."))
    return ok(name, _("%(folder)s is writable and has %(megabytes)d MB left.") % params)


def static_files():
    is_missing = isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files
    if is_missing:
        return mend("static", _("Pages have no styles."), _("Run manage.py collectstatic --no-input."))
    return ok("static", _("The static files are collected."))
