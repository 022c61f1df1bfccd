from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.management.reading_command import ReadingCommand
from proceedings.serving.processes.bootstrap import run


class Command(ReadingCommand):
    help = _("Update the database and the static files, then serve the site on this machine.")

    def run_from_argv(self, argv):
        # Load all views, so that the fork server has the code that reads files in memory.
        reverse("healthz")
        super().run_from_argv(argv)

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1", help=_("The address to listen on; 0.0.0.0 for all."))
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument(
            "--no-prepare",
            dest="prepared",
            action="store_true",
            help=_("Only serve. Deployments run manage.py release before, and create their first account."),
        )

    def handle(self, *, host, port, prepared, **options):
        run(host, port, self.stdout, prepared=prepared)
