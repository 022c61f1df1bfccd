"""Backups: every table, file and address comes back as it was, or nothing changes."""

import json
import re
import shutil
import stat
import zipfile
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from proceedings.backup import BackupError, BackupFile, media, restore, schema, tables, triggers, write
from proceedings.editorial.merge_speakers import merge
from proceedings.models import Speaker
from proceedings.models.search.index import broken_indexes
from tests.importing.loader.test_round_trip import a_record_of_every_noun
from tests.support.desk.accounts import an_account, sign_in
from tests.support.factories import a_picture, a_site_profile, a_speaker, a_statement

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/",
    "/logo.webp",
    "/speakers/",
    "/search/?q=words",
    "/data.zip",
    "/statements.csv",
    "/api/v1/statements/",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
]


@pytest.fixture(scope="module")
def saved(module_db, tmp_path_factory):
    """A backup of a record with something in every corner, which is still in the database."""
    a_record_of_every_noun()
    user = an_account("Publisher", username="ann", first_name="Анна")
    Authenticator.objects.create(user=user, type="totp", data={"secret": "ab", "n": [1, None, True]})
    merge(a_speaker(name="Bo"), a_speaker(name="Bo Birch", slug="birch", portrait=a_picture()))
    a_site_profile(logo=a_picture())
    a_statement(slug="said", title="A few words", speaker=Speaker.objects.get(slug="birch"))
    # The last key of a deleted row stays taken.
    a_statement().delete()
    path = tmp_path_factory.mktemp("backup") / "record.zip"
    write(path)
    return path


@pytest.fixture
def copy(saved, tmp_path):
    return shutil.copy(saved, tmp_path / "copy.zip")


def restored(path, **options):
    with BackupFile(path) as backup:
        restore(backup, **options)


def records(backup, table):
    columns, *rows = backup.table(table)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def empty():
    for name, storage in media.stored_files().items():
        storage.delete(name)
    with triggers.paused(tables.all_models()):
        for model in tables.all_models():
            tables.delete(model)


def state(folder, name):
    """All that a backup of this moment would contain."""
    manifest = write(folder / name)
    return manifest["sha256"], manifest["last_keys"], manifest["rows"]


def stored_triggers():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        else:
            cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        return cursor.fetchall()


def pages(client):
    """The bodies of pages and files, but for the moment of the response of OAI-PMH."""
    bodies = [
        client.get(address).getvalue() for address in [*ADDRESSES, "/speakers/birch/", "/speakers/birch/portrait.webp"]
    ]
    return [re.sub(rb"<responseDate>.*?<", b"<", body) for body in bodies]


def test_every_table_file_and_address_comes_back(saved, client, tmp_path):
    before, rules, addresses = state(tmp_path, "before.zip"), stored_triggers(), pages(client)
    for folder in ("media/portraits/", "media/logos/"):
        assert [name for name in before[0] if name.startswith(folder)]
    empty()
    restored(saved)
    assert state(tmp_path, "after.zip") == before
    assert stored_triggers() == rules
    assert broken_indexes() == []
    assert pages(client) == addresses
    assert a_statement().pk == before[1]["proceedings_statement"] + 1


