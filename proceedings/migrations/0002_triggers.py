from django.db import migrations

from proceedings.models.reads import revision
from proceedings.models.columns import modification_times
from proceedings.models.search import index
from proceedings.models.workflow import statuses


def create(apps, schema_editor):
    index.create_indexes()
    modification_times.create_triggers(schema_editor.connection, apps)
    statuses.create_triggers(schema_editor.connection)
    revision.create(schema_editor.connection, apps)


def drop(apps, schema_editor):
    revision.drop(schema_editor.connection, apps)
    statuses.drop_triggers(schema_editor.connection)
    modification_times.drop_triggers(schema_editor.connection, apps)
    index.drop_indexes()


class Migration(migrations.Migration):
    """The triggers of the database: the index of words, the times of modification, the transitions of statuses, and
    the revision of the record.

    On SQLite, a migration that rebuilds a table drops its triggers and must create them again.
    """

    dependencies = [("proceedings", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
