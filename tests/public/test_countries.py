"""Countries in filters: chosen by their names, addressed by their codes."""

import pytest

from tests.support.factories import a_speaker, a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def statement():
    return a_statement(speaker=a_speaker(name="Ada", country="UZ"))


@pytest.mark.parametrize("address", ["/speakers/", "/statements/", "/organisations/"])
@pytest.mark.parametrize("typed", ["Uzbekistan", "uzbekistan ", "uzb", "UZB", "uz"])
def test_a_name_is_replaced_by_the_code(client, address, typed):
    response = client.get(address, {"country": typed})
    assert (response.status_code, response.get("Location")) == (302, f"{address}?country=UZ")


def test_a_chosen_country_is_shown_by_its_name(client):
    page = client.get("/speakers/?country=UZ").content.decode()
    assert 'name="country" value="Uzbekistan"' in page
    assert 'data-slug="UZ"' in page
    assert "Ada" in page


def test_a_name_that_several_countries_have_offers_them(client):
    response = client.get("/speakers/?country=Guinea")
    # The very name of one comes before names that contain it.
    assert response["Location"] == "/speakers/?country=GN"
    response = client.get("/speakers/?country=Korea")
    page = response.content.decode()
    assert response.status_code == 400
    assert "“Korea” can be several countries. Choose one of them." in page
    assert '<option value="KR"' in page


def test_a_country_that_is_none_is_an_error(client):
    response = client.get("/speakers/?country=Atlantis")
    assert response.status_code == 400
    assert "No country is called “Atlantis”. Check the spelling." in response.content.decode()


def test_programs_give_codes(client):
    assert client.get("/api/v1/speakers/?country=UZ").json()["count"] == 1
    response = client.get("/api/v1/speakers/?country=Uzbekistan")
    assert response.status_code == 400
    assert "Did you mean: UZ?" in response.content.decode()


def test_countries_are_suggested_those_that_begin_so_first(client):
    text, names, codes, addresses = client.get("/search/suggest?kind=country&q=uz").json()
    assert (text, names, codes, addresses) == ("uz", ["Uzbekistan"], ["UZ"], ["/speakers/?country=UZ"])
    _text, names, _codes, _addresses = client.get("/search/suggest?kind=country&q=land").json()
    assert all("land" in name for name in names)
    _text, names, _codes, _addresses = client.get("/search/suggest?kind=country&q=be").json()
    assert names[:3] == ["Belgium", "Belarus", "Belize"]
    assert client.get("/search/suggest?kind=country&q=x").json()[1] == []
