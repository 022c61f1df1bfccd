"""The same files for Django's own commands: what one writes, the other reads."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import connection

from proceedings.importing.loader import load
from tests.support.factories import (
    a_correction,
    a_session,
    a_statement,
    a_theme,
    a_translation,
    an_identifier,
    an_identifier_of_an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db


def a_record_of_every_noun():
    below = a_theme(slug="below", name="Below")
    below.parent = a_theme(slug="top", name="Top")
    below.save()
    first = a_statement(
        text="\r\n<b>\x07 «Лавров» 唐鳳\t\n",
        themes=[below, below.parent],
        rights="CC0-1.0",
        recording_timestamps="1:02 «Лавров»\n1:02:03.5 唐鳳",
    )
    second = a_statement(session=first.session, speaker=first.speaker, status="draft")
    first.in_reply_to = second
    first.save()
    a_translation(statement=first)
    a_correction(statement=first)
    an_organiser(conference=first.session.conference)
    another_name(speaker=first.speaker)
    an_identifier(speaker=first.speaker)
    an_identifier_of_an_organisation(organisation=an_organiser(conference=first.session.conference).organisation)
    a_session(conference=first.session.conference, starts_at="2020-09-28T10:00:00+03:00")


def rows():
    """Every row of the record as its natural keys and values."""
    models = apps.get_app_config("proceedings").get_models()
    rows_as_json = [
        serializers.serialize("json", [row], use_natural_foreign_keys=True, use_natural_primary_keys=True)
        for model in models
        for row in model._base_manager.all()
    ]
    return sorted(rows_as_json)


def emptied():
    """Delete every row; references are looked at when the transaction ends, and then none is left."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("proceedings").get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608


@pytest.mark.parametrize("name", ["dump.json", "dump.jsonl", "dump.yaml"])
def test_load_fixtures_and_loaddata_read_dumps(tmp_path, name):
    load(settings.FIXTURE_DIRS)
    a_record_of_every_noun()
    before = rows()
    dump = tmp_path / name
    call_command(
        "dumpdata",
        "proceedings",
        natural_foreign=True,
        natural_primary=True,
        format=dump.suffix[1:],
        output=str(dump),
    )
    assert str(load([dump])) == f"0 created, 0 updated, {len(before)} unchanged"
    emptied()
    call_command("loaddata", str(dump), verbosity=0)
    assert rows() == before
    assert str(load([dump])) == f"0 created, 0 updated, {len(before)} unchanged"
    emptied()
    assert str(load([dump])) == f"{len(before)} created, 0 updated, 0 unchanged"
    assert rows() == before


def test_loaddata_reads_the_projects_own_fixtures_as_load_fixtures_does():
    load(settings.FIXTURE_DIRS)
    before = rows()
    emptied()
    for folder in settings.FIXTURE_DIRS:
        for file in folder.iterdir():
            call_command("loaddata", str(file), verbosity=0)
    assert rows() == before
