from django.db import migrations, models


class Migration(migrations.Migration):
    """The table of Django's database cache, which is no model: failed sign-ins are counted in it for all processes."""

    dependencies = [("proceedings", "0007_former_addresses")]

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
