import json
import sys
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from tqdm import tqdm

from proceedings.importing.drafts import FixtureError, draft, propose_themes, read_file
from proceedings.importing.drafts.matching import Matcher
from proceedings.importing.proposals import UnreadableFileError, kind_choices
from proceedings.importing.proposals.summary import summary_lines
from proceedings.management.console import write_errors, write_notes
from proceedings.management.reading_command import ReadingCommand
from proceedings.text import terminal_text

STANDARD_INPUT = "-"


class Command(ReadingCommand):
    help = _("Draft statements from reports, transcripts, subtitles and programmes. Nothing is published.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help=_("Files, or - for a text on standard input."))
        parser.add_argument("--kind", choices=kind_choices(), default="", help=_("The kind (default: recognised)."))
        parser.add_argument(
            "--language", default="", help=_("The language of the text, such as ru (default: recognised).")
        )
        parser.add_argument("--conference", default="", metavar="ADDRESS", help=_("The conference of the statements."))
        parser.add_argument(
            "--speaker",
            action="append",
            default=[],
            metavar="NAME=ADDRESS",
            help=_("Which speaker a name means; without an address, a new one."),
        )
        parser.add_argument("--dry-run", action="store_true", help=_("Show the proposal, and change nothing."))
        parser.add_argument("--json", action="store_true", help=_("Print the proposal as JSON, and change nothing."))
        parser.add_argument("--text", action="store_true", help=_("Print the text that is read, and change nothing."))
        self.add_limits(parser)

    def handle(self, *, paths, kind, language, memory, **options):
        answers = dict(answer.rpartition("=")[::2] for answer in options["speaker"])
        documents = []
        # disable=None shows the bar on a terminal only.
        for path in (bar := tqdm(paths, desc=_("reading"), disable=None, leave=False)):
            bar.set_postfix_str(terminal_text(Path(path).name))
            documents.append(read_path(path, kind=kind, language=language, limits=self.limits(memory)))
        for document in documents:
            if options["text"]:
                self.stdout.write(document.text, ending="")
                continue
            try:
                self.propose(document, answers, **options)
            except FixtureError as error:
                raise CommandError(write_errors(self.stderr, error.problems)) from error
            except DatabaseError as error:
                raise CommandError(_("Database error: %s. Nothing was written.") % str(error).strip()) from error

    def propose(self, document, answers, *, conference, dry_run, **options):
        propose_themes(document.proposal)
        if options["json"] or dry_run:
            Matcher(answers).match(document.proposal)
        if options["json"]:
            self.stdout.write(json.dumps(document.proposal.to_json(), ensure_ascii=False))
            return
        tally = draft(document, conference=conference, answers=answers, dry_run=dry_run)
        write_notes(self.stdout, tally.notes)
        for line in [*(summary_lines(document) if dry_run else ()), *tally.changes, *tally.lines(), tally]:
            self.stdout.write(str(line))


def read_path(path, **options):
    """Return the Document of a file. Raise CommandError with its name."""
    try:
        data = sys.stdin.buffer.read() if path == STANDARD_INPUT else Path(path).read_bytes()
        return read_file(data, Path(path).name, **options)
    except OSError as error:
        message = _("%(name)s: the file cannot be read: %(reason)s.")
        raise CommandError(message % {"name": path, "reason": error.strerror}) from error
    except UnreadableFileError as error:
        raise CommandError(f"{Path(path).name}: {error}") from error
