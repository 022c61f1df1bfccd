import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import proceedings.models.modified
from proceedings.models import modified, moves, roles
from proceedings.models.indexing import INDEXES
from proceedings.search import sqlite

MODELS = ["conference", "statement"]
FIELDS = {
    "publish_at": models.DateTimeField(blank=True, help_text='Until then it waits in review, and nothing tells readers of it.', null=True, serialize=False, verbose_name='publish at'),
    "scheduled_by": models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='scheduled by'),
    "sent_back_because": models.TextField(blank=True, default='', help_text='What whoever wrote it should mend.', serialize=False, verbose_name='reason for sending back'),
}
PERMISSIONS = [
    ("submit", "Can submit for review"),
    ("review", "Can send back from review"),
    ("publish", "Can publish, now or at a set time"),
    ("withdraw", "Can withdraw"),
]
CONSTRAINTS = {
    "once_published_is_published_or_withdrawn": (
        Q(published_at__isnull=True) | Q(status__in=["published", "withdrawn"]),
        "What was once published (published_at) is published or withdrawn.",
    ),
    "withdrawn_was_published": (
        ~Q(status="withdrawn") | Q(published_at__isnull=False),
        "What is withdrawn was published once (published_at).",
    ),
    "waits_in_review_for_its_time": (
        Q(publish_at__isnull=True) | Q(status="in_review"),
        "What is to be published at a set time (publish_at) is in review until then.",
    ),
}


def settle(apps, schema_editor):
    """Rows that the constraints would refuse; readers see neither kind, so that nothing changes for them.

    A draft with the time of a publication forgets it, and what was withdrawn without one is a draft.
    """
    for name in MODELS:
        rows = apps.get_model("proceedings", name)._base_manager
        rows.filter(status__in=["draft", "in_review"]).update(published_at=None)
        rows.filter(status="withdrawn", published_at=None).update(status="draft", withdrawn_at=None)


def stop(apps, schema_editor):
    modified.stop(schema_editor.connection, apps)
    moves.stop(schema_editor.connection)


def start(apps, schema_editor):
    start_with_the_old(apps, schema_editor)
    moves.start(schema_editor.connection)


def start_with_the_old(apps, schema_editor):
    """SQLite has made the tables anew, and lost the triggers of the index of words with the old ones."""
    modified.start(schema_editor.connection, apps)
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            for index in INDEXES:
                sqlite.stop(cursor, index)
                sqlite.start(cursor, index)


def lay(apps, schema_editor):
    roles.lay(apps)


def lift(apps, schema_editor):
    roles.lift(apps)


def options(name, ordering):
    return {
        'base_manager_name': 'objects',
        'ordering': ordering,
        'permissions': [(f"{verb}_{name}", label) for verb, label in PERMISSIONS],
        'verbose_name': name,
        'verbose_name_plural': f"{name}s",
    }


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('proceedings', '0003_modification_times'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.RunPython(stop, start_with_the_old),
        migrations.AlterModelOptions('conference', options('conference', [models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), 'slug'])),
        migrations.AlterModelOptions('statement', options('statement', ['session', 'position'])),
        *(migrations.AddField(model, name, field.clone()) for model in MODELS for name, field in FIELDS.items()),
        migrations.AddIndex('statement', models.Index(condition=Q(('publish_at__isnull', False)), fields=['publish_at'], name='statement_by_its_time')),
        *(
            migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=f"{model}_{name}", violation_error_message=message))
            for model in MODELS
            for name, (condition, message) in CONSTRAINTS.items()
        ),
        migrations.RunPython(start, stop),
        migrations.RunPython(lay, lift),
    ]
