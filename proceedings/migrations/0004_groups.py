from django.db import migrations

from proceedings.models.workflow import roles


def create(apps, schema_editor):
    roles.create_groups(apps)


def delete(apps, schema_editor):
    roles.delete_groups(apps)


class Migration(migrations.Migration):
    """The groups Editor, Reviewer and Publisher, with their permissions."""

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("proceedings", "0003_cache_table"),
    ]

    operations = [migrations.RunPython(create, delete)]
