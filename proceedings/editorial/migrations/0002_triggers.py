from django.db import migrations

from proceedings.models.reads import revision


def create(apps, schema_editor):
    revision.create_triggers(schema_editor.connection, revision.history_tables(apps))


def drop(apps, schema_editor):
    revision.drop_triggers(schema_editor.connection, revision.history_tables(apps))


class Migration(migrations.Migration):
    """The triggers with which new, changed and deleted versions give the record a new revision."""

    replaces = [
        ("editorial", "0002_revision_of_history"),
        ("editorial", "0003_versions_of_the_site_profile"),
        ("editorial", "0004_passages"),
        ("editorial", "0005_rooms_and_ends_in_recordings"),
        ("editorial", "0006_form_of_the_statements"),
        ("editorial", "0007_programme_items"),
        ("editorial", "0008_rights_in_statements"),
    ]

    dependencies = [("editorial", "0001_initial"), ("proceedings", "0002_triggers_counts_and_groups")]

    operations = [migrations.RunPython(create, drop)]
