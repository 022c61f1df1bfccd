"""Pages for what cannot be shown: each says why, in the site's own clothes."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.support import addresses


def told(response):
    """The status of a page and its heading."""
    heading = response.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    return response.status_code, heading


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_offers_a_search(client):
    response = client.get("/no-such-page")
    assert told(response) == (404, "There is no such page")
    assert 'role="search"' in response.content.decode()


def test_a_failure_is_told_without_asking_the_database_again(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("proceedings.public.home.render", fail)
    client.raise_request_exception = False
    assert told(client.get("/about/")) == (500, "Something went wrong here")


def test_a_request_that_makes_no_sense_is_refused(client):
    assert told(client.get("/about/", headers={"host": "stranger.example"})) == (400, "This request cannot be answered")


@pytest.mark.django_db
def test_staff_without_permission_are_told_so(client):
    client.force_login(get_user_model().objects.create_user("clerk", is_staff=True))
    assert told(client.get("/admin/proceedings/statement/")) == (403, "This page is closed to you")


@pytest.mark.django_db
def test_a_form_that_is_too_old_is_sent_again():
    client = Client(enforce_csrf_checks=True)
    assert told(client.post("/admin/login/", {"username": "editor"})) == (403, "The form was too old")


@pytest.mark.django_db
@pytest.mark.parametrize("address", addresses.every_list() + addresses.every_file())
def test_pages_are_only_read(client, address):
    if address == "/oai":
        # A harvester may send its questions as a form; they are no more than questions.
        assert client.post(address, {"verb": "Identify"}).status_code == 200
        return
    # One that must be asked something says so.
    assert client.head(address).status_code == (400 if address == "/oembed" else 200)
    assert client.post(address).status_code == 405
