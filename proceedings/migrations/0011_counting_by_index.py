from django.db import migrations

from proceedings.models.counts import triggers


def replace_functions(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        triggers.drop(schema_editor.connection)
        triggers.create(schema_editor.connection)


class Migration(migrations.Migration):
    """On PostgreSQL, functions that count by indexes, and notice transactions that may miss each other's changes."""

    dependencies = [("proceedings", "0010_form_of_the_statements")]

    operations = [migrations.RunPython(replace_functions, migrations.RunPython.noop)]
