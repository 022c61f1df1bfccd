"""Headers of the API's responses."""

import pytest

from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/statements/"


def test_an_unchanged_response_is_not_sent_again(client):
    statement = a_statement()
    first = client.get(ADDRESS)
    condition = {"if-none-match": first.headers["ETag"]}
    again = client.get(ADDRESS, headers=condition)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    statement.title = "Another"
    statement.save()
    assert client.get(ADDRESS, headers=condition).status_code == 200


def test_a_response_depends_on_the_accept_header_and_no_session(client):
    response = client.get(ADDRESS)
    assert response.headers["Vary"] == "Accept, origin"
    # A text can change after its publication, and the record has no other time to report.
    assert "Last-Modified" not in response.headers
    assert response.cookies == {}


def test_a_page_of_another_site_can_read(client):
    response = client.get(ADDRESS, headers={"origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_page_of_another_site_can_send_a_condition_but_cannot_write(client):
    preflight = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    response = client.options(ADDRESS, headers=preflight)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert response.headers["Access-Control-Allow-Headers"] == "accept, if-none-match"


@pytest.mark.parametrize("address", ["/", "/statements/", "/admin/login/"])
def test_other_sites_cannot_read_pages(client, address):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
