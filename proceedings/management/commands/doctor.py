import json
import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.serving.doctor import Level, findings


class Command(BaseCommand):
    help = _("Check this deployment, and say what to do. Fails if something must be mended. Changes nothing.")
    # The doctor runs the system checks itself, and reports them like its own.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", dest="as_json", help=_("Write one JSON object."))
        parser.add_argument(
            "--thorough",
            action="store_true",
            help=_("Compare every text with the index, for minutes."),
        )

    def handle(self, *, as_json, thorough, **options):
        checked = []
        for finding in findings(thorough=thorough):
            checked.append(finding)
            if not as_json:
                self.write(finding)
        count = sum(finding.level is Level.MEND for finding in checked)
        if as_json:
            report = {"ok": not count, "findings": [finding._asdict() for finding in checked]}
            self.stdout.write(json.dumps(report, indent=2, ensure_ascii=False))
        elif count:
            self.stdout.write(
                ngettext("%d thing must be mended.", "%d things must be mended.", count) % count, self.style.ERROR
            )
        else:
            self.stdout.write(_("Nothing must be mended."), self.style.SUCCESS)
        if count:
            sys.exit(1)

    def write(self, finding):
        style = {Level.OK: self.style.SUCCESS, Level.ADVICE: self.style.WARNING, Level.MEND: self.style.ERROR}
        self.stdout.write(f"{style[finding.level](f'{finding.level:6}')}  {finding.subject}: {finding.message}")
        if finding.remedy:
            self.stdout.write(f"        {finding.remedy}")
