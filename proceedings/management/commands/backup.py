from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.backup import BackupError, write
from proceedings.management.console import progress


class Command(BaseCommand):
    help = _("Write the record, its history, the accounts and the portraits to one file, while the site is running.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help=_("A new file, such as proceedings-2026-01-31.zip."))

    def handle(self, *, file, verbosity, **_options):
        # None shows the bar on a terminal only.
        bar = partial(progress, None if verbosity else True, title=_("tables"))
        try:
            manifest = write(file, bar)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(_("Database error: %s. No backup was written.") % str(error).strip()) from error
        except OSError as error:
            raise CommandError(_("The backup cannot be written: %s") % error) from error
        for name in manifest["missing_files"]:
            self.stderr.write(_("This portrait is not in the backup, because its file is missing: %s") % name)
        if verbosity:
            params = {
                "file": file,
                "rows": sum(manifest["rows"].values()),
                "files": sum(name.startswith("media/") for name in manifest["sha256"]),
                "size": Path(file).stat().st_size / 2**20,
            }
            self.stdout.write(_("Written: %(file)s (rows: %(rows)d, files: %(files)d, megabytes: %(size).1f)") % params)
