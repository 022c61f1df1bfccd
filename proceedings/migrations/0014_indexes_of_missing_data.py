from django.db import migrations, models
from django.db.models import Q

WITHOUT_CAPACITY = Q(speaker__isnull=False, appointment__isnull=True)


class Migration(migrations.Migration):
    """Indexes of the rows that lack something, which the desk lists. Readers read on while PostgreSQL makes them."""

    dependencies = [("proceedings", "0013_segments_of_the_search_index")]

    operations = [
        migrations.AddIndex(
            model_name="cospeaker",
            index=models.Index(condition=WITHOUT_CAPACITY, fields=["statement"], name="co_speaker_without_capacity"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(condition=Q(text=""), fields=["id"], name="statement_without_text"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=Q(source="", source_url=""), fields=["session"], name="statement_without_source"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(condition=WITHOUT_CAPACITY, fields=["id"], name="statement_without_capacity"),
        ),
    ]
