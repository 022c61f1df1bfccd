"""Error pages."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.support import addresses
from tests.support.factories import a_picture, a_site_profile


def status_and_heading(response):
    """The status of a page and its heading."""
    heading = response.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    return response.status_code, heading


@pytest.mark.django_db
def test_an_unknown_address_offers_a_search(client):
    response = client.get("/no-such-page")
    assert status_and_heading(response) == (404, "Page not found")
    assert 'role="search"' in response.content.decode()


@pytest.mark.django_db
def test_the_names_of_errors_are_not_shown(admin_client):
    page = admin_client.get("/admin/no-such-page/").content.decode()
    assert ("Page not found" in page, "Http404" in page) == (True, False)


@pytest.mark.django_db
def test_a_wrong_filter_is_named_before_the_filters(client):
    for address in ["/conferences/", "/speakers/", "/organisations/", "/themes/", "/statements/", "/search/"]:
        page = client.get(address, {"q": "a\x00b"}).content.decode()
        assert page.index("There is a problem:") < page.index('class="columns"')


def test_an_error_page_is_shown_without_database_queries(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("proceedings.public.home.render", fail)
    client.raise_request_exception = False
    assert status_and_heading(client.get("/about/")) == (500, "Sorry, there is a problem with this site")


def test_an_invalid_request_is_refused(client):
    response = client.get("/about/", headers={"host": "stranger.example"})
    assert status_and_heading(response) == (400, "There is a problem with this request")


@pytest.mark.django_db
def test_staff_without_permission_see_an_error_page(client):
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    assert status_and_heading(client.get("/admin/proceedings/statement/")) == (
        403,
        "You do not have access to this page",
    )


@pytest.mark.django_db
def test_an_expired_form_must_be_sent_again():
    client = Client(enforce_csrf_checks=True)
    assert status_and_heading(client.post("/admin/login/", {"username": "editor"})) == (403, "This form has expired")


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses.every_list() + addresses.every_file())
def test_pages_reject_post(client, address):
    a_site_profile(logo=a_picture())
    if address == "/oai":
        # OAI-PMH harvesters may send requests as POST; these only read as well.
        assert client.post(address, {"verb": "Identify"}).status_code == 200
        return
    # An address that needs parameters answers 400.
    assert client.head(address).status_code == (400 if address == "/oembed" else 200)
    assert client.post(address).status_code == 405
