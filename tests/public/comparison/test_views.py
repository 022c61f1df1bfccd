"""The comparison of speakers, and the accessibility page."""

from datetime import date

import pytest
from lxml import html

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db
NO_NAME = "No name fits “{}”. Check the spelling, or type another part of the name."


@pytest.fixture
def record():
    """Ada and Bo on health, at one conference of 2020 and at one of 2021."""
    health = a_theme(slug="health")
    deep = a_theme(slug="hospitals", parent=health)
    early = a_session(conference=a_conference(slug="early", starts_on=date(2020, 1, 1)))
    late = a_session(conference=a_conference(slug="late", starts_on=date(2021, 1, 1)))
    ada, bo = a_speaker(slug="ada"), a_speaker(slug="bo")
    a_statement(speaker=ada, session=early, slug="ada-early", themes=[health], language="ru")
    a_statement(speaker=ada, session=late, slug="ada-late", themes=[deep])
    a_statement(speaker=ada, session=late, slug="ada-elsewhere", themes=[a_theme(slug="sports")])
    a_statement(speaker=ada, session=late, slug="ada-draft", themes=[health], status="draft")
    a_statement(speaker=bo, session=late, slug="bo-late", themes=[health])
    return early, ada


def columns(client, query):
    shown = client.get(f"/compare/?{query}").context["columns"]
    return [
        (column["speaker"].slug, column["total"], [statement.slug for statement in column["statements"]])
        for column in shown
    ]


def test_each_speaker_has_a_column_of_public_statements_on_the_theme_newest_first(client, record):
    assert columns(client, "speaker=bo&speaker=ada&theme=health") == [
        ("bo", 1, ["bo-late"]),
        ("ada", 2, ["ada-late", "ada-early"]),
    ]


def test_a_conference_filters_a_comparison(client, record):
    assert columns(client, "speaker=ada&speaker=bo&theme=health&conference=early") == [
        ("ada", 1, ["ada-early"]),
        ("bo", 0, []),
    ]


def test_a_long_column_ends_with_a_link_to_the_whole_list(client, record):
    early, ada = record
    for _number in range(10):
        a_statement(speaker=ada, session=early, themes=early.statements.first().themes.all())
    address = "/compare/?speaker=ada&speaker=bo&theme=health"
    [(_ada, made, shown), _bo] = columns(client, address.partition("?")[2])
    assert (made, len(shown)) == (12, 10)
    page = html.fromstring(client.get(address).content)
    [link] = page.xpath("//div[@class='comparison']//a[starts-with(., 'All 12 statements')]/@href")
    assert client.get(link).context["page_obj"].paginator.count == 12


def test_an_excerpt_in_a_column_has_its_language(client, record):
    page = html.fromstring(client.get("/compare/?speaker=ada&speaker=bo&theme=health").content)
    assert page.xpath("//div[@class='comparison']//p[@class='excerpt']/@lang") == ["en", "ru", "en"]


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("speaker=ada&theme=health", "speaker", "Please choose at least two speakers."),
        ("speaker=ada&speaker=ada&theme=health", "speaker", "Choose each speaker only once."),
        ("speaker=a&speaker=b&speaker=c&speaker=d&theme=health", "speaker", "Choose at most 3 speakers."),
        ("speaker=ada&speaker=bo", "theme", "Please choose a theme."),
        ("speaker=ada&speaker=nobody&theme=health", "speaker", NO_NAME.format("nobody")),
        ("speaker=ada&speaker=bo&theme=nothing", "theme", NO_NAME.format("nothing")),
        ("theme=health&theme=sports", "theme", "This is set more than once. Remove all but one."),
    ],
)
def test_an_invalid_comparison_shows_an_error(client, record, query, field, message):
    response = client.get(f"/compare/?{query}")
    assert (response.status_code, response.context["filterset"].form.errors) == (400, {field: [message]})
    assert message in response.content.decode()


def test_a_list_refuses_more_than_one_speaker(client, record):
    assert client.get("/statements/?speaker=ada&speaker=bo").status_code == 400


def chosen(page, name):
    return page.xpath(f"//select[@name='{name}']/option[@selected]/@value")


def test_a_theme_is_selected_and_offers_its_speakers(client, record):
    a_statement()
    [link] = html.fromstring(client.get("/themes/health/").content).xpath("//main//a[contains(., 'Compare')]/@href")
    page = html.fromstring(client.get(link).content)
    assert chosen(page, "theme") == ["health"]
    first = page.xpath("//select[@name='speaker']")[0]
    assert first.xpath("option/@value") == ["", "ada", "bo"]


def test_the_link_on_a_speakers_page_selects_the_speaker(client, record):
    [link] = html.fromstring(client.get("/speakers/ada/").content).xpath("//main//a[contains(., 'Compare')]/@href")
    assert chosen(html.fromstring(client.get(link).content), "speaker") == ["ada"]


def test_empty_fields_are_removed_from_a_comparisons_address(client, record):
    response = client.get("/compare/?speaker=ada&speaker=&speaker=bo&theme=health&conference=")
    assert response.headers["Location"] == "/compare/?speaker=ada&speaker=bo&theme=health"


def test_themes_with_several_speakers_are_suggested(client, record):
    suggested = client.get("/compare/").context["suggestions"]
    assert [query for _theme, _names, query in suggested] == ["speaker=bo&speaker=ada&theme=health"]


def test_a_comparison_has_a_canonical_address_with_all_its_speakers(client, record):
    page = html.fromstring(client.get("/compare/?theme=health&x=1&speaker=ada&speaker=bo").content)
    [link] = page.xpath("//link[@rel='canonical']/@href")
    assert link == "http://testserver/compare/?speaker=ada&speaker=bo&theme=health"


@pytest.mark.parametrize(("contact", "email"), [("desk@example.org", "desk@example.org"), ("", "webmaster@testserver")])
def test_the_accessibility_page_names_the_contact(client, settings, contact, email):
    settings.CONTACT_EMAIL = contact
    page = html.fromstring(client.get("/accessibility/").content)
    assert page.xpath("//a[starts-with(@href, 'mailto:')]/@href") == [f"mailto:{email}"]
