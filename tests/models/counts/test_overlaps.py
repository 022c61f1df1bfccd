"""Transactions on PostgreSQL that publish a statement and its conference at once."""

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection

from proceedings.models import Theme
from proceedings.models.counts import kept, overlaps
from proceedings.serving.processes import scheduler
from tests.support.factories import a_conference, a_session, a_statement, a_theme

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def other_transaction():
    """A transaction of another connection."""
    params = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname", "options")
    with psycopg.connect(**{name: params[name] for name in names if params.get(name)}) as other:
        yield other


@pytest.fixture
def session():
    cache.set(scheduler.COUNTS_CHECKED, True)
    return a_session(conference=a_conference(status="draft"))


def publish(session):
    """Return the SQL that publishes the conference of a session, and its parameters."""
    sql = "UPDATE proceedings_conference SET status = 'published', published_at = now() WHERE id = %s"
    return sql, [session.conference.pk]


def test_what_two_transactions_missed_is_counted_once_both_have_ended(session, other_transaction):
    other_transaction.execute(*publish(session))
    a_statement(session=session)
    scheduler.keep_counts()
    assert kept.number("statement") == 0
    other_transaction.commit()
    assert kept.drift() != {}
    scheduler.keep_counts()
    assert kept.drift() == {}
    assert kept.number("statement") == 1
    assert not overlaps.have_ended()


def test_a_theme_that_moves_overlaps_with_every_conference(session, other_transaction):
    theme, parent = a_theme(), a_theme()
    other_transaction.execute(*publish(session))
    Theme.objects.filter(pk=theme.pk).update(parent=parent)
    assert not overlaps.have_ended()
    other_transaction.commit()
    assert overlaps.have_ended()


def test_transactions_on_different_conferences_do_not_overlap(session, other_transaction):
    other_session = a_session(conference=a_conference(status="draft"))
    assert (other_session.conference.pk - session.conference.pk) % overlaps.LOCKS
    other_transaction.execute(*publish(session))
    a_statement(session=other_session)
    other_transaction.commit()
    assert not overlaps.have_ended()
    assert kept.drift() == {}
