"""Citations as files, read by independent parsers."""

import json
from datetime import UTC, date, datetime

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware

from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db

# Characters that have a meaning in the formats, and characters that they cannot contain.
STRANGE = 'A } "title" {of} 100% #1_a & \\b ~c^ $d ]]> <i> «Ёж» 数字 \u200fעם\u200f 🎙'
# A name has no directional marks.
NAME = STRANGE.replace("\u200f", "")
UNPRINTABLE = "\x00\x08\x1f\ufffe"


def bibtex(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    text = response.getvalue().decode()
    library = bibtexparser.parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    return [{"type": entry.entry_type, "key": entry.key, **fields(entry)} for entry in library.entries]


def fields(entry):
    return {field.key: field.value for field in entry.fields}


def ris(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    return rispy.loads(response.getvalue().decode())


def csl(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/vnd.citationstyles.csl+json"
    [item] = json.loads(response.getvalue())
    return item


@pytest.fixture
def cited():
    conference = a_conference(title="SCO Forum", place="Moscow", starts_on=date(2020, 9, 28), ends_on=date(2020, 9, 29))
    for name, role in (("RIAC", "organiser"), ("CASS", "co_organiser"), ("A bank", "sponsor")):
        an_organiser(conference=conference, organisation=an_organisation(name=name), role=role)
    speaker = a_speaker(name="Vladimir Norov", sort_name="Norov, Vladimir")
    another_name(speaker=speaker, name="Владимир Норов")
    post = an_appointment(speaker=speaker, title="Secretary General", organisation=an_organisation(name="SCO"))
    return a_statement(
        slug="said",
        title="On health",
        session=a_session(conference=conference),
        speaker=speaker,
        appointment=post,
        kind="greeting",
        form="reported",
        text="One.\n\nTwo.",
        delivered_at=datetime(2020, 9, 29, 9, tzinfo=UTC),
        themes=[a_theme(name="Health"), a_theme(name="Trade")],
    )


def test_bibtex_has_speaker_capacity_place_and_date(client, cited):
    assert bibtex(client, "/statements/said.bib") == [
        {
            "type": "inproceedings",
            "key": "said",
            "author": "Norov, Vladimir",
            "title": "On health",
            "booktitle": "SCO Forum",
            "eventtitle": "SCO Forum",
            "eventdate": "2020-09-28/2020-09-29",
            "venue": "Moscow",
            "address": "Moscow",
            "organization": "RIAC; CASS",
            "date": "2020-09-29",
            "year": "2020",
            "month": "9",
            "language": "en",
            "keywords": "Health; Trade",
            "note": "Greeting as Secretary General, SCO; reported. "
            "The speaker’s name is also written Владимир Норов (ru).",
            "url": "http://testserver/statements/said/",
        }
    ]


def test_ris_has_the_same_facts(client, cited):
    assert ris(client, "/statements/said.ris") == [
        {
            "type_of_reference": "CPAPER",
            "id": "said",
            "authors": ["Norov, Vladimir"],
            "title": "On health",
            "secondary_title": "SCO Forum",
            "place_published": "Moscow",
            "publisher": "RIAC; CASS",
            "year": "2020",
            "date": "2020/09/29",
            "type_of_work": "Greeting as Secretary General, SCO; reported",
            "language": "en",
            "keywords": ["Health", "Trade"],
            "notes": ["The speaker’s name is also written Владимир Норов (ru)."],
            "urls": ["http://testserver/statements/said/"],
        }
    ]


def test_csl_json_has_the_same_facts(client, cited):
    assert csl(client, "/statements/said.json") == {
        "id": "said",
        "type": "speech",
        "title": "On health",
        "author": [{"family": "Norov", "given": "Vladimir"}],
        "genre": "Greeting as Secretary General, SCO; reported",
        "event-title": "SCO Forum",
        "event-place": "Moscow",
        "event-date": {"date-parts": [[2020, 9, 28], [2020, 9, 29]]},
        "issued": {"date-parts": [[2020, 9, 29]]},
        "publisher": "RIAC; CASS",
        "language": "en",
        "keyword": "Health; Trade",
        "note": "The speaker’s name is also written Владимир Норов (ru).",
        "URL": "http://testserver/statements/said/",
    }


def test_a_paragraph_is_cited_with_its_number_and_address(client, cited):
    [entry] = bibtex(client, "/statements/said.bib?paragraph=2")
    assert (entry["key"], entry["pages"], entry["bookpagination"]) == ("said-p2", "2", "paragraph")
    assert entry["url"] == "http://testserver/statements/said/#p2"
    [reference] = ris(client, "/statements/said.ris?paragraph=2")
    assert (reference["section"], reference["urls"]) == ("2", ["http://testserver/statements/said/#p2"])
    item = csl(client, "/statements/said.json?paragraph=2")
    assert (item["section"], item["URL"]) == ("2", "http://testserver/statements/said/#p2")
    assert item["genre"] == "Greeting as Secretary General, SCO; reported; paragraph 2"


@pytest.mark.parametrize("paragraph", ["3", "0", "-1", "x", "²", "1" * 5000])
def test_an_unknown_paragraph_is_refused(client, cited, paragraph):
    response = client.get("/statements/said.bib", {"paragraph": paragraph})
    assert response.status_code == 400
    assert response.content.decode() == f"There is no paragraph “{paragraph}”. This statement has 2 paragraphs."


def test_names_and_texts_return_unchanged(client):
    speaker = a_speaker(name=STRANGE, sort_name="x")
    session = a_session(conference=a_conference(title=STRANGE, place=STRANGE))
    a_statement(slug="said", title=f"{STRANGE}{UNPRINTABLE[1:]}", speaker=speaker, session=session)
    [entry] = bibtex(client, "/statements/said.bib")
    # The parser reads TeX's circumflex as the accent.
    assert [entry[name].replace("ˆ", "^") for name in ("title", "booktitle", "venue")] == [STRANGE] * 3
    assert entry["author"].replace("ˆ", "^") == NAME
    [reference] = ris(client, "/statements/said.ris")
    assert [reference[name] for name in ("title", "secondary_title", "place_published")] == [STRANGE] * 3
    assert reference["authors"] == [NAME]
    assert csl(client, "/statements/said.json")["title"] == STRANGE


def test_a_line_break_in_a_name_starts_no_field(client):
    speaker = a_speaker(name="Ada\nUR  - http://evil.example/")
    a_statement(slug="said", title="One\r\nUR  - http://evil.example/", speaker=speaker)
    [reference] = ris(client, "/statements/said.ris")
    assert reference["title"] == "One UR - http://evil.example/"
    assert reference["authors"] == ["Ada UR - http://evil.example/"]
    assert reference["urls"] == ["http://testserver/statements/said/"]


def test_a_theme_with_a_semicolon_is_one_keyword(client):
    a_statement(slug="said", themes=[a_theme(name="Water; soil"), a_theme(name="Trade")])
    assert ris(client, "/statements/said.ris")[0]["keywords"] == ["Trade", "Water; soil"]
    assert bibtex(client, "/statements/said.bib")[0]["keywords"] == "Trade; Water; soil"
    assert b"Trade; {Water; soil}" in client.get("/statements/said.bib").content
    assert csl(client, "/statements/said.json")["keyword"] == "Trade; Water; soil"


def test_a_brace_in_an_identifier_breaks_no_file(client):
    a_statement(slug="said", doi="10.1234/a{b_c")
    [entry] = bibtexparser.parse_string(client.get("/statements/said.bib").content.decode()).entries
    assert entry["doi"] == "10.1234/a%7Bb_c"


def test_a_narrative_has_no_author(client):
    a_statement(slug="narrative", speaker=None, kind="narrative")
    item = csl(client, "/statements/narrative.json")
    assert ("author" in item, item["genre"]) == (False, "Narrative")
    assert "authors" not in ris(client, "/statements/narrative.ris")[0]
    [entry] = bibtex(client, "/statements/narrative.bib")
    # An @inproceedings must have an author.
    assert ("author" in entry, entry["type"], entry["howpublished"]) == (False, "misc", item["event-title"])


def test_unknown_facts_are_left_out(client):
    conference = a_conference(starts_on=None, format="online")
    a_statement(slug="said", session=a_session(conference=conference))
    item = csl(client, "/statements/said.json")
    assert item.keys() == {"id", "type", "title", "author", "genre", "event-title", "event-place", "language", "URL"}
    assert item["event-place"] == "online"


@pytest.mark.parametrize("extension", ["bib", "ris", "json"])
def test_a_withdrawn_statement_is_gone_and_a_draft_is_not_found(client, extension):
    a_statement(slug="gone", status="withdrawn", title="Secret")
    a_statement(slug="draft", status="draft")
    response = client.get(f"/statements/gone.{extension}")
    assert (response.status_code, b"Secret" in response.content) == (410, False)
    assert client.get(f"/statements/draft.{extension}").status_code == 404


def test_a_withdrawn_conference_is_gone_with_its_statements(client):
    conference = a_conference(slug="forum", status="withdrawn")
    a_statement(slug="said", session=a_session(conference=conference))
    assert client.get("/conferences/forum.bib").status_code == 410
    assert client.get("/statements/said.bib").status_code == 410


def test_the_file_is_named_after_its_statement(client, cited):
    response = client.get("/statements/said.bib?paragraph=1")
    assert response.headers["Content-Disposition"] == 'inline; filename="said-p1.bib"'
