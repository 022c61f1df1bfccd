"""The base of commands that read untrusted files, and of the server, whose workers do so."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from proceedings import sandbox
from proceedings.importing.limits import OPERATOR


class ReadingCommand(BaseCommand):
    def run_from_argv(self, argv):
        # Start it while this process has only one thread. The workers of a server share the processes that it starts.
        sandbox.start()
        super().run_from_argv(argv)

    def add_limits(self, parser):
        parser.add_argument(
            "--memory",
            type=int,
            default=OPERATOR.megabytes,
            metavar="MEGABYTES",
            help=_("The most memory that reading one file may take (default: %(default)s)."),
        )

    def limits(self, megabytes):
        return OPERATOR._replace(megabytes=megabytes)
