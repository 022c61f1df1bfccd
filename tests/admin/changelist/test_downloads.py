"""Lists of the admin as files, and statements that are uploaded again unchanged."""

import csv

import pytest
from django.urls import reverse

from proceedings.admin.changelist import downloads
from proceedings.importing import sheets
from proceedings.serving.locks import hold_lock
from tests.support.desk.uploads import ADDRESS, STATEMENTS, an_editor, send
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


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


def read(response):
    content = b"".join(response.streaming_content)
    return sheets.read_sheet("list", content)


def test_the_template_has_the_columns_of_an_upload(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    book, text = (admin_client.get(f"{ADDRESS}template.{form}") for form in ("xlsx", "csv"))
    columns = read(book).headings
    assert columns == sheets.read_sheet("template.csv", text.content).headings
    assert columns[:5] == ["Conference", "Session", "Position", "Speaker", "Printed as"]


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_downloaded_list_of_statements_uploads_unchanged(admin_client, forum, form):
    session = a_session(conference=forum, title="=1+1")
    texts = ["- one\r\n- two", "=SUM(A1)", "", "'=x", "_x000D_ \x0b \r z", "long " * 10_000, "#N/A"]
    for text in texts:
        a_statement(session=session, status="draft", text=text, title="+1 Title", themes=[a_theme(name="a; b")])
    file = admin_client.get(f"{STATEMENTS}list.{form}", {"conference": forum.pk})
    content = b"".join(file.streaming_content)
    page = send(admin_client, content, name=f"back.{form}")
    assert [one.text for one in page.context["mistakes"]] == []
    assert str(page.context["outcome"].tally) == f"0 created, 0 updated, {len(texts)} unchanged"


def test_a_download_has_the_filtered_rows(admin_client):
    wanted = a_statement(title="On health", status="draft")
    a_statement(title="On wealth")
    for form in ("xlsx", "csv"):
        rows = read(admin_client.get(f"{STATEMENTS}list.{form}", {"status__exact": "draft"})).rows
        assert [texts[-1] for _number, texts in rows] == [wanted.slug]


def test_one_workbook_is_made_at_a_time(admin_client, monkeypatch):
    a_statement()
    monkeypatch.setattr(downloads, "PATIENCE", 0)
    with hold_lock("workbook", 0):
        page = admin_client.get(f"{STATEMENTS}list.xlsx", {"kind": "remarks"}, follow=True)
        assert read(admin_client.get(f"{STATEMENTS}list.csv")).rows
    assert page.redirect_chain == [(f"{STATEMENTS}?kind=remarks", 302)]
    assert [str(message) for message in page.context["messages"]] == [
        "Another Excel file is being made. Try again in a moment, or download the CSV file."
    ]


@pytest.mark.parametrize(
    "noun",
    [
        "speaker",
        "conference",
        "session",
        "organisation",
        "theme",
        "appointment",
        "othername",
        "organisationname",
        "organiser",
        "translation",
        "correction",
    ],
)
def test_every_list_can_be_downloaded(admin_client, noun):
    address = reverse(f"admin:proceedings_{noun}_changelist")
    assert f'href="{address}list.xlsx"' in admin_client.get(address).content.decode()
    for form in ("xlsx", "csv"):
        assert read(admin_client.get(f"{address}list.{form}")).rows == []


def test_a_list_of_speakers_has_readable_values_and_no_formulas(admin_client):
    a_speaker(name="=cmd()", country="UZ", slug="cmd")
    content = b"".join(admin_client.get(reverse("admin:proceedings_speaker_download", args=["csv"])).streaming_content)
    [row] = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert {name: row[name] for name in ("Permanent link", "Name", "Name for sorting", "Country")} == {
        "Permanent link": "cmd",
        "Name": "'=cmd()",
        "Name for sorting": "'=cmd()",
        "Country": "Uzbekistan",
    }


def test_a_download_needs_the_permission_to_view_the_list(client):
    an_editor(client, "view_statement")
    assert client.get(f"{STATEMENTS}list.csv").status_code == 200
    assert client.get(reverse("admin:proceedings_speaker_download", args=["csv"])).status_code == 403


def test_an_unknown_filter_or_format_gives_no_file(admin_client):
    assert admin_client.get(f"{STATEMENTS}list.csv", {"nonsense": "1"}).status_code == 302
    assert admin_client.get(f"{STATEMENTS}list.pdf").status_code == 404


@pytest.mark.parametrize("length", [1, 30])
@pytest.mark.parametrize(("noun", "queries"), [("statement", 14), ("speaker", 8), ("session", 7), ("appointment", 7)])
def test_a_download_makes_a_fixed_number_of_queries(admin_client, django_assert_num_queries, noun, queries, length):
    for _one in range(length):
        speaker = a_speaker()
        post = an_appointment(speaker=speaker, organisation=an_organisation())
        a_statement(themes=[a_theme()], speaker=speaker, appointment=post)
    with django_assert_num_queries(queries):
        read(admin_client.get(reverse(f"admin:proceedings_{noun}_download", args=["csv"])))
