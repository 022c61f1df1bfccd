"""Metadata of pages, read with extruct and as Zotero and FAIR Signposting document it."""

import re
from datetime import date
from urllib.parse import parse_qs

import extruct
import pytest
from lxml import html

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

SITE = "http://testserver"


@pytest.fixture
def said():
    conference = a_conference(
        slug="forum", title="Forum", format="hybrid", place="Moscow", rights="CC-BY-4.0", ends_on=date(2020, 9, 29)
    )
    body = an_organisation(slug="sco", name="SCO")
    an_organiser(conference=conference, organisation=body)
    speaker = a_speaker(slug="norov", name="Vladimir Norov", sort_name="Norov, Vladimir", wikidata="Q42")
    another_name(speaker=speaker, name="Владимир Норов")
    return a_statement(
        slug="said",
        title="On health",
        session=a_session(conference=conference, slug="opening", title="Opening"),
        speaker=speaker,
        appointment=an_appointment(speaker=speaker, title="Head", organisation=body),
        themes=[a_theme(slug="health", name="Health")],
        source_url="https://source.example/report",
    )


def read(client, address):
    text = client.get(address).content.decode()
    return extruct.extract(
        text, base_url=f"{SITE}{address}", syntaxes=["json-ld", "opengraph", "dublincore", "microdata"]
    )


def linked(client, address):
    [block] = read(client, address)["json-ld"]
    assert block["@context"] == "https://schema.org"
    thing, trail = block["@graph"]
    assert trail["@type"] == "BreadcrumbList"
    return thing, [(item["position"], item["name"]) for item in trail["itemListElement"]]


def elements(client, address):
    return html.fromstring(client.get(address).content)


def metas(client, address):
    contents = {}
    for meta in elements(client, address).iterfind(".//meta[@name]"):
        contents.setdefault(meta.get("name"), []).append(meta.get("content"))
    return contents


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("/statements/said/?utm_source=x", "/statements/said/"),
        ("/statements/?kind=remarks&page=1&junk=1", "/statements/?kind=remarks"),
        ("/statements/?kind=remarks&speaker=norov", "/statements/?speaker=norov&kind=remarks"),
        ("/speakers/norov/?page=1", "/speakers/norov/"),
        ("/search/?x=1&q=health", "/search/?q=health"),
        ("/?x=1", "/"),
    ],
)
def test_a_page_has_one_canonical_address(client, said, query, address):
    [link] = elements(client, query).iterfind(".//link[@rel='canonical']")
    assert link.get("href") == f"{SITE}{address}"


def test_a_later_page_of_a_list_has_its_own_canonical_address(client, said):
    for _ in range(25):
        a_statement(session=said.session)
    [link] = elements(client, "/statements/?junk=1&page=2").iterfind(".//link[@rel='canonical']")
    assert link.get("href") == f"{SITE}/statements/?page=2"


@pytest.mark.parametrize("address", ["/nowhere/", "/statements/gone/"])
def test_an_error_page_has_no_canonical_address_and_no_metadata(client, address):
    a_statement(slug="gone", status="withdrawn", title="Secret")
    page = elements(client, address)
    assert page.findall(".//link[@rel='canonical']") == page.findall(".//meta[@property]") == []


def test_files_are_offered_to_programs_and_to_readers(client, said):
    page = elements(client, "/statements/said/")
    offered = [
        (link.get("type"), link.get("href")) for link in page.iterfind(".//link[@rel='alternate'][@title='RIS']")
    ]
    assert offered == [("application/x-research-info-systems", "/statements/said.ris")]
    shown = [link.get("href") for link in page.iterfind(".//section[@class='downloads']//a")]
    assert [link for link in shown if link.endswith((".bib", ".ris"))] == [
        "/statements/said.bib",
        "/statements/said.ris",
    ]


