"""The version of the schema: the migrations that are applied to the database."""

from collections import defaultdict
from importlib.metadata import version

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from proceedings.models.reads.unapplied_migrations import unapplied_migrations

from .errors import BackupError


def software():
    return version("proceedings")


def applied_migrations():
    """Return the names of the applied migrations of each app; raise BackupError if some are missing.

    Migrations that replace others are left out: Django records the replaced ones too.
    """
    executor = MigrationExecutor(connection)
    if unapplied_migrations(executor):
        raise BackupError(_("Migrations are missing in this database. Run manage.py migrate first."))
    names = defaultdict(list)
    for app, name in sorted(executor.loader.applied_migrations.keys() - executor.loader.replacements.keys()):
        names[app].append(name)
    return dict(names)


def check_same(manifest):
    """Raise BackupError if the schema of a backup is not that of the database."""
    here, there = (
        {f"{app}.{name}" for app, names in migrations.items() for name in names}
        for migrations in (applied_migrations(), manifest["migrations"])
    )
    if here == there:
        return
    lines = [
        _("This backup has another schema than this version of Proceedings (%(here)s).") % {"here": software()},
        *(_("Only in the backup: %s") % name for name in sorted(there - here)),
        *(_("Only in this database: %s") % name for name in sorted(here - there)),
        _("Install version %s, restore the backup with it, then upgrade and run manage.py migrate.")
        % manifest["software"],
    ]
    raise BackupError("\n".join(lines))
