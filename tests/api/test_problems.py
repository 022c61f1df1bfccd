"""Errors of the API are problem details (RFC 9457)."""

import pytest

from proceedings.serving.limits.rates import Rate
from tests.support.factories import a_conference, a_statement

pytestmark = pytest.mark.django_db


def problem(response):
    """The status, title and detail of a problem."""
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == "en"
    details = response.json()
    assert (details["type"], details["status"]) == ("about:blank", response.status_code)
    return details["status"], details["title"], details["detail"]


WRONG = [
    ("statements/?kind=song", "kind"),
    ("statements/?speaker=nobody", "speaker"),
    ("statements/?q=author:ada", "q"),
    ("statements/?session=opening", "session"),
    ("statements/?after=yesterday", "after"),
    ("statements/?ordering=title", "ordering"),
    ("statements/?speeker=ada", "speeker"),
    ("statements/?kind=", "kind"),
    ("statements/?kind=remarks&kind=answer", "kind"),
    ("statements/?fields=title,colour", "fields"),
    ("statements/?expand=everything", "expand"),
    ("speakers/?expand=text", "expand"),
    ("statements/?page=0", "page"),
    ("statements/?page=last", "page"),
    ("statements/?page_size=201", "page_size"),
    ("statements/?cursor=No", "cursor"),
    ("statements/?cursor=a/b", "cursor"),
    ("statements/?cursor=%00", "cursor"),
    ("sessions/?cursor=a", "cursor"),
    ("statements/?cursor=*&page=2", "page"),
    ("statements/?cursor=*&ordering=date", "ordering"),
    ("?page=1", "page"),
    ("conferences/rivers/?fields=title", "fields"),
]


@pytest.mark.parametrize(("address", "parameter"), WRONG)
def test_an_invalid_parameter_is_refused_and_not_ignored(client, address, parameter):
    a_conference(slug="rivers")
    a_statement()
    response = client.get(f"/api/v1/{address}")
    [error] = response.json()["errors"]
    assert error["parameter"] == parameter
    assert problem(response) == (400, "Bad Request", f"{parameter}: {error['detail']}")


def test_the_problem_of_an_unknown_field_lists_the_known_ones(client):
    [error] = client.get("/api/v1/organisations/?fields=nom").json()["errors"]
    known = "slug, url, api_url, name, acronym, other_names, country, website, ror, wikidata, identifiers"
    assert error["detail"] == f"There is no “nom”. Choose from: {known}, statements_url."


NOT_FOUND = [
    ("statements/nothing/", "There is no statement at this address."),
    ("sessions/no/where/", "There is no session at this address."),
    ("statements/?page=2", "There is no page 2. The last page is 1."),
    ("songs/", "There is nothing at this address."),
    ("statements/a%0Ab%00/", "There is nothing at this address."),
]


@pytest.mark.parametrize(("address", "detail"), NOT_FOUND)
def test_an_address_without_a_row_is_not_found(client, address, detail):
    assert problem(client.get(f"/api/v1/{address}")) == (404, "Not Found", detail)


def test_an_address_without_its_last_slash_redirects(client):
    response = client.get("/api/v1/statements?kind=remarks")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/statements/?kind=remarks")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_api_refuses_other_methods(client, method):
    response = getattr(client, method)("/api/v1/statements/")
    assert problem(response) == (405, "Method Not Allowed", "The API is read-only. Use GET or HEAD.")
    assert response.headers["Allow"] == "GET, HEAD"


def test_the_api_refuses_other_media_types(client):
    response = client.get("/api/v1/statements/", headers={"accept": "application/xml"})
    detail = "The API only returns JSON. Send “Accept: application/json”, or no Accept header."
    assert problem(response) == (406, "Not Acceptable", detail)


def test_a_throttled_client_learns_when_to_retry(client, settings):
    settings.RATES = {"API_RATE": Rate(2, 60)}
    responses = [client.get("/api/v1/", REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    other = client.get("/api/v1/", REMOTE_ADDR="192.0.2.2")
    assert [response.status_code for response in responses] == [200, 200, 429]
    assert other.status_code == 200
    detail = "Too many requests. Wait for the number of seconds in the Retry-After header."
    assert problem(responses[2]) == (429, "Too Many Requests", detail)
    assert 0 < int(responses[2].headers["Retry-After"]) <= 60


@pytest.mark.parametrize("debug", [True, False])
def test_an_unexpected_error_is_logged_and_reveals_nothing(client, monkeypatch, settings, caplog, debug):
    def fail(*args):
        raise RuntimeError("a secret")

    settings.DEBUG = debug
    monkeypatch.setattr("proceedings.api.pagination.Pagination.page_keys", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/statements/")
    detail = "Something went wrong. The error has been logged. Try again later."
    assert problem(response) == (500, "Internal Server Error", detail)
    assert "RuntimeError: a secret" in caplog.text