def test_the_files_of_a_filtered_list_have_its_filters(client, said):
    for address in ("/statements/?kind=remarks&page=1", "/search/?q=health&kind=remarks&ordering=match"):
        shown = elements(client, address).iterfind(".//section[@class='downloads']//a")
        [bib] = [link.get("href") for link in shown if ".bib" in link.get("href")]
        assert parse_qs(bib.partition("?")[2])["kind"] == ["remarks"]
        assert client.get(bib).status_code == 200


def test_a_shared_page_has_a_title_and_a_description(client, said):
    [graph] = read(client, "/statements/said/")["opengraph"]
    properties = dict(graph["properties"])
    assert (properties["og:title"], properties["og:type"]) == ("On health · Vladimir Norov", "article")
    assert (properties["og:url"], properties["og:description"]) == (f"{SITE}/statements/said/", "What was said.")
    assert metas(client, "/statements/said/")["twitter:card"] == ["summary_large_image"]


def zotero(metadata):
    """An item as Zotero's translator of embedded metadata makes it: Highwire Press first, then Dublin Core."""
    names = {
        "title": ("citation_title", "DC.title"),
        "date": ("citation_publication_date", "DC.date"),
        "conferenceName": ("citation_conference_title",),
        "language": ("citation_language", "DC.language"),
        "creator": ("citation_author", "DC.creator"),
    }
    item = {
        field: next((metadata[name][0] for name in some if name in metadata), None) for field, some in names.items()
    }
    last, _comma, first = item.pop("creator").partition(", ")
    kind = "conferencePaper" if "citation_conference_title" in metadata else "webpage"
    return item | {"itemType": kind, "lastName": last, "firstName": first, "tags": metadata["citation_keywords"]}


def test_zotero_makes_a_conference_paper_of_a_statement(client, said):
    assert zotero(metas(client, "/statements/said/")) == {
        "itemType": "conferencePaper",
        "title": "On health",
        "date": "2020/09",
        "conferenceName": "Forum",
        "language": "en",
        "lastName": "Norov",
        "firstName": "Vladimir",
        "tags": ["Health"],
    }
    assert elements(client, "/statements/said/").findall(".//span[@class='Z3988']") == []


def test_a_list_has_a_reference_for_each_item(client, said):
    [span] = elements(client, "/statements/").iterfind(".//span[@class='Z3988']")
    assert parse_qs(span.get("title")) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"],
        "rft.genre": ["proceeding"],
        "rft.atitle": ["On health"],
        "rft.btitle": ["Forum"],
        "rft.date": ["2020-09"],
        "rft.language": ["en"],
        "rft_id": [f"{SITE}/statements/said/"],
        "rft.aulast": ["Norov"],
        "rft.aufirst": ["Vladimir"],
    }


def test_dublin_core_has_creator_date_and_source(client, said):
    [core] = read(client, "/statements/said/")["dublincore"]
    values = {element["name"].lower(): element["content"] for element in core["elements"]}
    assert (values["dc.creator"], values["dc.date"], values["dc.rights"]) == (
        "Norov, Vladimir",
        "2020-09-28/2020-09-29",
        "CC-BY-4.0",
    )
    assert values["dc.source"] == "https://source.example/report"


def test_a_statement_is_a_quotation(client, said):
    thing, trail = linked(client, "/statements/said/")
    assert (thing["@type"], thing["name"], thing["inLanguage"]) == ("Quotation", "On health", "en")
    assert thing["spokenByCharacter"]["name"] == thing["creator"]["name"] == "Vladimir Norov"
    assert (thing["spokenByCharacter"]["jobTitle"], thing["isBasedOn"]) == ("Head", "https://source.example/report")
    assert [about["name"] for about in thing["about"]] == ["Health"]
    assert (thing["recordedAt"]["@type"], thing["recordedAt"]["startDate"]) == ("ConferenceEvent", "2020-09-28")
    assert trail == [(1, "Conferences"), (2, "Forum"), (3, "Opening"), (4, "On health")]


