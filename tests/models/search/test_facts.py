"""The facts by which results are filtered and counted follow every table from which they are taken."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from proceedings.models.search.index import broken_indexes
from proceedings.models.search.indexed_statement import IndexedStatement
from proceedings.models.search.segments.compaction import compact
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def up_to_date():
    """Check after every test that the facts are those of the rows."""
    yield
    assert broken_indexes() == []


def counts(client, parameter, **query):
    response = client.get("/search/", {"q": "rivers", **query})
    values = {facet.parameter: facet.values for facet in response.context["facets"]}
    return {value.label: value.count for value in values.get(parameter, [])}


def indexed(statement):
    return IndexedStatement.objects.get(pk=statement.pk)


def hide_statement(statement):
    type(statement).objects.filter(pk=statement.pk).update(
        status="withdrawn", withdrawal_reason="Wrong.", withdrawn_at=datetime(2024, 1, 1, tzinfo=UTC)
    )


def hide_conference(statement):
    hide_statement(statement.conference)


@pytest.mark.parametrize("hide", [hide_statement, hide_conference])
def test_a_hidden_statement_is_counted_in_no_facet_and_no_year(client, hide):
    theme, other = a_theme(name="Water"), a_theme(name="Peace")
    statements = [
        a_statement(
            session=a_session(conference=a_conference(title=f"Conference {number}", starts_on=f"20{number}-05-01")),
            speaker=a_speaker(name=f"Speaker {number}", country=country),
            title="Rivers",
            themes=[tag],
            kind=kind,
            language=language,
        )
        for number, country, tag, kind, language in [
            (10, "UZ", theme, "remarks", "en"),
            (11, "CN", other, "greeting", "zh"),
            (12, "RU", other, "question", "ru"),
        ]
    ]
    a_statement(session=statements[0].session, title="Rivers", speaker=statements[0].speaker, themes=[theme])
    a_statement(session=statements[1].session, title="Rivers", speaker=statements[1].speaker, themes=[other])
    hide(statements[2])
    response = client.get("/search/", {"q": "rivers"})
    assert response.context["total"] == 4
    assert counts(client, "theme") == {"Water": 2, "Peace": 2}
    assert counts(client, "speaker") == {"Speaker 10": 2, "Speaker 11": 2}
    assert counts(client, "country") == {"Uzbekistan": 2, "China": 2}
    assert counts(client, "conference") == {"Conference 10": 2, "Conference 11": 2}
    assert counts(client, "kind") == {"remarks": 3, "greeting": 1}
    assert counts(client, "language") == {"English": 3, "Chinese": 1}
    assert [(bar.label, bar.count) for bar in response.context["years"]] == [("2010", 2), ("2011", 2)]


def test_a_statement_that_is_published_is_counted(client):
    draft = a_statement(title="Rivers", status="draft", session=a_session())
    a_statement(title="Rivers", kind="greeting")
    assert not indexed(draft).is_public
    draft.status, draft.published_at = "published", datetime(2024, 1, 1, tzinfo=UTC)
    draft.save()
    assert indexed(draft).is_public
    assert counts(client, "kind") == {"remarks": 1, "greeting": 1}


def test_the_facts_follow_the_country_and_the_organisation_of_every_speaker():
    speaker, further = a_speaker(country="UZ"), a_speaker(country="CN")
    posts = [an_appointment(speaker=one, organisation=an_organisation()) for one in (speaker, further)]
    statement = a_statement(speaker=speaker, appointment=posts[0])
    row = a_co_speaker(statement=statement, speaker=further, appointment=posts[1])
    assert indexed(statement).speakers == f"{speaker.pk},{further.pk}"
    assert indexed(statement).countries == "UZ,CN"
    assert indexed(statement).organisations == ",".join(str(post.organisation_id) for post in posts)
    for one, country in ((speaker, "KZ"), (further, "RU")):
        one.country = country
        one.save()
    for post in posts:
        post.organisation = an_organisation()
        post.save()
    assert indexed(statement).countries == "KZ,RU"
    assert indexed(statement).organisations == ",".join(str(post.organisation_id) for post in posts)
    row.delete()
    assert indexed(statement).countries == "KZ"
    assert indexed(statement).speakers == str(speaker.pk)


def test_the_facts_follow_the_themes():
    one, other = a_theme(), a_theme()
    statement = a_statement(themes=[one])
    statement.themes.add(other)
    assert indexed(statement).themes == f"{one.pk},{other.pk}"
    statement.themes.set([other])
    assert indexed(statement).themes == str(other.pk)
    statement.themes.clear()
    assert indexed(statement).themes == ""


def test_the_year_is_that_of_the_statement_or_of_its_session_or_conference():
    conference = a_conference(starts_on="2019-05-01")
    session = a_session(conference=conference)
    statement = a_statement(session=session, kind="remarks", language="en")
    assert indexed(statement).traits == "remarks en 2019"
    conference.starts_on = conference.ends_on = "2018"
    conference.save()
    assert indexed(statement).traits == "remarks en 2018"
    session.starts_at = datetime(2017, 5, 1, tzinfo=UTC)
    session.save()
    assert indexed(statement).traits == "remarks en 2017"
    statement.delivered_on = "2016-02"
    statement.save()
    assert indexed(statement).traits == "remarks en 2016"


def test_a_statement_that_moves_to_another_session_moves_to_its_conference():
    statement = a_statement()
    statement.session = a_session()
    statement.save()
    assert indexed(statement).conference_id == statement.session.conference_id
    session = statement.session
    session.conference = a_conference()
    session.save()
    assert indexed(statement).conference_id == session.conference_id


@pytest.mark.parametrize("is_compact", [True, False])
def test_results_by_date_follow_the_programme_after_sessions_are_moved(client, is_compact):
    conference = a_conference()
    first, second = (a_session(conference=conference, position=position) for position in (1, 2))
    welcome, keynote = a_statement(session=first, title="Welcome"), a_statement(session=second, title="Keynote")
    results = "/search/?kind=remarks"
    assert list(client.get(results).context["page_obj"]) == [welcome.pk, keynote.pk]
    if is_compact:
        compact(enough=0)
    type(first).objects.filter(pk=first.pk).update(position=3)
    if is_compact:
        compact(enough=0)
    assert list(client.get(results).context["page_obj"]) == [keynote.pk, welcome.pk]


def test_a_deleted_statement_leaves_the_index():
    statement = a_statement()
    statement.delete()
    assert IndexedStatement.objects.count() == 0


@pytest.mark.parametrize("parameter", ["theme", "organisation", "country", "conference", "speaker"])
def test_a_filter_and_a_field_of_the_query_find_what_the_lists_find(client, parameter):
    theme = a_theme(slug="water")
    narrower = a_theme(slug="rain", parent=theme)
    post = an_appointment(speaker=a_speaker(slug="ada", country="UZ"), organisation=an_organisation(slug="ministry"))
    further = an_appointment(organisation=an_organisation())
    session = a_session(conference=a_conference(slug="forum"))
    a_statement(session=session, speaker=post.speaker, appointment=post, title="Rivers", themes=[theme])
    joint = a_statement(session=session, speaker=further.speaker, title="Rivers", themes=[narrower])
    a_co_speaker(statement=joint, speaker=post.speaker, appointment=post)
    a_statement(title="Rivers")
    values = {"theme": "water", "organisation": "ministry", "country": "UZ", "conference": "forum", "speaker": "ada"}
    value = values[parameter]
    listed = client.get("/statements/", {parameter: value}).context["page_obj"].paginator.count
    assert listed == 2
    assert client.get("/search/", {"q": "rivers", parameter: value}).context["total"] == listed
    assert client.get("/search/", {"q": f"rivers {parameter}:{value}"}).context["total"] == listed


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads rows with a word from its own index alone")
def test_speakers_and_conferences_are_looked_up_by_indexes_of_their_own():
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, IndexedStatement._meta.db_table)
    columns = [constraint["columns"] for constraint in constraints.values() if constraint["index"]]
    assert ["speaker_id"] in columns
    assert ["conference_id"] in columns
