"""A statement of several speakers, one of whom is only a label, in every format."""

import csv
import io
import json
import re
from html import unescape

import pytest

from proceedings.citing import bibtex, coins, csl, ris
from proceedings.citing.styles import formatted
from proceedings.exports.book import cards
from proceedings.exports.book.contents import book
from proceedings.models import Conference, Speaker, Statement
from tests.support.factories import a_co_speaker, a_session, a_speaker, a_statement, an_appointment, an_organisation

pytestmark = pytest.mark.django_db
SITE = "https://example.org"


@pytest.fixture
def joint():
    """A joint declaration of Ann Ash, of Bo Birch as the envoy of a body, and of delegates without names."""
    ann = a_speaker(name="Ann Ash", sort_name="Ash, Ann", slug="ann")
    bo = a_speaker(name="Bo Birch", sort_name="Birch, Bo", slug="bo")
    statement = a_statement(slug="declaration", title="Declaration", speaker=ann, label="Ms Ash (Chair)")
    post = an_appointment(speaker=bo, title="Envoy", organisation=an_organisation(name="The Body"))
    a_co_speaker(statement=statement, speaker=bo, appointment=post)
    a_co_speaker(statement=statement, speaker=None, label="Several delegates")
    return Statement.objects.for_citing().get()


@pytest.fixture
def unnamed():
    a_statement(slug="order", title="Order", speaker=None, label="A Deputy (interrupting)", text="Order!")
    return Statement.objects.for_citing().get()


def bylines_of(page):
    bylines = re.findall(r'<p class="byline">(.*?)</p>', page, re.DOTALL)
    return [unescape(" ".join(re.sub("<[^>]*>", "", one).split())) for one in bylines]


def test_citations_name_all_authors_in_order(joint):
    item = csl.statement_item(joint, SITE)
    assert item["author"] == [
        {"family": "Ash", "given": "Ann"},
        {"family": "Birch", "given": "Bo"},
        {"literal": "Several delegates"},
    ]
    assert item["genre"] == "Remarks as Envoy, The Body (Bo Birch); verbatim"
    [entry] = bibtex.entries([item])
    assert 'author = "Ash, Ann and Birch, Bo and {Several delegates}"' in entry
    [reference] = ris.references([item])
    assert re.findall(r"AU  - (.*)", reference) == ["Ash, Ann", "Birch, Bo", "Several delegates"]
    assert formatted(item)[0].html.startswith("Ash, A., Birch, B., &amp; Several delegates. (2020, September 28).")


def test_coins_have_the_first_author_in_parts_and_the_others_whole(joint):
    pairs = coins.context_object(joint, SITE)
    assert "rft.aulast=Ash&rft.aufirst=Ann&rft.au=Birch%2C+Bo&rft.au=Several+delegates" in pairs


def test_a_label_is_cited_as_it_is_printed(unnamed):
    item = csl.statement_item(unnamed, SITE)
    assert item["author"] == [{"literal": "A Deputy (interrupting)"}]
    assert item["genre"] == "Remarks; verbatim"
    [entry] = bibtex.entries([item])
    assert 'author = "{A Deputy (interrupting)}"' in entry


def test_the_head_of_the_page_has_all_authors(client, joint):
    page = client.get("/statements/declaration/").content.decode()
    metadata = re.findall(r'<meta name="(citation_author\w*|DC.creator)" content="([^"]*)">', page)
    assert metadata == [
        ("citation_author", "Ash, Ann"),
        ("citation_author", "Birch, Bo"),
        ("citation_author_institution", "The Body"),
        ("citation_author", "Several delegates"),
        ("DC.creator", "Ash, Ann"),
        ("DC.creator", "Birch, Bo"),
        ("DC.creator", "Several delegates"),
    ]
    data = json.loads(re.search(r"<script type=\"application/ld\+json\">(.*?)</script>", page)[1])["@graph"][0]
    assert data["@type"] == "Quotation"
    assert [one if isinstance(one, str) else one["name"] for one in data["spokenByCharacter"]] == [
        "Ann Ash",
        "Bo Birch",
        "Several delegates",
    ]
    assert data["spokenByCharacter"][1]["jobTitle"] == "Envoy"


