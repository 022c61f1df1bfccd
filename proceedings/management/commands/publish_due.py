from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proceedings.editorial.scheduled_publication import publish_due
from proceedings.mailing.queue import send_due
from proceedings.serving.processes import last_run


class Command(BaseCommand):
    help = _("Publish everything that is due, and send queued e-mails. Run it each minute, with cron or a timer.")
    requires_system_checks = ()

    def handle(self, **_options):
        due = publish_due()
        for row in due.published:
            self.stdout.write(_("Published: %s") % row.get_absolute_url())
        for row in due.left:
            params = {"address": row.get_absolute_url(), "user": row.scheduled_by}
            self.stderr.write(_("Left in review: %(address)s, because %(user)s can no longer publish it.") % params)
        send_due()
        last_run.record()
