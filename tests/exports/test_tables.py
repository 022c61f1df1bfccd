"""Tables as CSV and JSON."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from proceedings import batches
from proceedings.exports.tables import STATEMENTS, TABLES, csv_file, json_file
from proceedings.importing.formulas import escape_formula, unescape_formula
from tests.conftest import ROOT
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r1", "\n1", "  =1", "'=1", "''=1", "＝1"]
HARMLESS = ["'t Hooft", "a=b", "1-2", "", "«Да», — ответ; ", 'say "hi"\r\nthere', "]]> {} % # \\ \u202eRTL 🕊 唐鳳 \x07"]


def rows_of(response):
    """The rows of a CSV file, read by a parser."""
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))


def document_of(response):
    assert response.headers["Content-Type"] == "application/json"
    return json.loads(response.getvalue())


def a_full_statement():
    """A statement with a value in most columns."""
    conference = a_conference(
        title="Rivers", slug="rivers", time_zone="Europe/Moscow", rights="CC-BY-4.0", starts_on="2020-09-28"
    )
    speaker = a_speaker(name="Ada", slug="ada")
    post = an_appointment(speaker=speaker, title="Chair", organisation=an_organisation(name="Board", slug="board"))
    return a_statement(
        session=a_session(conference=conference, title="Opening", slug="opening"),
        speaker=speaker,
        appointment=post,
        slug="ada-on-rivers",
        title="On rivers",
        text="They *flow*.",
        delivered_at=datetime(2020, 9, 28, 22, 30, tzinfo=UTC),
        themes=[a_theme(name="Water", slug="water"), a_theme(name="Trade", slug="trade")],
    )


FACTS = {
    "address": "http://testserver/statements/ada-on-rivers/",
    "slug": "ada-on-rivers",
    "title": "On rivers",
    "speaker": "Ada",
    "speaker_slug": "ada",
    "label": "",
    "capacity": "Chair",
    "organisation": "Board",
    "organisation_slug": "board",
    "speakers": ["Ada"],
    "speaker_slugs": ["ada"],
    "capacities": ["Chair, Board"],
    "conference": "Rivers",
    "conference_slug": "rivers",
    "session": "Opening",
    "session_slug": "opening",
    "position": 1,
    "date": "2020-09-29",
    "time": "2020-09-29T01:30:00+03:00",
    "time_zone": "Europe/Moscow",
    "kind": "remarks",
    "form": "verbatim",
    "language": "en",
    "themes": ["trade", "water"],
    "theme_names": ["Trade", "Water"],
    "text": "They *flow*.",
    "text_format": "markdown",
    "doi": "",
    "source": "",
    "source_url": "",
    "recording_url": "",
    "recording_start": None,
    "recording_end": None,
    "published_at": "2020-10-01T12:00:00+00:00",
    "rights": "CC-BY-4.0",
    "recording_timestamps": "",
}


def test_a_row_has_all_facts_of_a_statement(client):
    a_full_statement()
    assert document_of(client.get("/statements.json")) == {
        "address": "http://testserver/statements.json",
        "statements": [FACTS],
        "count": 1,
    }
    cells = {
        "position": "1",
        "recording_start": "",
        "recording_end": "",
        "themes": "trade; water",
        "theme_names": "Trade; Water",
        "speakers": "Ada",
        "speaker_slugs": "ada",
        "capacities": "Chair, Board",
    }
    assert rows_of(client.get("/statements.csv")) == [FACTS | cells]


@pytest.mark.parametrize("extension", ["csv", "json"])
def test_the_files_of_a_row_have_its_statements(client, extension):
    ours, _other = a_full_statement(), a_statement()
    for page in (ours.conference, ours.speaker, ours.themes.get(slug="water")):
        response = client.get(f"{page.get_absolute_url().rstrip('/')}.{extension}")
        rows = rows_of(response) if extension == "csv" else document_of(response)["statements"]
        assert [row["slug"] for row in rows] == ["ada-on-rivers"]


def test_json_has_the_record_of_the_row_itself(client):
    a_full_statement()
    document = document_of(client.get("/speakers/ada.json"))
    assert list(document) == ["speaker", "statements", "count"]
    assert document["speaker"] == {
        "address": "http://testserver/speakers/ada/",
        "slug": "ada",
        "name": "Ada",
        "sort_name": "Ada",
        "family_name": "",
        "given_name": "",
        "non_dropping_particle": "",
        "dropping_particle": "",
        "suffix": "",
        "family_name_first": False,
        "honorific": "",
        "other_names": [],
        "country": "",
        "posts": ["Chair, Board"],
        "biography": "",
        "orcid": "",
        "wikidata": "",
        "identifiers": [],
        "website": "",
        "statements": 1,
    }


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_list_has_its_columns(client, table):
    response = client.get(f"/{table.name}.csv")
    assert response.headers["Content-Disposition"] == f'attachment; filename="{table.name}.csv"'
    assert response.getvalue().decode("utf-8-sig") == ",".join(table.meanings) + "\r\n"
    document = document_of(client.get(f"/{table.name}.json"))
    assert document == {"address": f"http://testserver/{table.name}.json", table.name: [], "count": 0}


def test_table_filters_mean_the_same_as_on_the_page(client):
    ours, other = a_full_statement(), a_statement(kind="question")
    for query in ("speaker=ada", "theme=water", "conference=rivers&session=opening", "q=flow", "kind=remarks"):
        assert [row["slug"] for row in rows_of(client.get(f"/statements.csv?{query}"))] == [ours.slug], query
    assert [row["slug"] for row in rows_of(client.get("/speakers.csv?theme=water"))] == ["ada"]
    ordered = document_of(client.get("/statements.json?ordering=date&page="))["statements"]
    assert {row["slug"] for row in ordered} == {ours.slug, other.slug}


@pytest.mark.parametrize(
    "address", ["/statements.csv?kind=song", "/speakers.json?country=XX", "/statements.csv?q=a:b:"]
)
def test_a_table_with_an_invalid_filter_is_refused(client, address):
    response = client.get(address)
    assert response.status_code == 400
    parameter = address.partition("?")[2].partition("=")[0]
    assert response.content.decode().startswith(f"{parameter}: ")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused_and_can_be_restored(text):
    assert escape_formula(text) == f"'{text}"
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_unchanged(text):
    assert escape_formula(text) == unescape_formula(text) == text


@pytest.mark.parametrize("text", [text for text in FORMULAS + HARMLESS if text])
def test_a_text_survives_csv_and_json(client, text):
    a_statement(text=text, slug="said")
    [row] = rows_of(client.get("/statements.csv"))
    assert unescape_formula(row["text"]) == text
    [row] = document_of(client.get("/statements.json"))["statements"]
    assert row["text"] == text


def lines_before_error(lines):
    """The lines that are written before an exception."""
    written = []
    with pytest.raises(ZeroDivisionError):
        written.extend(lines)
    return written


def test_a_csv_file_that_breaks_off_reports_it_in_its_last_line():
    written = lines_before_error(csv_file.lines(["number"], ({"number": 1 // left} for left in (1, 0))))
    assert written == ["\ufeffnumber\r\n", "1\r\n", f"{csv_file.INCOMPLETE}\r\n"]


def test_a_json_file_that_breaks_off_is_not_valid():
    written = lines_before_error(json_file.lines({}, "numbers", ({"number": 1 // left} for left in (1, 0))))
    assert written == ['{"numbers": [', '\n{"number": 1}']


@pytest.mark.parametrize("length", [1, 3])
def test_a_batch_takes_three_queries(django_assert_num_queries, monkeypatch, length):
    monkeypatch.setattr(batches, "ROWS", 2)
    for _number in range(length):
        a_statement(themes=[a_theme()])
    statements = STATEMENTS.rows.all()
    with django_assert_num_queries(1 + 3 * -(-length // 2)):
        assert len(list(batches.rows_in_order(statements, STATEMENTS.rows.order_by().in_bulk))) == length


def test_a_row_withdrawn_during_the_download_is_left_out(monkeypatch):
    monkeypatch.setattr(batches, "ROWS", 1)
    first, second = a_statement(), a_statement()
    rows = batches.rows_in_order(STATEMENTS.rows.order_by("pk"), STATEMENTS.rows.order_by().in_bulk)
    assert next(rows) == first
    second.withdraw("It was misquoted.")
    assert list(rows) == []


def test_the_columns_are_documented():
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    for table in TABLES:
        section = text.partition(f"### {table.name}\n")[2].partition("\n#")[0]
        documented = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
        assert documented == [[f"`{name}`", str(meaning)] for name, meaning in table.meanings.items()]
