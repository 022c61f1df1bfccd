from functools import partial

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.importing.akomantoso import FixtureError, load_files
from proceedings.management.console import progress, write_errors
from proceedings.management.reading_command import ReadingCommand
from proceedings.models import Form


class Command(ReadingCommand):
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
        parser.add_argument(
            "--time-zone",
            default="",
            help=_("The zone of the debates, such as Asia/Taipei (default: as their times and their country tell)."),
        )
        parser.add_argument(
            "--form",
            choices=Form.values,
            default="",
            help=_("How faithful the words are (default: verbatim)."),
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Show samples and what would change, and change nothing.")
        )
        self.add_limits(parser)
        parser.add_argument("--quiet", action="store_true", help=_("Print errors only."))

    def handle(self, *, paths, publish, language, time_zone, form, dry_run, quiet, verbosity, memory, **_options):
        # None shows the bar on a terminal only.
        silent = True if quiet or not verbosity else None
        options = {"publish": publish, "language": language, "time_zone": time_zone, "form": form}
        options["limits"] = self.limits(memory)
        try:
            imported = load_files(paths, **options, dry_run=dry_run, progress=partial(progress, silent))
        except FixtureError as error:
            raise CommandError(write_errors(self.stderr, error.problems)) from error
        except DatabaseError as error:
            raise CommandError(_("Database error: %s. Nothing was written.") % str(error).strip()) from error
        if silent:
            return
        samples = [line for sample in imported.samples for line in sample.lines()] if dry_run else []
        tally = imported.tally
        for line in [*samples, *imported.notes, *tally.notes, *tally.changes, *tally.lines(), tally]:
            self.stdout.write(str(line))
