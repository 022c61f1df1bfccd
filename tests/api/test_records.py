"""Single rows in the API."""

from datetime import UTC, datetime

import pytest

from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def row(client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.headers["Content-Type"] == "application/json"
    return response.json()


def test_the_root_leads_to_every_list(client):
    root = row(client, "")
    lists = ("conferences", "sessions", "speakers", "organisations", "themes", "statements")
    assert root == {
        **{name: f"{SITE}/api/v1/{name}/" for name in lists},
        "schema": f"{SITE}/api/v1/schema/",
        "reference": f"{SITE}/api/",
    }
    assert [client.get(address).status_code for address in root.values()] == [200] * 8


def test_a_statement_is_complete_in_one_response(client):
    conference = a_conference(title="Rivers", slug="rivers", language="ru", time_zone="Europe/Moscow")
    session = a_session(conference=conference, title="Opening", slug="opening")
    ada = a_speaker(name="Ada Li", slug="ada", country="CN")
    body = an_organisation(name="Academy of Rivers", slug="academy", acronym="AR")
    said = a_statement(
        slug="said",
        session=session,
        speaker=ada,
        appointment=an_appointment(speaker=ada, title="President", organisation=body),
        title="On water",
        text="# Water\n\nIt *flows*.",
        themes=[a_theme(name="Water")],
        delivered_at=datetime(2020, 9, 28, 22, 30, tzinfo=UTC),
        in_reply_to=a_statement(slug="question", title="Does it?", kind="question"),
    )
    a_translation(statement=said, language="ru", title="О воде", text="Она течёт.")
    a_correction(statement=said, made_on="2020-11-01", note="It flows.")
    a_statement(slug="answer", title="So it does", in_reply_to=said)
    statement = row(client, "statements/said/")
    assert (statement["slug"], statement["url"], statement["api_url"]) == (
        "said",
        f"{SITE}/statements/said/",
        f"{SITE}/api/v1/statements/said/",
    )
    assert (statement["title"], statement["language"], statement["text"]) == (
        "On water",
        "en",
        "# Water\n\nIt *flows*.",
    )
    assert statement["paragraphs"] == [
        {"number": None, "url": None, "html": "<h2>Water</h2>\n"},
        {"number": 1, "url": f"{SITE}/statements/said/#p1", "html": "<p>It <em>flows</em>.</p>\n"},
    ]
    assert statement["speaker"] == {
        "slug": "ada",
        "url": f"{SITE}/speakers/ada/",
        "api_url": f"{SITE}/api/v1/speakers/ada/",
        "name": "Ada Li",
        "honorific": "",
        "country": "CN",
    }
    assert statement["appointment"]["title"] == "President"
    assert statement["appointment"]["organisation"]["name"] == "Academy of Rivers"
    assert statement["conference"]["title"] == "Rivers"
    assert statement["conference"]["language"] == "ru"
    assert statement["session"]["api_url"] == f"{SITE}/api/v1/sessions/rivers/opening/"
    assert (statement["delivered_at"], statement["date"]) == ("2020-09-29T01:30:00+03:00", "2020-09-29")
    assert [theme["name"] for theme in statement["themes"]] == ["Water"]
    assert (statement["in_reply_to"]["slug"], [reply["slug"] for reply in statement["replies"]]) == (
        "question",
        ["answer"],
    )
    assert statement["translations"] == [
        {
            "language": "ru",
            "kind": "unofficial",
            "translator": "",
            "title": "О воде",
            "text": "Она течёт.",
            "text_format": "markdown",
        }
    ]
    assert statement["corrections"] == [{"made_on": "2020-11-01", "language": "en", "note": "It flows."}]


def test_a_time_before_time_zones_is_in_utc(client):
    conference = a_conference(time_zone="Europe/Moscow")
    moment = datetime(1890, 5, 1, 10, tzinfo=UTC)
    a_statement(slug="old", session=a_session(conference=conference), delivered_at=moment)
    assert row(client, "statements/old/")["delivered_at"] == "1890-05-01T10:00:00+00:00"


def test_a_narrative_has_no_speaker(client):
    a_statement(slug="narrative", speaker=None, kind="narrative")
    statement = row(client, "statements/narrative/")
    assert (statement["speaker"], statement["appointment"]) == (None, None)


def test_a_conference_has_its_organisers_and_its_programme(client):
    conference = a_conference(slug="rivers", time_zone="Asia/Tokyo")
    an_organiser(conference=conference, organisation=an_organisation(name="Academy"), role="sponsor")
    a_session(conference=conference, slug="second", position=2)
    first = a_session(conference=conference, slug="first", position=1, starts_at=datetime(2020, 9, 28, 1, tzinfo=UTC))
    a_statement(session=first)
    a_statement(session=first, status="draft")
    conference = row(client, "conferences/rivers/")
    assert [(part["role"], part["organisation"]["name"]) for part in conference["organisers"]] == [
        ("sponsor", "Academy")
    ]
    assert [(part["slug"], part["starts_at"]) for part in conference["sessions"]] == [
        ("first", "2020-09-28T10:00:00+09:00"),
        ("second", None),
    ]
    assert conference["statement_count"] == 1
    assert row(client, conference["statements_url"].removeprefix(f"{SITE}/api/v1/"))["count"] == 1


def test_a_session_has_an_address_below_its_conference(client):
    for slug in ("rivers", "lakes"):
        a_statement(session=a_session(conference=a_conference(slug=slug), slug="opening", title=slug))
    session = row(client, "sessions/lakes/opening/")
    assert (session["title"], session["conference"]["slug"], session["statement_count"]) == ("lakes", "lakes", 1)
    assert session["url"] == f"{SITE}/statements/?conference=lakes&session=opening"
    assert row(client, session["statements_url"].removeprefix(f"{SITE}/api/v1/"))["count"] == 1


def test_a_speaker_has_names_posts_and_a_link_to_the_statements(client):
    ada = a_speaker(slug="ada", name="Ada")
    another_name(speaker=ada, name="Ада", language="ru")
    an_appointment(speaker=ada, title="Chair", starts_on="2019-01-01")
    a_statement(speaker=ada)
    speaker = row(client, "speakers/ada/")
    assert speaker["other_names"] == [{"name": "Ада", "language": "ru"}]
    assert [(post["title"], post["organisation"], post["starts_on"]) for post in speaker["appointments"]] == [
        ("Chair", None, "2019-01-01")
    ]
    assert (
        row(client, speaker["statements_url"].removeprefix(f"{SITE}/api/v1/"))["count"]
        == speaker["statement_count"]
        == 1
    )


def test_a_theme_knows_its_place_in_the_tree(client):
    broad = a_theme(slug="water")
    narrow = a_theme(slug="rivers", parent=broad)
    a_theme(slug="unspoken", parent=broad)
    a_statement(themes=[narrow])
    theme = row(client, "themes/water/")
    assert (theme["broader"], [narrower["slug"] for narrower in theme["narrower"]]) == (None, ["rivers"])
    assert theme["statement_count"] == 1
    assert row(client, "themes/rivers/")["broader"]["slug"] == "water"


def test_a_withdrawn_row_answers_410_with_the_reason(client):
    gone = a_conference(slug="gone", status="withdrawn", withdrawal_reason="It was another one.")
    a_statement(slug="with-it", session=a_session(conference=gone))
    a_statement(slug="alone", status="withdrawn", withdrawal_reason="Misquoted.")
    reasons = {
        "conferences/gone/": "It was another one.",
        "sessions/gone/anything/": "It was another one.",
        "statements/with-it/": "It was another one.",
        "statements/alone/": "Misquoted.",
    }
    for path, reason in reasons.items():
        response = client.get(f"/api/v1/{path}")
        problem = {"type": "about:blank", "title": "Gone", "status": 410, "detail": reason}
        assert (response.status_code, response.json()) == (410, problem), path


def test_a_draft_has_no_address(client):
    draft = a_statement(status="draft")
    for path in (f"statements/{draft.slug}/", f"speakers/{draft.speaker.slug}/"):
        assert client.get(f"/api/v1/{path}").status_code == 404
