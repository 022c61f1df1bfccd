"""The migrations that the database lacks."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def unapplied_migrations(executor=None):
    """Return the keys of unapplied migrations, including those that only earlier versions of the software have."""
    executor = executor or MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [*lost_migrations(executor.loader), *((migration.app_label, migration.name) for migration, _back in plan)]


def lost_migrations(loader):
    """Return the keys of migrations that were replaced, are not applied, and are no longer in the code.

    Django can take the migration that replaces them for applied, although only some of the replaced ones are.
    """
    keys = []
    for migration in loader.replacements.values():
        missing = [key for key in migration.replaces if key not in loader.applied_migrations]
        if len(missing) < len(migration.replaces):
            keys += [key for key in missing if key not in loader.disk_migrations]
    return keys
