"""Filters by speaker, conference, organisation and theme, which readers choose by name."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

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
    another_name,
)

pytestmark = pytest.mark.django_db
NO_NAME = "No name fits “{}”. Check the spelling, or type another part of the name."
SEVERAL = "“{}” can be several names. Choose one of them."


@pytest.fixture
def _long(monkeypatch):
    """Every record is too long for a drop-down list."""
    monkeypatch.setattr("proceedings.filters.reference.MOST_CHOICES", 0)


def where(response):
    """Return the path and the parameters that a response redirects to."""
    assert response.status_code == 302
    address = urlsplit(response["Location"])
    return address.path, parse_qsl(address.query)


def field(response, name):
    """Return the control of a filter: the names of a drop-down list, or the name in a text field."""
    [control] = html.fromstring(response.content).xpath(f"//main//*[@name='{name}']")
    return control.xpath("option/text()") or control.get("value")


def error_beside(response, name):
    return html.fromstring(response.content).xpath(f"string(//*[@id='id_{name}_error'])")


@pytest.mark.parametrize("typed", ["Vladimir Norov", "norov", "  NOROV ", "Норов", "vlad nor", "v-norov"])
def test_a_name_that_only_one_row_has_is_replaced_by_its_slug(client, typed):
    speaker = a_speaker(name="Vladimir Norov", slug="sg")
    another_name(speaker=speaker, name="Владимир Норов")
    a_statement(speaker=speaker)
    a_statement(speaker=a_speaker(name="Ada"))
    response = client.get("/statements/", {"speaker": typed, "kind": "remarks"})
    assert where(response) == ("/statements/", [("speaker", "sg"), ("kind", "remarks")])


@pytest.mark.parametrize(
    ("address", "parameter", "typed", "slug"),
    [
        ("/speakers/", "conference", "the forum", "f20"),
        ("/speakers/", "organisation", "league of rivers", "lor"),
        ("/conferences/", "theme", "water", "w"),
        ("/search/", "speaker", "ada lovelace", "ada"),
        ("/compare/", "speaker", "lovelace", "ada"),
        ("/statements/", "theme", "Water", "w"),
    ],
)
def test_every_chooser_takes_names(client, address, parameter, typed, slug):
    ada = a_speaker(name="Ada Lovelace", slug="ada")
    post = an_appointment(speaker=ada, organisation=an_organisation(name="League of Rivers", slug="lor"))
    session = a_session(conference=a_conference(title="The Forum", slug="f20"))
    a_statement(session=session, speaker=ada, appointment=post, themes=[a_theme(name="Water", slug="w")])
    assert where(client.get(address, {parameter: typed})) == (address, [(parameter, slug)])


def test_a_whole_name_comes_before_names_that_contain_it(client):
    for name, slug in (("Python", "py"), ("Python tools", "tools")):
        a_statement(themes=[a_theme(name=name, slug=slug)])
    assert where(client.get("/statements/?theme=python")) == ("/statements/", [("theme", "py")])


@pytest.mark.usefixtures("_long")
def test_several_rows_of_a_name_are_offered_with_what_tells_them_apart(client):
    for slug, title in (("one", "Chair"), ("two", "")):
        speaker = a_speaker(name="Wang Wei", slug=slug)
        if title:
            an_appointment(speaker=speaker, title=title, organisation=an_organisation(name="League"))
        a_statement(speaker=speaker)
    response = client.get("/statements/?speaker=wang+wei")
    assert response.status_code == 400
    assert error_beside(response, "speaker") == SEVERAL.format("wang wei")
    assert field(response, "speaker") == ["any", "Wang Wei (Chair, League)", "Wang Wei"]


@pytest.mark.usefixtures("_long")
def test_conferences_of_one_title_are_told_apart_by_their_years(client):
    for year in (2019, 2020):
        a_statement(session=a_session(conference=a_conference(title="Forum", starts_on=date(year, 5, 1))))
    response = client.get("/statements/?conference=forum")
    assert field(response, "conference") == ["any", "Forum (2020)", "Forum (2019)"]


@pytest.mark.usefixtures("_long")
@pytest.mark.parametrize("address", ["/statements/", "/search/"])
def test_a_name_that_no_row_has_is_an_error_beside_its_field(client, address):
    a_statement(speaker=a_speaker(name="Ada", slug="slug-of-ada"))
    response = client.get(address, {"speaker": "Bob"})
    assert response.status_code == 400
    assert (error_beside(response, "speaker"), field(response, "speaker")) == (NO_NAME.format("Bob"), "Bob")
    assert "slug-of-ada" not in response.content.decode()


@pytest.mark.usefixtures("_long")
def test_names_of_hidden_rows_are_neither_taken_nor_offered(client):
    a_statement(speaker=a_speaker(name="Secret Agent"), status="draft")
    response = client.get("/statements/?speaker=secret")
    assert error_beside(response, "speaker") == NO_NAME.format("secret")
    assert client.get("/search/suggest?kind=speaker&q=secret").json()[1] == []


@pytest.mark.usefixtures("_long")
def test_a_chosen_row_is_shown_by_its_name(client):
    a_statement(speaker=a_speaker(name="Ada", slug="slug-of-ada"))
    response = client.get("/statements/?speaker=slug-of-ada")
    [control] = html.fromstring(response.content).xpath("//main//input[@name='speaker']")
    assert (control.get("value"), control.get("data-slug")) == ("Ada", "slug-of-ada")


@pytest.mark.usefixtures("_long")
def test_each_speaker_of_a_comparison_is_typed_and_corrected_by_itself(client):
    water = a_theme(name="Water", slug="w")
    for name, slug in (("Ada Lovelace", "ada"), ("Bo Ek", "bo"), ("Bo Holm", "bo-2")):
        a_statement(speaker=a_speaker(name=name, slug=slug), themes=[water])
    query = [("speaker", "lovelace"), ("speaker", "bo ek"), ("theme", "water")]
    slugs = [("speaker", "ada"), ("speaker", "bo"), ("theme", "w")]
    assert where(client.get("/compare/", query_params=query)) == ("/compare/", slugs)
    response = client.get("/compare/?speaker=ada&speaker=holm+or+ek&theme=w")
    page = html.fromstring(response.content)
    fields = page.xpath("//main//input[@name='speaker']")
    assert [(one.get("value"), one.get("aria-invalid")) for one in fields] == [
        ("Ada Lovelace", None),
        ("holm or ek", "true"),
        (None, None),
    ]
    assert error_beside(response, "speaker") == NO_NAME.format("holm or ek")


def test_programs_get_slugs_in_errors_and_are_never_redirected(client):
    a_statement(speaker=a_speaker(name="Vladimir Norov"))
    message = "There is nothing with the address “norov”. Did you mean: vladimir-norov?"
    problem = client.get("/api/v1/statements/?speaker=norov")
    assert (problem.status_code, problem.json()["errors"]) == (400, [{"parameter": "speaker", "detail": message}])
    file = client.get("/statements.csv?speaker=norov")
    assert (file.status_code, file.content.decode().strip()) == (400, f"speaker: {message}")


def test_suggestions_for_a_field_are_of_its_kind_the_names_that_begin_so_first(client):
    conference = a_conference(title="Water forum", slug="wf", starts_on=date(2020, 1, 1))
    themes = [a_theme(name=name) for name in ("Fresh water", "Water", "Air")]
    a_statement(session=a_session(conference=conference), speaker=a_speaker(name="Ada Water"), themes=themes)

    def suggested(kind):
        return client.get("/search/suggest", {"q": "wat", "kind": kind}).json()

    assert suggested("theme")[1] == ["Water", "Fresh water"]
    assert suggested("conference") == ["wat", ["Water forum"], ["2020"], ["/conferences/wf/"]]
    assert suggested("speaker")[1] == ["Ada Water"]
    assert suggested("song")[1] == []


def test_the_speakers_of_a_theme_are_suggested_for_a_comparison(client):
    a_statement(speaker=a_speaker(name="Ada Ek"), themes=[a_theme(slug="water")])
    a_statement(speaker=a_speaker(name="Bo Ek"))
    params = {"kind": "speaker", "q": "ek", "theme": "water"}
    assert client.get("/search/suggest", params).json()[1] == ["Ada Ek"]
    assert client.get("/search/suggest", params | {"theme": "fire"}).status_code == 404
