from django.db import migrations

from proceedings.models.columns import fields, modification_times

# Adding a field with a default would rebuild the table on SQLite, without its triggers.
ADD = "ALTER TABLE proceedings_statement ADD COLUMN rights varchar(300) NOT NULL DEFAULT ''"
DROP = "ALTER TABLE proceedings_statement DROP COLUMN rights"


def create_triggers(apps, schema_editor):
    modification_times.create_triggers(schema_editor.connection, apps)


def drop_triggers(apps, schema_editor):
    modification_times.drop_triggers(schema_editor.connection, apps)


class Migration(migrations.Migration):
    """The rights in a statement, which change the time of its modification; empty: those of its conference."""

    dependencies = [("proceedings", "0014_indexes_of_missing_data")]

    operations = [
        migrations.RunPython(drop_triggers, create_triggers),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ADD, DROP)],
            [
                migrations.AddField(
                    model_name="statement",
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
        migrations.RunPython(create_triggers, drop_triggers),
    ]
