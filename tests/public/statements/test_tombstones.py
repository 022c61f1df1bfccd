"""The pages of withdrawn rows."""

import pytest

from tests.support.factories import a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db


def test_a_withdrawn_statement_leaves_a_tombstone_with_only_its_reason(client):
    gone = a_statement(status="withdrawn", title="Secret title", text="Secret text", withdrawal_reason="A wrong name.")
    response = client.get(gone.get_absolute_url())
    assert response.status_code == 410
    page = response.content.decode()
    assert "A wrong name." in page
    assert "Secret" not in page


def test_a_tombstone_names_the_conference_unless_it_is_withdrawn_too(client):
    conference = a_conference(title="Rivers", starts_on="2020-09-28", ends_on="2020-09-28")
    gone = a_statement(status="withdrawn", session=a_session(conference=conference))
    page = client.get(gone.get_absolute_url()).content.decode()
    assert f'<a href="{conference.get_absolute_url()}" lang="en" dir="auto">Rivers</a>' in page
    assert "28 September 2020" in page
    hidden = a_conference(title="Lakes", status="withdrawn", withdrawal_reason="It never happened.")
    page = client.get(a_statement(session=a_session(conference=hidden)).get_absolute_url()).content.decode()
    assert "Lakes" not in page


def test_withdrawing_a_conference_withdraws_its_statements(client):
    conference = a_conference(status="withdrawn", withdrawal_reason="It never happened.")
    statement = a_statement(session=a_session(conference=conference))
    for address in (statement.get_absolute_url(), conference.get_absolute_url()):
        response = client.get(address)
        assert response.status_code == 410
        assert "It never happened." in response.content.decode()


def test_a_statement_withdrawn_before_its_publication_leaves_no_tombstone(client):
    statement = a_statement(status="withdrawn", session=a_session(conference=a_conference(status="draft")))
    assert client.get(statement.get_absolute_url()).status_code == 404