def test_a_reported_statement_is_not_the_speakers_own_work(client):
    a_statement(slug="said", form="reported")
    a_statement(slug="told", speaker=None, kind="narrative")
    reported, _trail = linked(client, "/statements/said/")
    assert ("spokenByCharacter" in reported, "creator" in reported) == (True, False)
    narrative, _trail = linked(client, "/statements/told/")
    assert (narrative["@type"], "spokenByCharacter" in narrative) == ("CreativeWork", False)


def test_a_conference_is_an_event_with_its_sessions(client, said):
    thing, _trail = linked(client, "/conferences/forum/")
    assert (thing["@type"], thing["startDate"], thing["endDate"]) == ("ConferenceEvent", "2020-09-28", "2020-09-29")
    assert thing["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in thing["location"]] == ["Place", "VirtualLocation"]
    assert [body["name"] for body in thing["organizer"]] == ["SCO"]
    assert [session["name"] for session in thing["subEvent"]] == ["Opening"]


def test_a_speaker_has_a_profile(client, said):
    thing, _trail = linked(client, "/speakers/norov/")
    person = thing["mainEntity"]
    assert (thing["@type"], person["@type"], person["name"]) == ("ProfilePage", "Person", "Vladimir Norov")
    assert (person["alternateName"], person["jobTitle"]) == (["Владимир Норов"], ["Head"])
    assert [body["name"] for body in person["affiliation"]] == ["SCO"]
    assert person["sameAs"] == ["https://www.wikidata.org/entity/Q42"]


def test_themes_and_organisations_have_linked_data_too(client, said):
    assert linked(client, "/themes/health/")[0]["@type"] == "DefinedTerm"
    assert linked(client, "/organisations/sco/")[0]["@type"] == "Organization"


def test_data_cannot_end_its_block(client):
    title = "</script><script>alert(1)</script><!-- & \u2028"
    a_statement(slug="said", title=title, text=title, session=a_session(conference=a_conference(title=title)))
    thing, _trail = linked(client, "/statements/said/")
    assert thing["name"] == title
    scripts = elements(client, "/statements/said/").iterfind(".//script")
    assert sorted(script.get("type") for script in scripts) == ["application/ld+json", "module", "module", "module"]


def links_of(response):
    return re.findall(r'<([^>]+)>; rel="([^"]+)"(?:; type="([^"]+)")?', response.headers["Link"])


def test_a_statement_has_signposting_links(client, said):
    links = links_of(client.get("/statements/said/"))
    assert [(target, relation) for target, relation, kind in links if not kind] == [
        (f"{SITE}/statements/said/", "cite-as"),
        ("https://schema.org/AboutPage", "type"),
        ("https://schema.org/Quotation", "type"),
        (f"{SITE}/speakers/norov/", "author"),
        ("https://spdx.org/licenses/CC-BY-4.0.html", "license"),
    ]
    assert (f"{SITE}/conferences/forum/", "collection", "text/html") in links
    assert (f"{SITE}/statements/said.bib", "describedby", "application/x-bibtex") in links


@pytest.mark.parametrize(
    ("rights", "licence"),
    [
        ("https://terms.example/a,b;c>?x=1", ["https://terms.example/a%2Cb%3Bc%3E?x=1"]),
        ("https://terms.example/\nж", ["https://terms.example/%0A%D0%B6"]),
        ("All rights reserved.", []),
    ],
)
def test_only_a_licence_with_an_address_is_linked(client, rights, licence):
    a_conference(slug="forum", rights=rights)
    links = links_of(client.get("/conferences/forum/"))
    assert [target for target, relation, _kind in links if relation == "license"] == licence


def test_a_doi_is_the_address_to_cite(client):
    a_statement(slug="said", doi="10.1234/x")
    assert links_of(client.get("/statements/said/"))[0][:2] == ("https://doi.org/10.1234/x", "cite-as")
