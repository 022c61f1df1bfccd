from django.db import migrations, models

from proceedings.models.columns import fields

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD_ROOM = "ALTER TABLE editorial_historicalsession ADD COLUMN room varchar(300) NOT NULL DEFAULT ''"
DROP_ROOM = "ALTER TABLE editorial_historicalsession DROP COLUMN room"


class Migration(migrations.Migration):
    """The rooms of sessions, and the ends of statements in recordings, in their versions."""

    dependencies = [("editorial", "0004_passages")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD_ROOM, DROP_ROOM)],
            [
                migrations.AddField(
                    model_name="historicalsession",
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
            model_name="historicalstatement",
            name="recording_end",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Seconds from the start of the recording.",
                null=True,
                verbose_name="end in the recording",
            ),
        ),
    ]
