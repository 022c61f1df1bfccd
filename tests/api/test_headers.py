"""What programs are told beside the answer."""

import pytest

from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/statements/"


def test_what_has_not_changed_is_not_sent_again(client):
    statement = a_statement()
    first = client.get(ADDRESS)
    condition = {"if-none-match": first.headers["ETag"]}
    again = client.get(ADDRESS, headers=condition)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    statement.title = "Another"
    statement.save()
    assert client.get(ADDRESS, headers=condition).status_code == 200


def test_an_answer_depends_on_what_is_accepted_and_on_nobodys_session(client):
    response = client.get(ADDRESS)
    assert response.headers["Vary"] == "Accept, origin"
    # A text can change on another day than the one of its publication, and the record has no third.
    assert "Last-Modified" not in response.headers
    assert response.cookies == {}


def test_a_page_from_anywhere_may_read(client):
    response = client.get(ADDRESS, headers={"origin": "https://elsewhere.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Access-Control-Expose-Headers"] == "ETag, Link, Retry-After"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_page_from_anywhere_may_ask_with_a_condition_and_may_not_write(client):
    asked = {"origin": "https://elsewhere.example", "access-control-request-method": "GET"}
    response = client.options(ADDRESS, headers=asked)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert response.headers["Access-Control-Allow-Headers"] == "accept, if-none-match"


@pytest.mark.parametrize("address", ["/", "/statements/", "/admin/login/"])
def test_pages_are_not_read_from_elsewhere(client, address):
    response = client.get(address, headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
