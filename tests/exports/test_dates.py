"""Nothing claims a day that is not known, in any format."""

import csv
import io
import json
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest

from proceedings.citing import bibtex, csl, ris
from proceedings.exports.book import cards, contents
from proceedings.exports.oai import dublin_core
from proceedings.models import Conference, Statement
from tests.support.editing import load_text
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


@pytest.fixture
def undated():
    """A statement of a meeting of three days, whose hour is not on record."""
    conference = a_conference(
        slug="three-days", title="Three", starts_on="2021-03-26", ends_on="2021-03-28", time_zone="Europe/Berlin"
    )
    session = a_session(conference=conference, slug="day-three")
    return a_statement(session=session, slug="d3", title="Said", speaker=a_speaker(name="Sukarno", slug="sukarno"))


def item_of(**fields):
    a_statement(**{"slug": "d3"} | fields)
    return csl.statement_item(Statement.objects.public().for_citing().get(slug="d3"), SITE)


def line_of(text, start):
    return next((line.strip() for line in text.splitlines() if line.strip().startswith(start)), None)


def test_the_page_shows_the_range(client, undated):
    html = client.get("/statements/d3/").content.decode()
    assert "<span>26–28 March 2021</span>" in html
    assert '<meta name="citation_publication_date" content="2021/03">' in html
    assert '<meta name="DC.date" content="2021-03-26/2021-03-28">' in html
    assert '"dateCreated": "2021-03"' in html
    embedded = client.get("/statements/d3/embed/").content.decode()
    assert "<span>26–28 March 2021</span>" in embedded


def test_lists_for_reference_managers_have_what_is_known(client, undated):
    assert "rft.date=2021-03&" in client.get("/statements/").content.decode()


def test_citations_have_the_range_or_what_is_known(client, undated):
    item = csl.statement_item(Statement.objects.public().for_citing().get(), SITE)
    assert item["issued"] == {"date-parts": [[2021, 3, 26], [2021, 3, 28]]}
    [entry] = bibtex.entries([item])
    fields = [line_of(entry, f"{name} =") for name in ("date", "year", "month")]
    assert fields == ['date = "2021-03-26/2021-03-28",', 'year = "2021",', 'month = "3",']
    [reference] = ris.references([item])
    assert [line_of(reference, tag) for tag in ("PY", "DA")] == ["PY  - 2021", "DA  - 2021/03/"]
    citations = client.get("/statements/d3/cite/").content.decode()
    assert "26" not in citations.replace("26–28 March 2021", "").replace("2021-03-26/2021-03-28", "")


@pytest.mark.parametrize(
    ("known", "parts", "month", "reference"),
    [
        ("2020", [2020], None, "2020//"),
        ("2020-09", [2020, 9], '"9"', "2020/09/"),
        ("2020-09-08", [2020, 9, 8], '"9"', "2020/09/08"),
        ("0987", [987], None, "0987//"),
    ],
)
def test_a_month_or_a_year_is_cited_as_it_is_known(client, known, parts, month, reference):
    item = item_of(delivered_on=known)
    assert item["issued"] == {"date-parts": [parts]}
    [entry] = bibtex.entries([item])
    assert [line_of(entry, f"{name} =") for name in ("date", "year", "month")] == [
        f'date = "{known}",',
        f'year = "{known[:4]}",',
        month and f"month = {month},",
    ]
    [text] = ris.references([item])
    assert line_of(text, "DA") == f"DA  - {reference}"
    assert client.get("/statements/d3/cite/").status_code == 200


def test_a_meeting_over_new_year_has_no_year_where_a_format_takes_only_one(client):
    conference = a_conference(starts_on="2020-12-30", ends_on="2021-01-02")
    item = item_of(session=a_session(conference=conference))
    [entry] = bibtex.entries([item])
    fields = [line_of(entry, f"{name} =") for name in ("date", "year")]
    assert fields == ['date = "2020-12-30/2021-01-02",', None]
    [reference] = ris.references([item])
    assert [line_of(reference, tag) for tag in ("PY", "DA")] == [None, None]
    html = client.get("/statements/d3/").content.decode()
    assert ("citation_publication_date" in html, "dateCreated" in html) == (False, False)


def test_files_have_the_range(client, undated):
    assert line_of(client.get("/statements/d3.md").getvalue().decode(), "date:") == "date: 2021-03-26/2021-03-28"
    assert "2021-03-26/2021-03-28" in client.get("/statements/d3.txt").content.decode()
    lines = client.get("/statements.csv").getvalue().decode("utf-8-sig").splitlines()
    [row] = csv.DictReader(io.StringIO("\n".join(lines)))
    assert row["date"] == "2021-03-26/2021-03-28"
    assert json.loads(client.get("/statements.json").getvalue())["statements"][0]["date"] == "2021-03-26/2021-03-28"


