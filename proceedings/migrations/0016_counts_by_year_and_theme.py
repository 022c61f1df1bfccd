from django.db import migrations

from proceedings.models.counts import kept, triggers


def count(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection)
    kept.rebuild()


class Migration(migrations.Migration):
    """Counts of the statements of speakers and organisations by year and by theme."""

    dependencies = [("proceedings", "0015_rights_in_statements")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
