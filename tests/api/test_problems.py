"""What the API cannot answer, it refuses in one form."""

import pytest
from rest_framework.throttling import AnonRateThrottle

from tests.support.factories import a_conference, a_statement

pytestmark = pytest.mark.django_db


def refused(response):
    """A problem's status, title and detail."""
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Content-Language"] == "en"
    told = response.json()
    assert (told["type"], told["status"]) == ("about:blank", response.status_code)
    return told["status"], told["title"], told["detail"]


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
def test_a_parameter_that_makes_no_sense_is_refused_never_left_out(client, address, parameter):
    a_conference(slug="rivers")
    a_statement()
    response = client.get(f"/api/v1/{address}")
    [error] = response.json()["errors"]
    assert error["parameter"] == parameter
    assert refused(response) == (400, "Bad Request", f"{parameter}: {error['detail']}")


def test_an_unknown_name_is_told_which_there_are(client):
    [error] = client.get("/api/v1/organisations/?fields=nom").json()["errors"]
    known = "slug, url, api_url, name, acronym, other_names, country, website, ror, wikidata, statements_url"
    assert error["detail"] == f"There is no “nom”; there are: {known}."


NOWHERE = [
    ("statements/nothing/", "There is no statement at this address."),
    ("sessions/no/where/", "There is no session at this address."),
    ("statements/?page=2", "There is no page 2: the list ends with page 1."),
    ("songs/", "There is nothing at this address."),
    ("statements/a%0Ab%00/", "There is nothing at this address."),
]


@pytest.mark.parametrize(("address", "detail"), NOWHERE)
def test_nothing_there_is_told(client, address, detail):
    assert refused(client.get(f"/api/v1/{address}")) == (404, "Not Found", detail)


def test_a_forgotten_last_slash_is_added(client):
    response = client.get("/api/v1/statements?kind=remarks")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/statements/?kind=remarks")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_the_api_is_only_read(client, method):
    response = getattr(client, method)("/api/v1/statements/")
    assert refused(response) == (405, "Method Not Allowed", "The API is only read: ask with GET or HEAD.")
    assert response.headers["Allow"] == "GET, HEAD"


def test_another_form_than_json_is_not_to_be_had(client):
    response = client.get("/api/v1/statements/", headers={"accept": "application/xml"})
    detail = "The API speaks JSON alone: accept application/json, or leave the header Accept out."
    assert refused(response) == (406, "Not Acceptable", detail)


def test_haste_is_told_when_to_come_again(client, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "rate", "2/min", raising=False)
    answers = [client.get("/api/v1/", REMOTE_ADDR="192.0.2.1") for _ in range(3)]
    other = client.get("/api/v1/", REMOTE_ADDR="192.0.2.2")
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert other.status_code == 200
    detail = "Too much in a short time: wait as many seconds as the header Retry-After says."
    assert refused(answers[2]) == (429, "Too Many Requests", detail)
    assert 0 < int(answers[2].headers["Retry-After"]) <= 60


@pytest.mark.parametrize("debug", [True, False])
def test_a_failure_shows_nothing_of_itself_and_is_noted(client, monkeypatch, settings, caplog, debug):
    def fail(*args):
        raise RuntimeError("a secret")

    settings.DEBUG = debug
    monkeypatch.setattr("proceedings.api.paging.Paging.page", fail)
    client.raise_request_exception = False
    response = client.get("/api/v1/statements/")
    detail = "Something went wrong here. It has been noted; try again later."
    assert refused(response) == (500, "Internal Server Error", detail)
    assert "RuntimeError: a secret" in caplog.text
