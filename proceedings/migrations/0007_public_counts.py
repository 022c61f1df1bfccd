from django.db import migrations

from proceedings.models.counts import kept

# As the lists of conferences and statements are sorted. Neither database can read NULLS LAST from the other one's index.
NEWEST_FIRST = {"sqlite": "starts_on DESC", "postgresql": "starts_on DESC NULLS LAST"}


def create(apps, schema_editor):
    kept.create(schema_editor.connection)
    kept.rebuild()
    order = NEWEST_FIRST[schema_editor.connection.vendor]
    schema_editor.execute(f"CREATE INDEX conference_newest_first ON proceedings_conference ({order}, slug, status)")


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX conference_newest_first")
    kept.drop(schema_editor.connection)


class Migration(migrations.Migration):
    """The counts of public rows, the triggers that keep them, and the index of conferences, newest first."""

    dependencies = [("proceedings", "0006_facts_of_the_search_index")]

    operations = [migrations.RunPython(create, drop)]
