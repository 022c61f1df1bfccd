from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.backup import BackupError, BackupFile, restore
from proceedings.management.console import progress


class Command(BaseCommand):
    help = _("Restore a backup into an empty database. If there is an error, nothing is changed.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help=_("A file that manage.py backup has written."))
        parser.add_argument(
            "--replace",
            action="store_true",
            help=_("Delete everything that the database contains. All users must sign in again."),
        )
        parser.add_argument("--check", action="store_true", help=_("Only check that the file is whole."))

    def handle(self, *, file, replace, check, verbosity, **_options):
        # None shows the bar on a terminal only.
        bar = partial(progress, None if verbosity else True, title=_("tables"))
        try:
            with BackupFile(file) as backup:
                if not check:
                    restore(backup, replace=replace, progress=bar)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except (DatabaseError, OSError) as error:
            raise CommandError(_("Nothing was restored: %s") % str(error).strip()) from error
        if verbosity:
            message = (
                _("The file is whole: %(rows)d rows, written on %(time)s.")
                if check
                else _("Restored: %(rows)d rows, written on %(time)s.")
            )
            rows, made_at = backup.manifest["rows"], backup.manifest["made_at"]
            self.stdout.write(message % {"rows": sum(rows.values()), "time": made_at[:16].replace("T", " ")})
