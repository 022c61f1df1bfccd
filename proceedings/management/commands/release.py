from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proceedings.serving.processes.bootstrap import errors_of_one_line, update


class Command(BaseCommand):
    help = _("Bring the database and the static files up to date. Run it at each release.")
    # The checks would connect to the database before its folder exists.
    requires_system_checks = ()

    def handle(self, **_options):
        with errors_of_one_line():
            update()
