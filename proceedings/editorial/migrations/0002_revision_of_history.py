from django.db import migrations

from proceedings.models.reads import revision


def create(apps, schema_editor):
    revision.create_triggers(schema_editor.connection, revision.history_tables(apps))


def drop(apps, schema_editor):
    revision.drop_triggers(schema_editor.connection, revision.history_tables(apps))


class Migration(migrations.Migration):
    """The triggers with which new, changed and deleted versions give the record a new revision."""

    dependencies = [("editorial", "0001_initial"), ("proceedings", "0002_triggers")]

    operations = [migrations.RunPython(create, drop)]
