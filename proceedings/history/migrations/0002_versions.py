"""Every row that was there before its history began gets a first version, which its next change would else go over."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone
from django.utils.translation import gettext as _


def begin(apps, schema_editor):
    now = timezone.now()
    tables = {versions._meta.model_name: versions for versions in apps.get_app_config("history").get_models()}
    for rows in apps.get_app_config("proceedings").get_models():
        if versions := tables.get(f"historical{rows._meta.model_name}"):
            write(schema_editor, versions, rows, now)
            for field in rows._meta.local_many_to_many:
                tags = tables[f"historical{field.remote_field.through._meta.model_name}"]
                write_tags(schema_editor, tags, field, versions, now)


def write(schema_editor, versions, rows, now):
    """A version of each row that has none; “~” tells that the row is older than it."""
    quote = schema_editor.quote_name
    told = {"history_date": now, "history_change_reason": _("As it was when the history began."), "history_type": "~"}
    columns = [field.column for field in versions._meta.concrete_fields if field.name not in {*told, "history_id"}]
    columns.remove("history_user_id")
    names = ", ".join(map(quote, [*columns, *told]))
    schema_editor.execute(
        f"INSERT INTO {quote(versions._meta.db_table)} ({names}) "
        f"SELECT {', '.join(f'kept.{quote(column)}' for column in columns)}, %s, %s, %s "
        f"FROM {quote(rows._meta.db_table)} kept "
        f"WHERE NOT EXISTS (SELECT 1 FROM {quote(versions._meta.db_table)} version WHERE version.id = kept.id) "
        "ORDER BY kept.id",
        list(told.values()),
    )


def write_tags(schema_editor, tags, field, versions, now):
    through = field.remote_field.through
    quote = schema_editor.quote_name
    columns = [column.column for column in through._meta.concrete_fields]
    schema_editor.execute(
        f"INSERT INTO {quote(tags._meta.db_table)} ({', '.join(map(quote, [*columns, 'history_id']))}) "
        f"SELECT {', '.join(f'tag.{quote(column)}' for column in columns)}, version.history_id "
        f"FROM {quote(through._meta.db_table)} tag JOIN {quote(versions._meta.db_table)} version "
        f"ON version.id = tag.{quote(field.m2m_column_name())} WHERE version.history_date = %s",
        [now],
    )


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial"), ("proceedings", "0009_roles")]

    operations = [
        # The versions of a statement's translations are asked for together.
        migrations.AlterField(
            "historicaltranslation",
            "statement",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="proceedings.statement",
                verbose_name="statement",
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