def test_the_api_has_the_range(client, undated):
    statement = client.get("/api/v1/statements/d3/").json()
    assert (statement["date"], statement["delivered_on"]) == ("2021-03-26/2021-03-28", None)
    Statement.objects.update(delivered_on="2021-03")
    statement = client.get("/api/v1/statements/d3/").json()
    assert (statement["date"], statement["delivered_on"]) == ("2021-03", "2021-03")


def test_harvesters_get_the_range(undated):
    dates = [value for name, value, _language in dublin_core.elements(undated, SITE) if name == "date"]
    assert dates == ["2021-03-26/2021-03-28"]


def test_cards_and_books_show_the_range(undated):
    assert "26–28 March 2021" in cards.statement_contents(undated)["facts"]
    [session] = contents.book(Conference.objects.public().with_context().get(), SITE)["sessions"]
    assert "26–28 March 2021" in session["statements"][0]["facts"]


def test_akoma_ntoso_has_no_time_for_it(client, undated):
    text = b"".join(client.get("/conferences/three-days.xml").streaming_content).decode()
    assert ("startTime" in text, "delivered_at" in text) == (False, False)


@pytest.mark.parametrize("known", ["2021", "2021-03"])
def test_a_conference_of_which_only_a_month_or_a_year_is_known(client, known):
    a_statement(session=a_session(conference=a_conference(slug="old", starts_on=known)))
    text = b"".join(client.get("/conferences/old.xml").streaming_content).decode()
    assert f'starts_on="{known}"' in text
    assert "docDate" not in text
    page = client.get("/conferences/old/").content.decode()
    assert f'<meta name="DC.date" content="{known}">' in page
    assert client.get("/api/v1/conferences/old/").json()["starts_on"] == known
    statuses = {
        extension: client.get(f"/conferences/old.{extension}").status_code for extension in ("ics", "bib", "md")
    }
    assert statuses == {"ics": 200, "bib": 200, "md": 200}


def test_without_any_date_there_is_none(client):
    a_statement(slug="ny", session=a_session(conference=a_conference(starts_on=None)))
    html = client.get("/statements/ny/").content.decode()
    assert ("citation_publication_date" in html, "DC.date" in html, "dateCreated" in html) == (False, False, False)


def test_the_day_after_midnight_is_the_next_one(client):
    conference = a_conference(starts_on="2021-03-26", ends_on="2021-03-28", time_zone="Europe/Berlin", slug="night")
    session = a_session(
        conference=conference,
        starts_at=datetime(2021, 3, 26, 22, tzinfo=UTC),
        ends_at=datetime(2021, 3, 27, 1, 15, tzinfo=UTC),
    )
    a_statement(slug="late", session=session, delivered_at=datetime(2021, 3, 26, 23, 30, tzinfo=UTC))
    assert client.get("/api/v1/statements/late/").json()["date"] == "2021-03-27"
    page = client.get("/conferences/night/").content.decode()
    times = (
        '<time datetime="2021-03-26T23:00:00+01:00">26 March 2021, 23:00</time>–'
        '<time datetime="2021-03-27T02:15:00+01:00">27 March 2021, 02:15</time> (Europe/Berlin)'
    )
    assert times in page


def test_an_hour_that_occurs_twice_is_told_apart(client):
    conference = a_conference(time_zone="Europe/Berlin", slug="dst")
    a_session(
        conference=conference,
        starts_at=datetime(2021, 10, 31, 0, 30, tzinfo=UTC),
        ends_at=datetime(2021, 10, 31, 1, 30, tzinfo=UTC),
    )
    page = client.get("/conferences/dst/").content.decode()
    times = (
        '<time datetime="2021-10-31T02:30:00+02:00">31 October 2021, 02:30 CEST</time>–'
        '<time datetime="2021-10-31T02:30:00+01:00">02:30 CET</time> (Europe/Berlin)'
    )
    assert times in page


def test_a_record_with_partial_dates_returns_unchanged(client, undated):
    Statement.objects.update(delivered_on="2021-03")
    Conference.objects.update(starts_on="2020", ends_on="2021-04")
    an_appointment(speaker=undated.speaker, starts_on="2019", ends_on="2021-03")
    package = ZipFile(io.BytesIO(client.get("/data.zip").getvalue()))
    tally = load_text(package.read("fixtures.json"), "record.json")
    assert str(tally) == "0 created, 0 updated, 5 unchanged"
