from django.db import migrations

from proceedings.models.columns import fields

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE editorial_historicalstatement ADD COLUMN rights varchar(300) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE editorial_historicalstatement DROP COLUMN rights"


class Migration(migrations.Migration):
    """The rights in the versions of statements."""

    dependencies = [("editorial", "0007_programme_items"), ("proceedings", "0015_rights_in_statements")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="historicalstatement",
                    name="rights",
                    field=fields.LineField(
                        blank=True,
                        help_text=(
                            "An SPDX licence identifier or the address of the terms, if they are not those of the "
                            "conference."
                        ),
                        max_length=300,
                        verbose_name="rights",
                    ),
                )
            ],
        ),
    ]
