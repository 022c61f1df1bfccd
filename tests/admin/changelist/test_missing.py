"""The filters for incomplete statements, in lists that are too long to count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.admin.changelist import missing, pagination, scripts
from tests.support.desk.forms import messages_of
from tests.support.factories import a_co_speaker, a_conference, a_session, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("admin:proceedings_statement_changelist")


def listed(client, kind, **question):
    return list(client.get(STATEMENTS, {"lacking": kind} | question).context["cl"].result_list)


@pytest.fixture
def statements(monkeypatch):
    """Statements that lack nothing, and one more of each kind that lacks something; two rows make a long list."""
    monkeypatch.setattr(pagination, "MOST_COUNTED", 2)
    session = a_session(conference=a_conference(source="A report"))
    post, theme = an_appointment(), a_theme()
    whole = {"session": session, "speaker": post.speaker, "appointment": post, "themes": [theme]}
    for _number in range(3):
        a_statement(**whole)
    joint = a_statement(**whole)
    a_co_speaker(statement=joint)
    return {
        "text": [a_statement(**whole | {"text": ""})],
        "source": [a_statement(**whole | {"session": a_session(conference=a_conference())})],
        "theme": [a_statement(**whole | {"themes": []})],
        "capacity": [a_statement(**whole | {"appointment": None}), joint],
    }


@pytest.mark.parametrize("kind", missing.MISSING_IN_STATEMENTS)
def test_a_long_list_shows_exactly_the_few_statements_that_lack_something(admin_client, statements, kind):
    wanted = statements[kind]
    assert listed(admin_client, kind) == wanted
    assert listed(admin_client, kind, conference=wanted[0].conference.pk) == wanted
    assert listed(admin_client, kind, conference=a_conference().pk) == []


def test_many_incomplete_statements_are_counted_up_to_the_limit(admin_client, statements):
    sourceless = [a_statement(themes=[a_theme()]) for _number in range(3)]
    for kind in ("source", "capacity"):
        shown = admin_client.get(STATEMENTS, {"lacking": kind}).context["cl"]
        assert (shown.result_list, shown.paginator.is_cut) == (sourceless[::-1], True)


def test_a_long_list_looks_for_themes_in_the_newest_statements_and_says_so(admin_client, statements, monkeypatch):
    limit = "Only the newest {} statements were examined. Filter the list first to examine others."
    [untagged] = statements["theme"]
    monkeypatch.setattr(missing, "MOST_EXAMINED", 1)
    response = admin_client.get(STATEMENTS, {"lacking": "theme"})
    assert (response.context["cl"].result_list, messages_of(response)) == ([], [limit.format(1)])
    a_statement(themes=[])
    monkeypatch.setattr(missing, "MOST_EXAMINED", untagged.pk)
    response = admin_client.get(STATEMENTS, {"lacking": "theme"})
    assert untagged in response.context["cl"].result_list


def test_a_long_list_of_speakers_looks_at_the_languages_of_the_newest_statements_and_says_so(admin_client):
    address = reverse("admin:proceedings_speaker_changelist")
    statement = a_statement(language="ru")
    response = admin_client.get(address, {"lacking": "names"})
    assert (list(response.context["cl"].result_list), messages_of(response)) == ([statement.speaker], [])
    a_statement(pk=statement.pk + scripts.MOST_EXAMINED, speaker=None, kind="narrative", language="en")
    response = admin_client.get(address, {"lacking": "names"})
    note = f"Only the languages of the newest {scripts.MOST_EXAMINED} statements were examined."
    assert (list(response.context["cl"].result_list), messages_of(response)) == ([], [note])


def test_a_long_list_of_sessions_looks_for_gaps_in_the_newest_ones_and_says_so(admin_client, monkeypatch):
    monkeypatch.setattr(pagination, "MOST_COUNTED", 2)
    monkeypatch.setattr(missing, "MOST_SESSIONS", 2)
    address = reverse("admin:proceedings_session_changelist")
    for _number in range(2):
        with_gap = a_statement(position=2).session
    a_session()
    response = admin_client.get(address, {"lacking": "places"})
    note = "Only the newest 2 sessions were examined. Filter the list first to examine others."
    assert (list(response.context["cl"].result_list), messages_of(response)) == ([with_gap], [note])
    response = admin_client.get(address, {"lacking": "places", "conference": with_gap.conference.pk})
    assert (list(response.context["cl"].result_list), messages_of(response)) == ([with_gap], [])


def test_a_sorted_list_of_sessions_looks_for_gaps_once(admin_client, monkeypatch):
    monkeypatch.setattr(pagination, "MOST_COUNTED", 2)
    sessions = [a_statement(position=2).session for _number in range(2)]
    a_session()
    address = reverse("admin:proceedings_session_changelist")
    with CaptureQueriesContext(connection) as queries:
        response = admin_client.get(address, {"lacking": "places", "o": "-4"})
    assert set(response.context["cl"].result_list) == set(sessions)
    assert sum("MIN(" in each["sql"] for each in queries.captured_queries) == 1
