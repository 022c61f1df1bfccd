import time

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext_lazy as _

from proceedings.models.reads.unapplied_migrations import lost_migrations

LOCK_NOT_AVAILABLE = "55P03"
# The most seconds that readers wait behind a migration, and the seconds between two attempts.
LOCK_TIMEOUT, PAUSE = 2, 5
ATTEMPTS = 12
IN_USE = _(
    "A migration could not lock its table, because a transaction is using it. The migration was not applied. End the"
    " transactions that pg_stat_activity shows as the oldest, and run migrate again."
)
TOO_OLD = _(
    "This database lacks %(missing)s, which this version of Proceedings has no longer. Nothing was changed. Install an"
    " earlier version, run its manage.py migrate, then upgrade again."
)


def check_upgradable(connection):
    """Raise CommandError if the database needs a migration that only earlier versions have."""
    if lost := lost_migrations(MigrationLoader(connection)):
        raise CommandError(TOO_OLD % {"missing": ", ".join(map(".".join, lost))})


class Command(migrate.Command):
    """Django's migrate, which on PostgreSQL does not wait for a lock for long.

    A change of a table waits for all transactions that read it, and every later query waits behind the change. Giving
    up lets readers pass, and the next attempt goes on with the migration that failed.
    """

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--lock-timeout", type=float, default=LOCK_TIMEOUT, help=_("Seconds to wait for a lock."))
        parser.add_argument("--attempts", type=int, default=ATTEMPTS, help=_("How often to try to get a lock."))

    def handle(self, *args, lock_timeout, attempts, **options):
        connection = connections[options["database"]]
        check_upgradable(connection)
        if connection.vendor != "postgresql":
            return super().handle(*args, **options)
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {lock_timeout * 1000:.0f}")
            # A change of a large table takes longer than a page may.
            cursor.execute("SET statement_timeout = 0")
        try:
            return self.retry(attempts, *args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
                cursor.execute("RESET statement_timeout")

    def retry(self, attempts, *args, **options):
        for left in reversed(range(attempts)):
            try:
                return super().handle(*args, **options)
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) != LOCK_NOT_AVAILABLE:
                    raise
                if not left:
                    raise CommandError(str(IN_USE)) from error
            self.stderr.write(_("A table is in use. Trying again in %d seconds.") % PAUSE)
            time.sleep(PAUSE)
        return None
