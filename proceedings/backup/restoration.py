"""Restore a backup in one transaction. If it fails, the former record stays as it was."""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils.translation import gettext as _

from proceedings.models.counts import kept
from proceedings.models.reads import revision
from proceedings.models.search import index

from . import media, schema, sequences, tables, triggers
from .errors import BackupError


def restore(backup, *, replace=False, progress=iter):
    """Write the rows and files of a BackupFile into the database, which must be empty unless `replace` is true."""
    schema.check_same(backup.manifest)
    check_columns(backup)
    new_files = []
    try:
        with transaction.atomic():
            lock_tables()
            if not replace:
                check_empty()
            former_files = media.stored_files()
            restore_rows(backup, progress)
            files = media.stored_files()
            for name, content in backup.files():
                if name in files and media.add(files[name], name, content):
                    new_files.append((files[name], name))
    except BaseException:
        for storage, name in new_files:
            storage.delete(name)
        raise
    finally:
        ContentType.objects.clear_cache()
    for name in former_files.keys() - files.keys():
        former_files[name].delete(name)


def check_columns(backup):
    for model in tables.saved_models():
        table = model._meta.db_table
        if table not in backup.manifest["rows"] or next(backup.table(table)) != tables.columns(model):
            message = _(
                "The columns of %(table)s are not those of the backup. Install version %(version)s to restore it."
            )
            raise BackupError(message % {"table": table, "version": backup.manifest["software"]})


def lock_tables():
    """Keep others from writing. On SQLite the transaction has had the write lock since it began."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table_names()} IN SHARE ROW EXCLUSIVE MODE")


def table_names():
    return ", ".join(connection.ops.quote_name(model._meta.db_table) for model in tables.all_models())


def check_empty():
    if model := tables.first_filled():
        message = _(
            "The database is not empty: there are rows in %s. Restore into a new database, or add --replace to delete "
            "everything that this one contains."
        )
        raise BackupError(message % model._meta.db_table)


def restore_rows(backup, progress):
    with triggers.paused(tables.all_models()):
        for model in tables.all_models():
            tables.delete(model)
        for model in progress(tables.saved_models()):
            rows = backup.table(model._meta.db_table)
            next(rows)
            tables.insert(model, rows)
        sequences.advance(tables.saved_models(), backup.manifest["last_keys"])
        connection.check_constraints()
    # The index is not in the backup. It is rebuilt with terms as this version computes them.
    index.rebuild(lambda _model, steps: (differing for _count, differing in steps))
    # The counts are not in it either.
    kept.rebuild()
    revision.change()
    update_statistics()


def update_statistics():
    """Update PostgreSQL's statistics, which are those of an empty database until autovacuum runs."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {table_names()}")
