from django.db import migrations

from proceedings.models.search import index


def create_again(_apps, _schema_editor):
    index.drop_indexes()
    index.create_indexes()


class Migration(migrations.Migration):
    """The search index with the facts by which results are filtered and counted, and its triggers."""

    dependencies = [("proceedings", "0005_statement_by_session")]

    operations = [migrations.RunPython(create_again, migrations.RunPython.noop)]
