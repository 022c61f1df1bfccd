"""The database: its version, migrations, triggers, search index, counts and clock."""

from datetime import timedelta

from django.db import Error, connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.models.columns import modification_times
from proceedings.models.counts import kept
from proceedings.models.counts import triggers as counting
from proceedings.models.reads import revision
from proceedings.models.reads.unapplied_migrations import unapplied_migrations
from proceedings.models.search.index import broken_indexes, drifted, indexed_models
from proceedings.models.statement import Statement
from proceedings.models.workflow import statuses

from .finding import advice, mend, ok

# With a larger difference, scheduled publication and sessions would be early or late.
MOST_CLOCK_SECONDS = 5


def findings(*, thorough):
    """Yield the findings up to the first one that makes all later ones fail."""
    try:
        connection.ensure_connection()
        yield ok("database", version())
        missing = len(unapplied_migrations())
    except Error as error:
        remedy = _("Start the database server, and check DATABASE_URL.")
        yield mend("database", _("The database does not answer: %s") % " ".join(str(error).split()), remedy)
        return
    if missing:
        message = ngettext("%d migration is not applied.", "%d migrations are not applied.", missing) % missing
        yield mend("migrations", message, _("Run manage.py migrate."))
        return
    yield ok("migrations", _("All migrations are applied."))
    yield triggers()
    yield search_index(thorough)
    yield public_counts(thorough)
    yield clock()


def version():
    if connection.vendor == "sqlite":
        return _("SQLite %s answers.") % ".".join(map(str, connection.Database.sqlite_version_info))
    # Django refuses versions that it does not support when it connects.
    number = connection.pg_version
    return _("PostgreSQL %s answers.") % f"{number // 10000}.{number % 10000}"


def triggers():
    wanted = {trigger.name for trigger in modification_times.triggers(connection.vendor)}
    wanted |= {statuses.trigger(connection.vendor, table)[0] for table in statuses.TABLES}
    wanted |= revision.trigger_names(connection.vendor)
    missing = wanted - stored_triggers()
    if not missing:
        return ok("triggers", _("The database keeps the rules of publication and the times of changes."))
    remedy = _("Restore a backup, or run manage.py migrate proceedings 0001 and manage.py migrate on a copy first.")
    return mend("triggers", _("These triggers are missing: %s.") % ", ".join(sorted(missing)), remedy)


def stored_triggers():
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }
    with connection.cursor() as cursor:
        cursor.execute(sql[connection.vendor])
        return {name for (name,) in cursor.fetchall()}


def search_index(thorough):
    remedy = _("Run manage.py rebuild_search.")
    if broken := broken_indexes(thorough=thorough):
        return mend("search", _("The index of %s does not match its rows.") % ", ".join(broken), remedy)
    if not thorough:
        return ok("search", _("The index matches its rows."))
    drift = sum(len(differing) for model in indexed_models() for _count, differing in drifted(model))
    if drift:
        message = ngettext("%d row has outdated terms.", "%d rows have outdated terms.", drift) % drift
        return mend("search", message, remedy)
    return ok("search", _("The index matches its rows, and their terms are up to date."))


def public_counts(thorough):
    """Compare the counts with the whole record if `thorough`; otherwise only check that their triggers exist."""
    missing = counting.trigger_names(connection.vendor) - stored_triggers()
    if missing:
        remedy = _("Run manage.py migrate proceedings 0006, then manage.py migrate.")
        return mend("counts", _("These triggers are missing: %s.") % ", ".join(sorted(missing)), remedy)
    if not thorough:
        return ok("counts", _("The database keeps the counts of public rows."))
    if drift := sum(kept.drift().values()):
        message = ngettext("%d count differs from the record.", "%d counts differ from the record.", drift) % drift
        return mend("counts", message, _("Run manage.py rebuild_counts."))
    return ok("counts", _("The counts of public rows are right."))


def clock():
    """Compare the clock with that of the database, and with the last change, which must not be in the future."""
    now = timezone.now()
    remedy = _("Set the clock, and keep it right with NTP.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            seconds = abs((cursor.fetchone()[0] - now).total_seconds())
        if seconds > MOST_CLOCK_SECONDS:
            message = _("The clocks of this machine and of the database differ by %d seconds.") % seconds
            return mend("clock", message, remedy)
    last = Statement.objects.order_by("-modified_at").values_list("modified_at", flat=True).first()
    if last and last > now + timedelta(seconds=MOST_CLOCK_SECONDS):
        return advice("clock", _("A statement was changed in the future, at %s.") % last.isoformat(), remedy)
    return ok("clock", _("The clock shows %s.") % now.replace(microsecond=0).isoformat())