def test_the_page_names_all_speakers_and_the_label_apart(client, joint):
    page = client.get("/statements/declaration/").content.decode()
    bylines = bylines_of(page)
    assert bylines == [
        "Ann Ash printed as Ms Ash (Chair)",
        "Bo Birch, Envoy, The Body",
        "Several delegates",
    ]
    assert "<title>Declaration · Ann Ash, Bo Birch and Several delegates" in page


def test_a_label_alone_is_shown_as_the_speaker(client, unnamed):
    page = client.get("/statements/order/").content.decode()
    assert '<p class="byline">A Deputy (interrupting)</p>' in page
    assert "Verbatim: the speaker" in unescape(page)
    first = re.search(r'<div class="paragraph" id="p1">.*?</div></div>', page, re.DOTALL)[0]
    assert "A Deputy" not in first


def test_the_page_of_a_further_speaker_lists_the_statement(client, joint):
    page = client.get("/speakers/bo/").content.decode()
    bylines = bylines_of(page)
    assert bylines[-2:] == ["as Envoy, The Body", "with Ann Ash, Several delegates"]
    for address in ("/speakers/bo.csv", "/speakers/bo.md", "/speakers/bo.bib", "/speakers/bo/feed.atom"):
        response = client.get(address)
        assert "Declaration" in (response.getvalue() if response.streaming else response.content).decode(), address


@pytest.mark.parametrize("query", ["speaker=bo", "organisation=the-body", "q=birch", "q=speaker:bo", "q=delegates"])
def test_lists_find_the_statement_by_a_further_speaker(client, joint, query):
    a_statement()
    assert list(client.get(f"/statements/?{query}").context["page_obj"]) == [joint]
    assert [one.statement for one in client.get(f"/search/?{query}").context["results"]] == [joint]


def test_a_search_finds_the_names_of_two_speakers_together(client, joint):
    a_statement(speaker=joint.speaker)
    assert [one.statement for one in client.get("/search/?q=ash+birch").context["results"]] == [joint]


def test_a_search_finds_a_label(client, unnamed):
    a_statement()
    results = client.get("/search/?q=deputy+order").context["results"]
    assert [one.statement for one in results] == [unnamed]
    [(credit, pieces)] = results[0].speakers
    assert (credit.name, [piece.text for piece in pieces if piece.marked]) == ("A Deputy (interrupting)", ["Deputy"])


def test_facets_count_a_statement_for_each_of_its_speakers(client, joint):
    a_statement(speaker=joint.speaker)
    facets = {facet.parameter: facet.values for facet in client.get("/search/?kind=remarks").context["facets"]}
    assert [(value.label, value.count) for value in facets["speaker"]] == [("Ann Ash", 2), ("Bo Birch", 1)]
    assert [(value.label, value.count) for value in facets["organisation"]] == [("The Body", 1)]


def test_the_api_has_all_speakers_beside_the_first(client, joint):
    data = client.get("/api/v1/statements/declaration/").json()
    assert (data["speaker"]["slug"], data["appointment"], data["label"]) == ("ann", None, "Ms Ash (Chair)")
    speakers = [
        (one["speaker"] and one["speaker"]["slug"], one["appointment"] and one["appointment"]["title"], one["label"])
        for one in data["speakers"]
    ]
    assert speakers == [("ann", None, "Ms Ash (Chair)"), ("bo", "Envoy", ""), (None, None, "Several delegates")]


def test_tables_have_all_speakers(client, joint):
    [row] = csv.DictReader(io.StringIO(client.get("/statements.csv").getvalue().decode("utf-8-sig")))
    assert {name: row[name] for name in ("speaker", "label", "speakers", "speaker_slugs", "capacities")} == {
        "speaker": "Ann Ash",
        "label": "Ms Ash (Chair)",
        "speakers": "Ann Ash; Bo Birch; Several delegates",
        "speaker_slugs": "ann; bo; ",
        "capacities": "; Envoy, The Body; ",
    }


