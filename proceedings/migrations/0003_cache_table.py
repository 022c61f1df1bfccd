from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of Django's database cache, which has no model: all processes count failed sign-ins in it."""

    dependencies = [("proceedings", "0002_triggers")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.CreateModel(
                    "SharedCacheEntry",
                    [
                        ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                        ("value", models.TextField()),
                        ("expires", models.DateTimeField(db_index=True)),
                    ],
                    options={"db_table": "shared_cache"},
                ),
            ],
        ),
    ]
