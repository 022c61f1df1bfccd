from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proceedings.editorial.scheduled_publication import publish_due


class Command(BaseCommand):
    help = _("Publish what was to be published by now: for cron or a timer, each minute.")
    requires_system_checks = ()

    def handle(self, **_options):
        due = publish_due()
        for row in due.published:
            self.stdout.write(_("Published: %s") % row.get_absolute_url())
        for row in due.left:
            told = {"address": row.get_absolute_url(), "user": row.scheduled_by}
            self.stderr.write(_("Left in review: %(address)s, because %(user)s may not publish it any more.") % told)
