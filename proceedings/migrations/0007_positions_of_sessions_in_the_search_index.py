from django.db import migrations

from proceedings.models.search.facts import OWN
from proceedings.search.engines import engine

COLUMN = "session_position"


def add_column(apps, schema_editor):
    connection = schema_editor.connection
    module = engine(connection.vendor)
    with connection.cursor() as cursor:
        # In a new database, the index has been made with the column.
        if COLUMN not in {column.name for column in connection.introspection.get_table_description(cursor, OWN.name)}:
            module.stop(cursor, OWN)
            cursor.execute(f'ALTER TABLE "{OWN.name}" ADD COLUMN {COLUMN} integer')
            module.start(cursor, OWN)


class Migration(migrations.Migration):
    """The index of statements has the position of the session. The next migration fills the column."""

    dependencies = [("proceedings", "0006_statements_of_rare_kinds")]

    operations = [migrations.RunPython(add_column, migrations.RunPython.noop, elidable=True)]
