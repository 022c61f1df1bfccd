from django.db import migrations

from proceedings.models.columns import timestamps

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE editorial_historicalstatement ADD COLUMN recording_timestamps text NOT NULL DEFAULT ''"
DROP = "ALTER TABLE editorial_historicalstatement DROP COLUMN recording_timestamps"


class Migration(migrations.Migration):
    """The timestamps in the versions of statements."""

    dependencies = [("editorial", "0002_triggers"), ("proceedings", "0003_timestamps_in_recordings")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="historicalstatement",
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
    ]
