"""The site at work: the shared cache, portraits, scheduled publication, backups and accounts."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.models.conference import Conference
from proceedings.models.site_profile import SiteProfile
from proceedings.models.speaker import Speaker
from proceedings.models.statement import Statement
from proceedings.serving.processes.last_run import last_run

from .finding import advice, mend, ok

# The scheduler runs each minute. If its last run is longer ago than this, it has stopped.
LATE = timedelta(minutes=5)
DAY = 24 * 3600
MOST_BACKUP_SECONDS = 2 * DAY


def findings():
    yield shared_cache()
    yield portraits()
    yield scheduler()
    yield backups()
    yield accounts()


def shared_cache():
    key, value = f"doctor-{get_random_string(12)}", get_random_string(12)
    try:
        cache.set(key, value, 60)
        is_kept = cache.get(key) == value
        cache.delete(key)
    # Each backend has exceptions of its own.
    except Exception as error:
        is_kept, reason = False, str(error)
    else:
        reason = _("it forgets at once")
    if is_kept:
        return ok("cache", _("The shared cache remembers failed sign-ins."))
    remedy = _("Run manage.py migrate, or start the cache server.")
    return mend("cache", _("The shared cache does not work: %s.") % reason, remedy)


def portraits():
    rows = ((model, model.picture_field) for model in (Speaker, SiteProfile))
    missing = [
        name
        for model, field in rows
        for name in model.objects.exclude(**{field: ""}).values_list(field, flat=True).iterator()
        if not model._meta.get_field(field).storage.exists(name)
    ]
    if missing:
        message = ngettext(
            "%(count)d picture is missing: %(name)s", "%(count)d pictures are missing: %(name)s", len(missing)
        )
        params = {"count": len(missing), "name": ", ".join(missing[:3])}
        return mend("portraits", message % params, _("Copy the files from a backup, and check MEDIA_DIR."))
    return ok("portraits", _("Every portrait, and the logo, has its file."))


def scheduler():
    """Look for rows that were not published in time, and at the last run."""
    before = timezone.now() - LATE
    late = sum(model.objects.filter(publish_at__lte=before).count() for model in (Conference, Statement))
    remedy = _("Start the site with manage.py serve, whose log names rows that nobody may publish.")
    if late:
        message = ngettext(
            "%d row should have been published minutes ago.", "%d rows should have been published minutes ago.", late
        )
        return mend("scheduler", message % late, remedy)
    _time, is_late, sentence = last_run()
    message = _("Scheduled publication: %s.") % sentence
    if is_late is False:
        return ok("scheduler", message)
    return (mend if is_late else advice)("scheduler", message, remedy)


def backups():
    if not settings.BACKUP_DIR:
        remedy = _("Run manage.py backup each day, and set BACKUP_DIR to its folder.")
        return advice("backup", _("It is not known whether there are backups."), remedy)
    folder = Path(settings.BACKUP_DIR)
    times = [file.stat().st_mtime for file in folder.iterdir() if file.is_file()] if folder.is_dir() else []
    remedy = _("Look at the timer: systemctl status proceedings-backup.")
    if not times:
        return mend("backup", _("There is no backup in %s.") % folder, remedy)
    seconds = time.time() - max(times)
    message = _("The last backup is %d hours old.") % (seconds // 3600)
    return mend("backup", message, remedy) if seconds > MOST_BACKUP_SECONDS else ok("backup", message)


def accounts():
    if get_user_model().objects.filter(is_active=True, is_superuser=True).exists():
        return ok("accounts", _("There is an administrator."))
    return mend("accounts", _("Nobody can create accounts."), _("Run manage.py createsuperuser."))
