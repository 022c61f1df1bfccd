from django.db import migrations

from proceedings.models.search.facts import OWN
from proceedings.search.segments import tables


def discard_segments(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        tables.discard(cursor, OWN, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    """Segments have the position of each statement in its session. The scheduler makes them anew."""

    dependencies = [("proceedings", "0004_index_of_changed_conferences")]

    operations = [migrations.RunPython(discard_segments, discard_segments, elidable=True)]
