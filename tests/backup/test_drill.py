"""The drill: back up a site that is being written to, lose everything, and restore it."""

import pytest

from proceedings.backup import BackupFile
from tests.support.servers import started

# An editor gives a speaker and a statement the same name in one transaction, again and again; a loader adds a
# conference each time. Then the last backup is restored over all that came after it, and saved once more.
DRILL = """
import json, sys, threading
from pathlib import Path
from django.core.management import call_command
from django.db import connection, transaction
from tests.support.factories import a_statement

folder, stop, written = Path(sys.argv[-1]), threading.Event(), threading.Semaphore(0)
statement = a_statement()

def edit():
    number = 0
    while not stop.is_set():
        number += 1
        with transaction.atomic():
            statement.speaker.name = statement.title = f"Version {number}"
            statement.speaker.save()
            statement.save()
        written.release()
    connection.close()

def load():
    number = 0
    while not stop.is_set():
        number += 1
        fields = {"slug": f"loaded-{number}", "title": "Loaded", "starts_on": "2020-09-28", "language": "en"}
        records = [
            {"model": "proceedings.conference", "fields": fields},
            {"model": "proceedings.session", "fields": {"conference": [fields["slug"]], "slug": "a", "title": "A"}},
        ]
        (folder / "record.json").write_text(json.dumps(records))
        call_command("load_fixtures", str(folder / "record.json"), quiet=True)
        written.release()
    connection.close()

threads = [threading.Thread(target=target) for target in (edit, load)]
for thread in threads:
    thread.start()
try:
    for number in range(2):
        for _write in range(3):
            assert written.acquire(timeout=60)
        call_command("backup", str(folder / f"{number}.zip"), verbosity=0)
finally:
    stop.set()
    for thread in threads:
        thread.join()
call_command("restore", str(folder / "1.zip"), replace=True, verbosity=0)
call_command("backup", str(folder / "restored.zip"), verbosity=0)
call_command("rebuild_search", check=True, verbosity=0)
"""


def names(backup, table, column):
    columns, *rows = backup.table(table)
    return [row[columns.index(column)] for row in rows]


@pytest.mark.django_db(transaction=True)
def test_backups_of_a_busy_site_each_show_one_moment_and_come_back_whole(database_url, tmp_path):
    process = started(database_url, "shell", "-v0", "-c", f"import sys; sys.argv = [{str(tmp_path)!r}]\n{DRILL}")
    assert process.wait() == 0
    seen = set()
    for number in range(2):
        with BackupFile(tmp_path / f"{number}.zip") as backup:
            [name] = names(backup, "proceedings_speaker", "name")
            assert names(backup, "proceedings_statement", "title") == [name]
            assert names(backup, "editorial_historicalspeaker", "name")[-1] == name
            loaded = [slug for slug in names(backup, "proceedings_conference", "slug") if slug.startswith("loaded")]
            # A load is in the backup as a whole or not at all; the statement has a session of its own.
            assert len(names(backup, "proceedings_session", "id")) == len(loaded) + 1
            seen.add((name, len(loaded)))
            manifest = backup.manifest
    assert len(seen) == 2
    with BackupFile(tmp_path / "restored.zip") as restored:
        assert restored.manifest["sha256"] == manifest["sha256"]
        assert restored.manifest["rows"] == manifest["rows"]
