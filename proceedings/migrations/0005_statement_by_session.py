import django.db.models.deletion
from django.db import migrations, models

FORMER = "proceedings_statement_session_id_cadd90d7"


class Migration(migrations.Migration):
    """An index with the status of the statements of a session: they are counted without reading them."""

    dependencies = [("proceedings", "0004_groups")]

    operations = [
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["session", "status"], name="statement_by_session"),
        ),
        # Changing the field itself would rebuild the table on SQLite, without its triggers.
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {FORMER}", f"CREATE INDEX {FORMER} ON proceedings_statement (session_id)"
                )
            ],
            [
                migrations.AlterField(
                    model_name="statement",
                    name="session",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="statements",
                        to="proceedings.session",
                        verbose_name="session",
                    ),
                )
            ],
        ),
    ]
