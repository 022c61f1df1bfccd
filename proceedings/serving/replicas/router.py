"""The database for each query: that of the present reader, or else the primary."""

import threading

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.utils.translation import gettext as _

from .monitor import monitor

# Reading a session or the shared cache can also write.
PRIMARY_APPS = {"sessions", "django_cache"}


class Reader(threading.local):
    """The reader whose request this thread answers, if any. All queries of a request go to one server."""

    candidates, chosen = (), DEFAULT_DB_ALIAS

    def begin(self, candidates):
        """Choose one of the servers at the first query: the first that gives a connection."""
        self.candidates, self.chosen = list(candidates), None

    def end(self):
        self.candidates, self.chosen = (), DEFAULT_DB_ALIAS

    def database(self):
        while self.chosen is None:
            if not self.candidates:
                self.chosen = DEFAULT_DB_ALIAS
            elif connects(alias := self.candidates.pop(0)):
                self.chosen = alias
        return self.chosen

    def has_lost_connection(self):
        """Return whether the server of this reader went away during the request, and another is left."""
        if not self.candidates or self.chosen is None:
            return False
        connection = connections[self.chosen]
        if not connection.errors_occurred or (connection.connection and connection.is_usable()):
            return False
        connection.close()
        monitor.leave_out(self.chosen, _("cannot be reached"))
        return True


reader = Reader()


def connects(alias):
    try:
        connections[alias].close_if_health_check_failed()
        connections[alias].ensure_connection()
    except (InterfaceError, OperationalError):
        monitor.leave_out(alias, _("cannot be reached"))
        return False
    return True


class ReplicaRouter:
    def db_for_read(self, model, **hints):
        return DEFAULT_DB_ALIAS if model._meta.app_label in PRIMARY_APPS else reader.database()

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        """All servers have the same rows."""
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS
