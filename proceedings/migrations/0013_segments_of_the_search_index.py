from django.db import migrations

from proceedings.models.search import index


def create_again(_apps, _schema_editor):
    index.drop_indexes()
    index.create_indexes()


class Migration(migrations.Migration):
    """Segments of the search index, with the postings and the facts of many statements each."""

    dependencies = [("proceedings", "0012_search_by_speaker_and_conference")]

    operations = [migrations.RunPython(create_again, migrations.RunPython.noop)]
