"""Data packages of a conference and of the site."""

import json
import zipfile
from io import BytesIO

import pytest

from proceedings.exports.tables import TABLES
from proceedings.importing.loader import load
from proceedings.models import Statement
from tests.importing.loader.test_round_trip import a_record_of_every_noun, emptied, rows
from tests.support.factories import (
    a_conference,
    a_session,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db


def package(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/zip"
    return zipfile.ZipFile(BytesIO(response.getvalue()))


def loaded(package, folder):
    """The tally of loading the fixture in a package."""
    return str(load([package.extract("fixtures.json", folder)]))


def a_public_record():
    a_record_of_every_noun()
    Statement.objects.filter(status="draft").delete()


def test_the_fixture_loads_as_the_same_public_record(client, tmp_path):
    a_public_record()
    before = rows()
    data = package(client, "/data.zip")
    assert loaded(data, tmp_path) == f"0 created, 0 updated, {len(before)} unchanged"
    emptied()
    assert loaded(data, tmp_path) == f"{len(before)} created, 0 updated, 0 unchanged"
    assert rows() == before


def test_a_package_has_no_private_rows_and_no_references_to_them(client, tmp_path):
    statement = a_statement()
    draft = a_statement(session=statement.session, status="draft", speaker=statement.speaker)
    statement.in_reply_to = draft
    statement.save()
    a_statement(session=a_session(conference=a_conference(status="in_review")))
    records = json.loads(package(client, "/data.zip").read("fixtures.json"))
    models = [record["model"].removeprefix("proceedings.") for record in records]
    assert models == ["conference", "session", "speaker", "statement"]
    assert "in_reply_to" not in records[-1]["fields"]


def test_the_package_of_a_conference_has_all_related_rows(client, tmp_path):
    body = an_organisation(slug="body")
    theme = a_theme(slug="narrow", parent=a_theme(slug="broad"))
    statement = a_statement(themes=[theme])
    an_appointment(speaker=statement.speaker, organisation=body)
    an_organiser(conference=statement.conference, organisation=an_organisation(slug="host"))
    statement.in_reply_to = a_statement(themes=[a_theme()])
    statement.save()
    data = package(client, f"/conferences/{statement.conference.slug}.zip")
    emptied()
    assert loaded(data, tmp_path) == "10 created, 0 updated, 0 unchanged"
    assert list(Statement.objects.values_list("slug", "in_reply_to")) == [(statement.slug, None)]


def test_a_package_has_every_table_twice_and_a_readme(client):
    statement = a_statement(session=a_session(conference=a_conference(title="Rivers *2020*", rights="CC-BY-4.0")))
    data = package(client, f"/conferences/{statement.conference.slug}.zip")
    tables = [f"{table.name}.{extension}" for table in TABLES for extension in ("csv", "json")]
    assert data.namelist() == ["README.md", "fixtures.json", *tables]
    assert data.testzip() is None
    assert [row["slug"] for row in json.loads(data.read("statements.json"))["statements"]] == [statement.slug]
    readme = data.read("README.md").decode()
    assert readme.startswith("# Rivers \\*2020\\*\n")
    assert "- Rivers \\*2020\\*: CC-BY-4.0\n" in readme
    assert "rights of their own" not in readme
    statement.rights = "CC0-1.0"
    statement.save()
    readme = package(client, f"/conferences/{statement.conference.slug}.zip").read("README.md").decode()
    assert "- Some statements have rights of their own: see the column `rights`.\n" in readme


def test_the_same_record_makes_the_same_bytes(client):
    a_public_record()
    assert client.get("/data.zip").getvalue() == client.get("/data.zip").getvalue()


def test_an_empty_record_makes_a_package_that_loads(client, tmp_path):
    assert loaded(package(client, "/data.zip"), tmp_path) == "0 created, 0 updated, 0 unchanged"