def test_a_feed_names_all_authors(client, joint):
    feed = client.get("/feed.atom").content.decode()
    entry = feed.partition("<entry")[2]
    assert re.findall(r"<author><name>(.*?)</name>", entry) == ["Ann Ash", "Bo Birch", "Several delegates"]
    assert "<title>Ann Ash, Bo Birch and Several delegates: Declaration</title>" in entry


def test_harvesters_get_all_creators(client, joint):
    xml = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content.decode()
    assert re.findall(r"<dc:creator>(.*?)</dc:creator>", xml) == ["Ash, Ann", "Birch, Bo", "Several delegates"]
    assert "<dc:description>Bo Birch, Envoy, The Body</dc:description>" in xml


def test_plain_text_and_markdown_name_all_speakers(client, joint):
    text = client.get("/statements/declaration.txt").content.decode()
    assert text.split("\n")[2:5] == [
        "Ann Ash, printed as “Ms Ash (Chair)”",
        "Bo Birch, Envoy, The Body",
        "Several delegates",
    ]
    listed = client.get(f"/conferences/{joint.conference.slug}.md").getvalue().decode()
    assert "): Ann Ash; Bo Birch, Envoy, The Body; Several delegates\n" in listed


def test_oembed_names_all_speakers(client, joint):
    data = client.get("/oembed", {"url": "http://testserver/statements/declaration/"}).json()
    assert data["author_name"] == "Ann Ash, Bo Birch and Several delegates"
    assert "author_url" not in data


def test_a_card_and_a_book_name_all_speakers(joint):
    assert cards.statement_contents(joint)["speaker"]["text"] == "Ann Ash, Bo Birch and Several delegates"
    contents = book(Conference.objects.get(), SITE)
    [statement] = contents["sessions"][0]["statements"]
    assert [speaker["name"]["text"] for speaker in statement["speakers"]] == [
        "Ann Ash",
        "Bo Birch",
        "Several delegates",
    ]
    assert [person["name"]["text"] for person in contents["participants"]] == ["Ann Ash", "Bo Birch"]
    assert [entry["names"][0]["text"] for entry in contents["speakers"]] == ["Ash, Ann", "Birch, Bo"]


@pytest.mark.parametrize("extension", ["pdf", "epub"])
def test_a_book_is_set_with_all_speakers(client, joint, extension):
    a_statement(session=joint.session, speaker=None, label="A Deputy", title="Declaration")
    response = client.get(f"/conferences/{joint.conference.slug}.{extension}")
    assert (response.status_code, response.getvalue()[:2]) == (200, {"pdf": b"%P", "epub": b"PK"}[extension])


def test_a_comparison_has_the_statement_under_each_speaker(client, joint):
    theme = "water"
    joint.themes.create(name="Water", slug=theme)
    columns = client.get(f"/compare/?speaker=ann&speaker=bo&theme={theme}").context["columns"]
    assert [(column["speaker"].slug, column["statements"], column["total"]) for column in columns] == [
        ("ann", [joint], 1),
        ("bo", [joint], 1),
    ]


def test_a_package_has_further_speakers_with_their_posts(client, joint):
    from proceedings.exports.data import fixtures
    from proceedings.exports.data.scope import Scope

    records = json.loads("".join(fixtures.lines(Scope.everything())))
    further = [record["fields"] for record in records if record["model"] == "proceedings.cospeaker"]
    slug = Speaker.objects.get(slug="bo").appointments.get().slug
    assert further == [
        {"statement": ["declaration"], "position": 2, "speaker": ["bo"], "appointment": ["bo", slug], "label": ""},
        {
            "statement": ["declaration"],
            "position": 3,
            "speaker": None,
            "appointment": None,
            "label": "Several delegates",
        },
    ]


def test_nothing_of_a_draft_leaks_through_a_further_speaker(client):
    session = a_session()
    row = a_co_speaker(statement=a_statement(session=session, status="draft", title="Secret"))
    public = a_statement(session=session, speaker=row.speaker)
    page = client.get(f"/speakers/{row.speaker.slug}/").content.decode()
    assert "Secret" not in page
    assert client.get("/speakers/").context["object_list"][0].statement_count == 1
    assert list(client.get(f"/statements/?speaker={row.speaker.slug}").context["page_obj"]) == [public]
