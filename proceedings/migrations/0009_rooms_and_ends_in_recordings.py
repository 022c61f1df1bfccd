from django.db import migrations, models

from proceedings.models.columns import fields, modification_times

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD_ROOM = "ALTER TABLE proceedings_session ADD COLUMN room varchar(300) NOT NULL DEFAULT ''"
DROP_ROOM = "ALTER TABLE proceedings_session DROP COLUMN room"


def create_triggers(apps, schema_editor):
    modification_times.create_triggers(schema_editor.connection, apps)


def drop_triggers(apps, schema_editor):
    modification_times.drop_triggers(schema_editor.connection, apps)


class Migration(migrations.Migration):
    """The rooms of sessions, and the ends of statements in recordings, which change the time of modification."""

    dependencies = [("proceedings", "0008_site_profile")]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD_ROOM, DROP_ROOM)],
            [
                migrations.AddField(
                    model_name="session",
                    name="room",
                    field=fields.LineField(
                        blank=True,
                        help_text="The hall or room, such as Great Hall.",
                        max_length=300,
                        verbose_name="room",
                    ),
                )
            ],
        ),
        migrations.AddField(
            model_name="statement",
            name="recording_end",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Seconds from the start of the recording.",
                null=True,
                verbose_name="end in the recording",
            ),
        ),
        migrations.RunPython(create_triggers, drop_triggers),
    ]
