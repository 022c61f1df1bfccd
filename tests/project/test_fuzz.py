"""Hostile requests to every address: no error of the server, and nothing hidden. `python -m bench.fuzz` sends more."""

import pytest
from django.apps import apps

from tests.support.hostile import requests as fuzzing
from tests.support.hostile.memory import Memory

pytestmark = pytest.mark.django_db
REQUESTS = 300


@pytest.fixture(scope="module")
def fuzzer(module_db):
    fuzzing.a_small_record()
    return fuzzing.Fuzzer(seed=0)


def test_every_hostile_request_is_answered(fuzzer):
    failures = [fuzzing.described(failure) for failure in fuzzer.requests(0, REQUESTS)]
    assert failures == []


def test_every_hostile_request_for_reading_is_answered_by_the_gateway(fuzzer, monkeypatch):
    monkeypatch.setattr(fuzzer, "memory", Memory())
    failures = [fuzzing.described(failure) for failure in fuzzer.requests(REQUESTS, 2 * REQUESTS)]
    assert failures == []
    assert fuzzer.memory.hits


def test_a_request_can_be_repeated(fuzzer):
    people = set()
    for number in range(50):
        person, environ = fuzzer.request(number)
        again = fuzzer.request(number)
        environ.pop("wsgi.input", None)
        again[1].pop("wsgi.input", None)
        assert again == (person, environ)
        people.add(person)
    assert people == set(fuzzing.PEOPLE)


def test_the_requests_reach_every_room(fuzzer):
    rooms = {template.partition("/")[0] for template, _params in fuzzer.templates}
    assert {"admin", "accounts", "api", "statements", "oai", "search", "preview", "approval"} <= rooms
    assert len(fuzzer.templates) > 300


def test_a_form_with_errors_links_to_the_stored_row(admin_client):
    """Garbage empties the slug of the row in the form."""
    fuzzing.a_small_record()
    for noun in ("conference", "statement", "speaker"):
        response = admin_client.post(
            f"/admin/proceedings/{noun}/{apps.get_model('proceedings', noun).objects.public().first().pk}/change/",
            "%PDF",
            content_type="text/plain",
        )
        assert response.status_code == 200
