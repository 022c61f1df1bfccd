from django.db import migrations

from proceedings.models.search.facts import INDEXES
from proceedings.search.postgresql import engine as postgresql


def create(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for index in INDEXES:
                postgresql.create_fact_indexes(cursor, index)


class Migration(migrations.Migration):
    """Indexes of the speakers and conferences of the search index, on PostgreSQL."""

    dependencies = [("proceedings", "0011_counting_by_index")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
