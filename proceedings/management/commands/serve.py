from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proceedings.serving.bootstrap import run


class Command(BaseCommand):
    help = _("Update the database and the static files, then serve the site on this machine.")

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, port, **options):
        run(port, self.stdout)
