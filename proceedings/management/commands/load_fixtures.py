from functools import partial

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.importing.loader import FixtureError, load
from proceedings.management.console import progress, write_errors, write_notes
from proceedings.management.reading_command import ReadingCommand


class Command(ReadingCommand):
    help = _("Create and update rows from fixtures, by natural key. If there are errors, list all and write nothing.")
    # Checking every URL and admin class would take as long as a small load.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="*", metavar="PATH", help=_("Files, folders, or - for standard input."))
        parser.add_argument("--format", choices=["json", "jsonl", "yaml"], help=_("The format of all files."))
        parser.add_argument("--dry-run", action="store_true", help=_("Show what would change, and change nothing."))
        self.add_limits(parser)
        parser.add_argument("--quiet", action="store_true", help=_("Print errors only."))

    def handle(self, *, paths, dry_run, quiet, verbosity, **options):
        # None shows the bar on a terminal only.
        silent = True if quiet or not verbosity else None
        try:
            tally = load(
                paths,
                form=options["format"],
                dry_run=dry_run,
                progress=partial(progress, silent),
                limits=self.limits(options["memory"]),
            )
        except FixtureError as error:
            raise CommandError(write_errors(self.stderr, error.problems)) from error
        except DatabaseError as error:
            raise CommandError(_("Database error: %s. Nothing was written.") % str(error).strip()) from error
        if silent:
            return
        for change in tally.changes:
            self.stdout.write(str(change))
        write_notes(self.stdout, tally.notes)
        if dry_run or verbosity > 1:
            self.stdout.writelines(f"{line}\n" for line in tally.lines())
        self.stdout.write(str(tally))
