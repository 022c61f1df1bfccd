"""Citation files of conferences, speakers and filtered lists."""

from datetime import date

import bibtexparser
import pytest
import rispy

from proceedings.exports import citations
from tests.support.factories import a_conference, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db


def bibtex(client, address):
    library = bibtexparser.parse_string(client.get(address).getvalue().decode())
    assert library.failed_blocks == []
    return library.entries


def ris(client, address):
    return rispy.loads(client.get(address).getvalue().decode())


def test_a_conference_is_followed_by_its_statements_in_order(client):
    conference = a_conference(slug="forum", title="Forum", doi="10.1234/a_b")
    session = a_session(conference=conference)
    for slug, position in (("second", 2), ("first", 1)):
        a_statement(slug=slug, session=session, position=position)
    a_statement(session=session, status="draft")
    entries = bibtex(client, "/conferences/forum.bib")
    assert [(entry.entry_type, entry.key) for entry in entries] == [
        ("proceedings", "forum"),
        ("inproceedings", "first"),
        ("inproceedings", "second"),
    ]
    assert (entries[0]["title"], entries[0]["doi"]) == ("Forum", "10.1234/a_b")
    assert [item["type_of_reference"] for item in ris(client, "/conferences/forum.ris")] == ["CONF", "CPAPER", "CPAPER"]


def test_a_speaker_has_all_statements_newest_first(client):
    ada = a_speaker(slug="ada")
    for slug, year in (("old", 2019), ("new", 2020)):
        session = a_session(conference=a_conference(starts_on=date(year, 1, 1)))
        a_statement(slug=slug, speaker=ada, session=session)
    a_statement(speaker=ada, status="draft")
    assert [entry.key for entry in bibtex(client, "/speakers/ada.bib")] == ["new", "old"]
    assert [item["id"] for item in ris(client, "/speakers/ada.ris")] == ["new", "old"]


def test_a_filtered_list_has_the_statements_of_all_pages(client):
    ada = a_speaker(slug="ada")
    session = a_session()
    for number in range(30):
        a_statement(slug=f"s{number:02}", speaker=ada, session=session)
    a_statement()
    keys = [entry.key for entry in bibtex(client, "/statements.bib?speaker=ada&page=2")]
    assert keys == [f"s{number:02}" for number in range(30)]
    assert [item["id"] for item in ris(client, "/statements.ris?speaker=ada")] == keys


@pytest.mark.parametrize("extension", ["bib", "ris"])
@pytest.mark.parametrize("query", ["speaker=nobody", "kind=song", "after=yesterday"])
def test_a_citation_list_with_an_invalid_filter_is_refused(client, extension, query):
    a_statement()
    response = client.get(f"/statements.{extension}?{query}")
    assert response.status_code == 400
    assert response.content.decode().startswith(f"{query.partition('=')[0]}: ")


def test_a_long_list_is_read_in_chunks(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(citations, "CHUNK", 2)
    session = a_session()
    for _ in range(6):
        a_statement(session=session)
    response = client.get("/statements.bib")
    assert response.streaming
    # One for the rows, one for the profile of the site; for each of three chunks one for further speakers, themes,
    # other names and organisers.
    with django_assert_num_queries(2 + 3 * 4):
        response.getvalue()
