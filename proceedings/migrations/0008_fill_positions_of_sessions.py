from django.db import migrations, transaction

from proceedings.models.search.facts import OWN
from proceedings.search.segments import tables

ROWS = 10_000


def fill_column(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{OWN.name}"')
        [last] = cursor.fetchone()
        for first in range(0, last + 1, ROWS):
            cursor.execute(
                f'UPDATE "{OWN.name}" SET session_position = '
                "(SELECT position FROM proceedings_session session WHERE session.id = session_id) "
                "WHERE id >= %s AND id < %s AND session_position IS NULL",
                [first, first + ROWS],
            )
        with transaction.atomic(using=connection.alias):
            tables.discard(cursor, OWN, connection.vendor)


class Migration(migrations.Migration):
    """Rows of the search index get the position of their session. The scheduler makes the segments anew."""

    atomic = False

    dependencies = [("proceedings", "0007_positions_of_sessions_in_the_search_index")]

    operations = [migrations.RunPython(fill_column, migrations.RunPython.noop, elidable=True)]
