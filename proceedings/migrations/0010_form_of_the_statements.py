from django.db import migrations, models

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE proceedings_conference ADD COLUMN statement_form varchar(8) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE proceedings_conference DROP COLUMN statement_form"


class Migration(migrations.Migration):
    """The form that new statements of a conference have; readers do not see it, so no time of modification changes."""

    dependencies = [("proceedings", "0009_rooms_and_ends_in_recordings")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="conference",
                    name="statement_form",
                    field=models.CharField(
                        blank=True,
                        choices=[("verbatim", "verbatim"), ("reported", "reported"), ("summary", "summary")],
                        help_text="Of new statements; each can have another one. If empty, they are verbatim.",
                        max_length=8,
                        verbose_name="form of the statements",
                    ),
                )
            ],
        ),
    ]
