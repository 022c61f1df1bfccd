from django.db import migrations

from proceedings.models.columns import modification_times, timestamps

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE proceedings_statement ADD COLUMN recording_timestamps text NOT NULL DEFAULT ''"
DROP = "ALTER TABLE proceedings_statement DROP COLUMN recording_timestamps"


def create_triggers(apps, schema_editor):
    modification_times.create_triggers(schema_editor.connection, apps)


def drop_triggers(apps, schema_editor):
    modification_times.drop_triggers(schema_editor.connection, apps)


class Migration(migrations.Migration):
    """The timestamps of statements, which change the time of their modification."""

    dependencies = [("proceedings", "0002_triggers_counts_and_groups")]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="statement",
                    name="recording_timestamps",
                    field=timestamps.TimestampsField(
                        blank=True,
                        help_text=(
                            "Times within the text: in each line a time and the first words from there, such as "
                            "“1:02:30 Rivers cross”. Lines whose words the text does not have, or has twice, are "
                            "ignored."
                        ),
                        verbose_name="timestamps in the recording",
                    ),
                )
            ],
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
