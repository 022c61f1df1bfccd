"""The migrations that the database lacks."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def unapplied_migrations(executor=None):
    """Return the keys of the migrations that are not applied, with those that this version no longer has."""
    executor = executor or MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [*lost_migrations(executor.loader), *((migration.app_label, migration.name) for migration, _back in plan)]


def lost_migrations(loader):
    """Return the keys of the migrations that are neither applied nor here, and were replaced by one that seems applied.

    Django takes a migration that replaces others for applied when one of those is and nothing depends on it.
    """
    keys = []
    for migration in loader.replacements.values():
        missing = [key for key in migration.replaces if key not in loader.applied_migrations]
        if len(missing) < len(migration.replaces):
            keys += [key for key in missing if key not in loader.disk_migrations]
    return keys
