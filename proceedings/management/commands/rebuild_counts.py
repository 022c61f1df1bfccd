from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.models.counts import kept


class Command(BaseCommand):
    help = _("Correct the counts of public rows that the database keeps.")

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help=_("Change nothing, and fail if a count is wrong."))

    def handle(self, *, check, **options):
        if not check:
            corrected = kept.rebuild()
            message = ngettext("%d count was corrected.", "%d counts were corrected.", corrected)
            self.stdout.write(message % corrected)
            return
        drift = kept.drift()
        for kind, number in drift.items():
            message = ngettext("%(number)d count is wrong: %(kind)s.", "%(number)d counts are wrong: %(kind)s.", number)
            self.stdout.write(message % {"number": number, "kind": kind})
        if drift:
            raise CommandError(_("The counts differ from the record. Run manage.py rebuild_counts."))
        self.stdout.write(_("All counts are right."))
