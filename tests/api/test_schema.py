"""The API follows its schema: Schemathesis sends requests that the schema allows, and some that it forbids."""

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from proceedings.api.openapi.schema import openapi_document
from tests.public.every_page.test_queries import a_record
from tests.support.factories import (
    a_correction,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

AWKWARD = "\x01 ]]> \"'{}%#\\ \u200f عربي 中文 Ё 🎤 <b>x</b>"
sampling = settings(
    max_examples=25,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def keep_connection():
    """Keep the connection, whose transaction outlives the requests of a test, as Django's test client does."""
    disconnect_signals()
    yield
    connect_signals()


def disconnect_signals():
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


def connect_signals():
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def api(module_db):
    disconnect_signals()
    a_record(2)
    awkward = a_statement(
        slug="awkward",
        title=AWKWARD,
        text=f"# {AWKWARD}\n\n{AWKWARD}",
        speaker=a_speaker(slug="odd", name=AWKWARD, biography=AWKWARD),
        themes=[a_theme(slug="odd", name=AWKWARD)],
        delivered_at="1890-05-01T10:00:00Z",
        recording_url="https://video.example/?a=1&b=%20",
    )
    awkward.conference.time_zone = "Europe/Moscow"
    awkward.conference.save()
    post = an_appointment(
        speaker=awkward.speaker, title=AWKWARD, organisation=an_organisation(slug="odd", name=AWKWARD)
    )
    awkward.appointment = post
    awkward.save()
    a_translation(statement=awkward, title=AWKWARD, text=AWKWARD)
    a_correction(statement=awkward, note=AWKWARD)
    a_statement(slug="gone", status="withdrawn")
    a_statement(slug="drafted", status="draft")
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application())


PATHS = list(openapi_document()["paths"])


@pytest.mark.parametrize("path", PATHS)
def test_requests_that_the_schema_allows_get_the_described_response(api, path):
    @sampling
    @given(case=api[path]["GET"].as_strategy())
    def check(case):
        # A well-formed slug or query can still name nothing, which is status 400.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    check()


@pytest.mark.parametrize("path", [path for path in PATHS if path.endswith("s/")])
def test_requests_that_the_schema_forbids_are_refused(api, path):
    @sampling
    @given(case=api[path]["GET"].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    def check(case):
        case.call_and_validate()

    check()


ROWS = [
    ("/api/v1/conferences/{slug}/", {"slug": "conference"}, 200),
    ("/api/v1/sessions/{conference}/{slug}/", {"conference": "conference", "slug": "session"}, 200),
    ("/api/v1/organisations/{slug}/", {"slug": "odd"}, 200),
    ("/api/v1/speakers/{slug}/", {"slug": "odd"}, 200),
    ("/api/v1/themes/{slug}/", {"slug": "trunk"}, 200),
    ("/api/v1/statements/{slug}/", {"slug": "statement"}, 200),
    ("/api/v1/statements/{slug}/", {"slug": "awkward"}, 200),
    ("/api/v1/statements/{slug}/", {"slug": "gone"}, 410),
    ("/api/v1/statements/{slug}/", {"slug": "drafted"}, 404),
]


@pytest.mark.parametrize(("path", "place", "status"), ROWS)
def test_a_row_matches_the_schema(api, path, place, status):
    response = api[path]["GET"].Case(path_parameters=place).call_and_validate()
    assert response.status_code == status


LISTS = [
    ("/api/v1/conferences/", {"expand": "sessions", "theme": "trunk"}),
    ("/api/v1/sessions/", {"conference": "conference", "kind": "other"}),
    ("/api/v1/organisations/", {"q": "عربي"}),
    ("/api/v1/speakers/", {"theme": "trunk", "cursor": "*", "page_size": 1}),
    ("/api/v1/themes/", {"expand": "narrower"}),
    ("/api/v1/statements/", {"expand": "text,paragraphs,translations,corrections,replies"}),
    ("/api/v1/statements/", {"q": "said", "speaker": "speaker", "fields": "title,in_reply_to"}),
]


@pytest.mark.parametrize(("path", "query"), LISTS)
def test_a_list_matches_the_schema(api, path, query):
    response = api[path]["GET"].Case(query=query).call_and_validate()
    assert response.status_code == 200
    assert response.json()["results"] != []


def test_the_schema_is_valid_and_raises_no_warning(capsys):
    call_command("spectacular", "--validate", "--fail-on-warn")
    assert capsys.readouterr().out.startswith("openapi: 3.1.0\n")


def test_every_address_has_one_operation_id(client):
    paths = client.get("/api/v1/schema/").json()["paths"]
    names = {path: methods["get"]["operationId"] for path, methods in paths.items()}
    assert len(set(names.values())) == len(names)
    assert names["/api/v1/sessions/{conference}/{slug}/"] == "sessions_retrieve"
