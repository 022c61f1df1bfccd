from django.db import migrations, models

from proceedings.models.columns import modification_times
from proceedings.models.counts import kept
from proceedings.models.reads import revision
from proceedings.models.search import index
from proceedings.models.workflow import roles, statuses

# As the lists of conferences and statements are sorted. Neither database can read NULLS LAST from the other one's index.
NEWEST_FIRST = {"sqlite": "starts_on DESC", "postgresql": "starts_on DESC NULLS LAST"}


def create(apps, schema_editor):
    connection = schema_editor.connection
    index.create_indexes()
    modification_times.create_triggers(connection, apps)
    statuses.create_triggers(connection)
    revision.create(connection, apps)
    kept.create(connection)
    order = NEWEST_FIRST[connection.vendor]
    schema_editor.execute(f"CREATE INDEX conference_newest_first ON proceedings_conference ({order}, slug, status)")
    roles.create_groups(apps)


def drop(apps, schema_editor):
    connection = schema_editor.connection
    roles.delete_groups(apps)
    schema_editor.execute("DROP INDEX conference_newest_first")
    kept.drop(connection)
    revision.drop(connection, apps)
    statuses.drop_triggers(connection)
    modification_times.drop_triggers(connection, apps)
    index.drop_indexes()


class Migration(migrations.Migration):
    """The triggers of the database, with the tables that only they and Django's cache use, and the groups.

    The triggers keep the index of words, the times of modification, the transitions of statuses, the revision of the
    record and the counts of public rows. On SQLite, a migration that rebuilds a table drops its triggers and must create
    them again. The cache has no model: all processes count failed sign-ins in it.
    """

    replaces = [
        ("proceedings", "0002_triggers"),
        ("proceedings", "0003_cache_table"),
        ("proceedings", "0004_groups"),
        ("proceedings", "0005_statement_by_session"),
        ("proceedings", "0006_facts_of_the_search_index"),
        ("proceedings", "0007_public_counts"),
        ("proceedings", "0008_site_profile"),
        ("proceedings", "0009_rooms_and_ends_in_recordings"),
        ("proceedings", "0010_form_of_the_statements"),
        ("proceedings", "0011_counting_by_index"),
        ("proceedings", "0012_search_by_speaker_and_conference"),
        ("proceedings", "0013_segments_of_the_search_index"),
        ("proceedings", "0014_indexes_of_missing_data"),
        ("proceedings", "0015_rights_in_statements"),
        ("proceedings", "0016_counts_by_year_and_theme"),
    ]

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("proceedings", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.CreateModel(
                    "SharedCacheEntry",
                    [
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={"db_table": "shared_cache"},
                ),
            ],
        ),
        migrations.RunPython(create, drop),
    ]
