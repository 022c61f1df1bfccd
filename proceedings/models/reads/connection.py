"""The connection for SQL that reads the record: of the database that the router chooses for statements."""

from django.apps import apps
from django.db import connections, router


def reading_connection():
    return connections[router.db_for_read(apps.get_model("proceedings", "Statement"))]
