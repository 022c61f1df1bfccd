from django.db import migrations

from proceedings.models import roles


def lay(apps, schema_editor):
    roles.lay(apps)


class Migration(migrations.Migration):
    """The groups get the permissions of what came after them: former addresses, and merges of speakers."""

    dependencies = [("proceedings", "0008_cache")]

    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
