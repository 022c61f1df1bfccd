from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.importing.akomantoso import FixtureError, load_files
from proceedings.management.console import progress, write_errors
from proceedings.models import Form


class Command(BaseCommand):
    help = _(
        "Create and update conferences from debates in Akoma Ntoso. If there are errors, list all and write nothing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help=_("Debates, one conference in each file."))
        parser.add_argument(
            "--publish", action="store_true", help=_("Publish new rows instead of leaving them as drafts.")
        )
        parser.add_argument(
            "--language", default="", help=_("For files without a language: a BCP 47 tag, such as zh-Hant.")
        )
        parser.add_argument("--time-zone", default="UTC", help=_("For times without a zone, such as Asia/Taipei."))
        parser.add_argument(
            "--form",
            choices=Form.values,
            default="",
            help=_("How faithful the words are (default: verbatim)."),
        )
        parser.add_argument("--dry-run", action="store_true", help=_("Show what would change, and change nothing."))
        parser.add_argument("--quiet", action="store_true", help=_("Print errors only."))

    def handle(self, *, paths, publish, language, time_zone, form, dry_run, quiet, verbosity, **_options):
        # None shows the bar on a terminal only.
        silent = True if quiet or not verbosity else None
        options = {"publish": publish, "language": language, "time_zone": time_zone, "form": form}
        try:
            imported = load_files(paths, **options, dry_run=dry_run, progress=partial(progress, silent))
        except FixtureError as error:
            raise CommandError(write_errors(self.stderr, error.problems)) from error
        except DatabaseError as error:
            raise CommandError(_("Database error: %s. Nothing was written.") % str(error).strip()) from error
        if silent:
            return
        for line in [*imported.notes, *imported.tally.changes, *imported.tally.lines(), imported.tally]:
            self.stdout.write(str(line))
