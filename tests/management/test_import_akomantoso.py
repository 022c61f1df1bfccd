"""The command import_akomantoso: its output and its errors."""

import io

import pytest
from django.core.management import CommandError, call_command

from proceedings.models import Statement
from tests.support.akomantoso import a_debate, a_section

pytestmark = pytest.mark.django_db


def run(*args, **options):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_akomantoso", *args, stdout=out, stderr=err, **options)
    except CommandError as error:
        return out.getvalue().splitlines(), (err.getvalue() + str(error)).splitlines()
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_the_command_imports_files_and_counts_rows_by_noun(tmp_path):
    path = tmp_path / "sitting.xml"
    path.write_bytes(a_debate(a_section("<scene>Applause</scene>")))
    lines = [
        "conference: 1 created, 0 updated, 0 unchanged",
        "session: 1 created, 0 updated, 0 unchanged",
        "statement: 1 created, 0 updated, 0 unchanged",
        "3 created, 0 updated, 0 unchanged",
    ]
    note = "sitting.xml:1  the day of the sitting is not known."
    sample = [
        "sitting.xml:1  Plenary · day unknown · UTC · und · 1 session · 1 statement",
        "sitting.xml:3  (narrative): Applause",
    ]
    assert run(path, dry_run=True) == ([*sample, note, *lines], [])
    assert Statement.objects.count() == 0
    assert run(path, form="summary", publish=True) == ([note, *lines], [])
    assert Statement.objects.values_list("status", "form").get() == ("published", "summary")


def test_one_bad_file_stops_the_import_and_every_error_is_printed(tmp_path):
    good, bad = tmp_path / "good.xml", tmp_path / "bad.xml"
    good.write_bytes(a_debate(a_section("<scene>Applause</scene>")))
    bad.write_bytes(b"<html/>")
    assert run(good, bad, tmp_path / "none.xml") == (
        [],
        [
            "bad.xml:1  this is <html>, not Akoma Ntoso, which begins with <akomaNtoso>.",
            "none.xml  the file cannot be read: No such file or directory.",
            "2 errors; nothing was written.",
        ],
    )
    assert Statement.objects.count() == 0
