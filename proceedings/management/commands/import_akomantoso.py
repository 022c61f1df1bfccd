from functools import partial

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from proceedings.importing.akomantoso import FixtureError, load_files
from proceedings.management.console import progress, told
from proceedings.models import Form


class Command(BaseCommand):
    help = _("Create and update conferences from debates in Akoma Ntoso; all of the files, or none and every error.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help=_("Each is the debate of one conference."))
        parser.add_argument(
            "--publish", action="store_true", help=_("Publish what is new, which is a draft otherwise.")
        )
        parser.add_argument("--language", default="", help=_("Where a file tells none: a BCP 47 tag, such as zh-Hant."))
        parser.add_argument("--time-zone", default="UTC", help=_("Where a time tells none: such as Asia/Taipei."))
        parser.add_argument("--form", choices=Form.values, default="", help=_("What the words are; verbatim at first."))
        parser.add_argument("--dry-run", action="store_true", help=_("Say what would change, and change nothing."))
        parser.add_argument("--quiet", action="store_true", help=_("Print errors only."))

    def handle(self, *, paths, publish, language, time_zone, form, dry_run, quiet, verbosity, **_options):
        # tqdm's None is: only on a terminal.
        silent = True if quiet or not verbosity else None
        options = {"publish": publish, "language": language, "time_zone": time_zone, "form": form}
        try:
            imported = load_files(paths, **options, dry_run=dry_run, progress=partial(progress, silent))
        except FixtureError as error:
            raise CommandError(told(self.stderr, error.problems)) from error
        except DatabaseError as error:
            raise CommandError(_("The database refused: %s. Nothing was written.") % str(error).strip()) from error
        if silent:
            return
        for line in [*imported.notes, *imported.tally.changes, *imported.tally.lines(), imported.tally]:
            self.stdout.write(str(line))
