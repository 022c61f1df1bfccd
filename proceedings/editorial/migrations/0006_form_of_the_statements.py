from django.db import migrations, models

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE editorial_historicalconference ADD COLUMN statement_form varchar(8) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE editorial_historicalconference DROP COLUMN statement_form"


class Migration(migrations.Migration):
    """The form of the statements in the versions of conferences."""

    dependencies = [("editorial", "0005_rooms_and_ends_in_recordings"), ("proceedings", "0010_form_of_the_statements")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="historicalconference",
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
