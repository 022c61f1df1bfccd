import gzip
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from proceedings.importing.reports.evaluation import evaluate, read_gold


class Command(BaseCommand):
    help = _("Compare the attributions of the reader of reports with gold: precision, recall and F1.")
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="FILE.jsonl", help=_("Texts with their attributions, one in each line."))
        parser.add_argument("--split", default="", help=_("Only the texts of this split, such as test."))

    def handle(self, *, path, split, **_options):
        opened = gzip.open if path.endswith(".gz") else open
        try:
            with opened(path, "rt", encoding="utf-8") as lines:
                scores = evaluate(read_gold(lines), split=split)
        except OSError as error:
            message = _("%(path)s cannot be read: %(reason)s.")
            raise CommandError(message % {"path": Path(path).name, "reason": error.strerror}) from error
        except ValueError as error:
            raise CommandError(_("Line %s is not a text with attributions.") % error) from error
        if not scores:
            raise CommandError(_("There is no text in this file, or none of this split."))
        for (_language, name), roles in sorted(scores.items()):
            self.stdout.write(f"{name:<24} {'precision':>9} {'recall':>9} {'F1':>9} {'gold':>7}")
            for role, score in roles.items():
                figures = f"{score.precision:>9.3f} {score.recall:>9.3f} {score.f1:>9.3f} {score.gold:>7}"
                self.stdout.write(f"  {role:<22} {figures}")