def test_only_the_owner_can_read_a_backup(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [path.name for path in saved.parent.iterdir()] == ["record.zip"]


def test_a_row_is_the_same_text_on_both_databases(saved):
    with BackupFile(saved) as backup:
        [second_factor] = records(backup, "mfa_authenticator")
        [said] = [row for row in records(backup, "proceedings_statement") if row["slug"] == "said"]
    assert (second_factor["type"], second_factor["data"]) == ("totp", {"secret": "ab", "n": [1, None, True]})
    assert said["published_at"] == "2020-10-01T12:00:00+00:00"
    assert said["text"] == "What was said."


def test_a_database_with_rows_is_replaced_only_on_request(saved, client, tmp_path):
    before = state(tmp_path, "before.zip")
    later = a_speaker(slug="later", portrait=a_picture())
    sign_in(client, an_account("superuser"))
    with pytest.raises(BackupError, match=r"The database is not empty: .*--replace"):
        restored(saved)
    assert Speaker.objects.filter(slug="later").exists()
    restored(saved, replace=True)
    sums, _last_keys, rows = state(tmp_path, "after.zip")
    assert (sums, rows) == (before[0], before[2])
    assert not default_storage.exists(later.portrait.name)
    assert client.get("/admin/").status_code == 302


@pytest.fixture
def lost_portrait(saved):
    """The name of the portrait, whose file is missing during the test."""
    with BackupFile(saved) as backup:
        [(name, content)] = [each for each in backup.files() if each[0].startswith("portraits/")]
    default_storage.delete(name)
    yield name
    media.add(default_storage, name, content)


def test_a_restore_that_fails_changes_nothing(saved, lost_portrait, tmp_path, monkeypatch):
    a_speaker(slug="later")
    before, rules = state(tmp_path, "before.zip"), stored_triggers()

    def fail():
        raise OSError("No space left on device")

    monkeypatch.setattr("proceedings.backup.restoration.update_statistics", fail)
    with pytest.raises(CommandError, match="Nothing was restored: No space left on device"):
        call_command("restore", saved, replace=True)
    after = state(tmp_path, "after.zip")
    assert (after[0], after[2]) == (before[0], before[2])
    assert stored_triggers() == rules
    assert not default_storage.exists(lost_portrait)


def rewritten(path, change):
    """The backup with the members that `change` returns from {name: content}."""
    with zipfile.ZipFile(path) as backup:
        members = {name: backup.read(name) for name in backup.namelist()}
    with zipfile.ZipFile(path, "w") as backup:
        for name, content in change(members).items():
            backup.writestr(name, content)


def flip_a_byte(path):
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as backup:
        info = backup.getinfo("tables/proceedings_speaker.jsonl")
    content[info.header_offset + 30 + len(info.filename) + 40] ^= 0xFF
    path.write_bytes(content)


def change_a_name(path):
    name = "tables/proceedings_speaker.jsonl"
    rewritten(path, lambda members: members | {name: members[name].replace(b"Bo Birch", b"Bo Bitch")})


def drop_a_table(path):
    rewritten(path, lambda members: {name: members[name] for name in members.keys() - {"tables/auth_user.jsonl"}})


def add_a_member(path):
    rewritten(path, lambda members: members | {"media/../../evil": b"x"})


def cut_the_end(path):
    path.write_bytes(path.read_bytes()[:-100])


DAMAGES = {
    flip_a_byte: "copy.zip is damaged: tables/proceedings_speaker.jsonl",
    change_a_name: "copy.zip is damaged: tables/proceedings_speaker.jsonl",
    drop_a_table: "copy.zip is damaged: tables/auth_user.jsonl",
    add_a_member: "copy.zip is damaged: media/../../evil",
    cut_the_end: "copy.zip is no backup, or its end is missing",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_refused_by_the_name_of_its_member(copy, damage):
    damage(copy)
    with pytest.raises(CommandError, match=DAMAGES[damage]):
        call_command("restore", copy, check=True)


def test_a_file_can_be_checked_without_being_restored(saved):
    out = StringIO()
    call_command("restore", saved, check=True, stdout=out)
    assert out.getvalue().startswith("The file is whole: ")


def test_another_schema_is_refused_with_the_difference_and_the_remedy(copy):
    def newer(members):
        manifest = json.loads(members["manifest.json"])
        manifest["migrations"]["proceedings"][-1:] = ["9999_the_future"]
        manifest["software"] = "9.9"
        return members | {"manifest.json": json.dumps(manifest)}

    last = schema.applied_migrations()["proceedings"][-1]
    rewritten(copy, newer)
    with pytest.raises(CommandError) as error:
        call_command("restore", copy, replace=True)
    _first, *lines = str(error.value).splitlines()
    assert lines == [
        "Only in the backup: proceedings.9999_the_future",
        f"Only in this database: proceedings.{last}",
        "Install version 9.9, restore the backup with it, then upgrade and run manage.py migrate.",
    ]


def test_a_backup_from_before_migrations_were_replaced_fits():
    """Such a backup has the names of those migrations alone."""
    replacements = MigrationLoader(connection).replacements
    assert replacements
    named = {(app, name) for app, names in schema.applied_migrations().items() for name in names}
    for replacement, migration in replacements.items():
        assert replacement not in named
        assert set(migration.replaces) <= named


def test_a_backup_never_overwrites_a_file(saved, copy):
    before = copy.read_bytes()
    with pytest.raises(CommandError, match=r"copy.zip exists already. Choose another name"):
        call_command("backup", copy)
    assert copy.read_bytes() == before


def test_a_backup_without_a_folder_names_it_and_one_that_fails_leaves_no_file(saved, tmp_path, monkeypatch):
    with pytest.raises(CommandError, match=r"cannot be written: .*nowhere"):
        call_command("backup", tmp_path / "nowhere" / "x.zip")
    monkeypatch.setattr(tables, "rows", lambda _model: iter([object()]))
    with pytest.raises(TypeError):
        write(tmp_path / "x.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_portrait_is_reported(lost_portrait, tmp_path):
    out, err = StringIO(), StringIO()
    call_command("backup", tmp_path / "x.zip", stdout=out, stderr=err)
    assert err.getvalue() == f"This portrait is not in the backup, because its file is missing: {lost_portrait}\n"
    assert "files: 1" in out.getvalue()
