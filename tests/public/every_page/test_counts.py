"""No way out of the site tells how many rows readers do not see."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.admin.workbench.positions import write_positions
from proceedings.exports.oai import repository
from proceedings.importing.loader import load
from proceedings.models import Statement
from tests.exports.test_data import package
from tests.importing.loader.test_round_trip import emptied
from tests.support import addresses
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme
from tests.support.query_plans import whole_table_reads

pytestmark = pytest.mark.django_db

BEFORE = datetime(2021, 1, 1, tzinfo=UTC)


def a_public_session():
    """A session with three public statements, at positions 1, 2 and 4: one that was never public has been deleted."""
    session = a_session(conference=a_conference(title="Forum"), title="Opening")
    speaker, theme = a_speaker(name="Ada"), a_theme(name="Health")
    for position in (1, 2, 4):
        a_statement(session=session, speaker=speaker, themes=[theme], position=position, title=f"Title {position}")
    Statement.objects.update(modified_at=BEFORE)
    return session


def hide_between(session):
    """Add a hidden statement before each public one, as the workbench does."""
    rows = list(session.statements.order_by("position"))
    write_positions({row.pk: (session.pk, row.position + number) for number, row in enumerate(rows, 1)})
    for position, status in ((1, "draft"), (3, "in_review"), (5, "draft")):
        a_statement(session=session, status=status, position=position)


def every_answer(client):
    """The bodies at all addresses of the public rows; files that name their time are left to other tests."""
    found = {}
    for address in (
        *addresses.every_list(),
        *("/statements.csv", "/statements.json", "/statements.bib", "/feed.atom", "/sitemap-statements.xml"),
        "/api/v1/statements/",
        "/api/v1/statements/?cursor=*",
        "/api/v1/sessions/",
        "/conferences/forum-2020.csv",
        "/conferences/forum-2020.json",
        "/conferences/forum-2020.xml",
        "/conferences/forum-2020.md",
        "/conferences/forum-2020.zip",
        "/conferences/forum-2020/",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
        *(row.get_absolute_url() for row in Statement.objects.public()),
        *(f"/api/v1{row.get_absolute_url()}" for row in Statement.objects.public()),
    ):
        response = client.get(address)
        body = response.getvalue()
        if b"responseDate" in body:
            body = re.sub(rb"<responseDate>.*?</responseDate>", b"", body)
        found[address] = response.status_code, body
    return found


def test_hidden_statements_change_no_answer(client):
    session = a_public_session()
    before = every_answer(client)
    hide_between(session)
    assert every_answer(client) == before
    assert {status for status, _body in before.values()} == {200}


def test_a_position_is_that_among_public_statements(client):
    session = a_public_session()
    hide_between(session)
    shown = json.loads(client.get("/statements.json").getvalue())["statements"]
    assert [row["position"] for row in shown] == [1, 2, 4]
    assert list(Statement.objects.public().in_order().values_list("position", flat=True)) == [2, 4, 7]


def test_loading_a_public_file_again_moves_nothing(client, tmp_path):
    session = a_public_session()
    hide_between(session)
    places = dict(Statement.objects.values_list("slug", "position"))
    data = package(client, "/data.zip")
    file = data.extract("fixtures.json", tmp_path)
    assert re.fullmatch(r"0 created, 0 updated, \d+ unchanged", str(load([file])))
    assert dict(Statement.objects.values_list("slug", "position")) == places
    emptied()
    load([file])
    assert list(Statement.objects.in_order().values_list("position", flat=True)) == [1, 2, 4]


def test_public_positions_use_an_index():
    session = a_public_session()
    with CaptureQueriesContext(connection) as queries:
        list(Statement.objects.filter(pk__in=[session.pk]).with_public_positions())
    assert whole_table_reads(queries) == []


def test_a_resumption_token_has_no_primary_key(client, monkeypatch):
    monkeypatch.setattr(repository, "BATCH", 1)
    a_public_session()
    first, *_others = Statement.objects.public().order_by("pk")
    content = client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content.decode()
    [token] = re.findall("<resumptionToken>(.*?)</resumptionToken>", content)
    assert dict(parse_qsl(unescape(token))) == {
        "metadataPrefix": "oai_dc",
        "after": "2021-01-01T00:00:00Z",
        "last": first.slug,
        "cursor": "0",
    }
    first.slug = "renamed"
    first.save()
    rest = client.get("/oai", {"verb": "ListIdentifiers", "resumptionToken": unescape(token)})
    assert rest.content.decode().count("<identifier>") == 1
