"""The keys of a page are found by few queries, and slices of a list have the order of the programme."""

import re
from datetime import date

import pytest

from proceedings.models import Conference, Speaker, Statement
from proceedings.models.counts import kept
from proceedings.models.reads import page_keys
from proceedings.models.search.segments import results
from proceedings.models.search.segments.all_matches import AllMatches
from proceedings.models.search.segments.conditions import FactConditions
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def test_the_statements_of_somebody_who_spoke_long_ago_take_few_queries(many, django_assert_num_queries):
    old = a_statement(session=a_session(conference=a_conference(starts_on=date(1999, 1, 1))))
    for day in range(1, 21):
        a_statement(session=a_session(conference=a_conference(starts_on=date(2020, 1, day))))
    statements = Statement.objects.public().by(old.speaker).newest_first()
    with django_assert_num_queries(5):
        assert page_keys.first_keys(statements, 1, 21) == [old.pk]


def test_statements_that_come_late_are_found_in_the_search_index(many, monkeypatch, django_assert_num_queries):
    old = a_statement(session=a_session(conference=a_conference(starts_on=date(1999, 1, 1))))
    for day in range(1, 41):
        a_statement(session=a_session(conference=a_conference(starts_on=date(2020, 1 + day // 30, 1 + day % 28))))
    statements = Statement.objects.public().by(old.speaker).newest_first()
    matches = AllMatches(FactConditions().public().by(old.speaker))
    with django_assert_num_queries(6):
        assert page_keys.first_keys(statements, 1, 41, matches) == [old.pk]
    # The index may be unable to tell them.
    monkeypatch.setattr(results, "read_index", lambda: None)
    assert page_keys.first_keys(statements, 1, 41, AllMatches(matches.conditions)) == [old.pk]


@pytest.mark.parametrize(("number", "reads"), [(20, ["LIMIT 6"]), (1000, ["LIMIT 1", "LIMIT 5 OFFSET 1"])])
def test_no_more_conferences_are_read_than_should_fill_the_page(many, django_assert_max_num_queries, number, reads):
    """Each conference has a statement, as their number says, or as the first one shows; some more are read."""
    for day in range(1, 21):
        a_statement(session=a_session(conference=a_conference(starts_on=date(2020, 1, day))))
    with django_assert_max_num_queries(5) as queries:
        assert len(page_keys.first_keys(Statement.objects.public().newest_first(), 3, number)) == 3
    assert [row["sql"][row["sql"].rindex("LIMIT") :] for row in queries.captured_queries[1::2]] == reads


def test_only_the_conferences_that_are_read_are_joined(many, django_assert_max_num_queries):
    statement = a_statement()
    with django_assert_max_num_queries(3) as queries:
        assert page_keys.first_keys(Statement.objects.public().newest_first(), 1, 1000) == [statement.pk]
    where = queries.captured_queries[-1]["sql"].partition(" WHERE ")[2]
    for column in ('"proceedings_session"."conference_id"', '"proceedings_conference"."id"'):
        assert re.search(rf"{re.escape(column)} (IN \(SELECT value|= ANY)", where)


def test_a_page_of_a_speaker_shows_joint_statements_under_their_first_speaker(client):
    post = an_appointment(organisation=an_organisation(name="Secretariat"))
    joint = a_statement(speaker=a_speaker(name="Ann Ash"))
    a_co_speaker(statement=joint, speaker=post.speaker, appointment=post)
    a_statement(speaker=post.speaker, appointment=post)
    content = client.get(post.speaker.get_absolute_url()).content.decode()
    assert content.count("Ann Ash</a>") == 1
    assert content.count(f'<p class="byline">as <span class="capacity">{post.title}, ') == 2


@pytest.fixture
def programme():
    """Seven statements in four sessions of three conferences, one of them without a day; one session has none."""
    for slug, day, sizes in (("first", "2019-05-01", [1, 0, 3]), ("undated", None, [1]), ("last", "2021-05-01", [2])):
        conference = a_conference(slug=slug, starts_on=day, ends_on=day)
        for size in sizes:
            session = a_session(conference=conference)
            for _number in range(size):
                a_statement(session=session)
    a_statement(session=session, status="draft")


@pytest.mark.parametrize("order", ["newest_first", "oldest_first"])
def test_slices_of_every_place_have_the_rows_of_the_whole_list(programme, order):
    rows = getattr(Statement.objects.public(), order)()
    keys = list(rows.values_list("pk", flat=True))
    assert len(keys) == 7
    for start in range(8):
        for stop in range(start, 9):
            assert page_keys.keys_between(rows, start, stop) == keys[start:stop]
            assert page_keys.keys_between(rows, start, stop, kept.numbers("conference")) == keys[start:stop]
            matches = AllMatches(FactConditions().public())
            assert page_keys.indexed_keys(matches, rows.query.order_by, start, stop) == keys[start:stop]


@pytest.mark.parametrize(("most", "slugs"), [(1, ["last"]), (3, ["last", "first"]), (9, ["last", "first", "undated"])])
def test_the_first_statements_are_in_the_first_conferences(programme, most, slugs):
    order = Statement.objects.public().newest_first().query.order_by
    first, _before = page_keys.conferences_between(order, kept.numbers("conference"), 0, most)
    assert first == [Conference.objects.get(slug=slug).pk for slug in slugs]


def test_a_slice_of_one_conference_has_the_order_of_the_programme(programme):
    rows = Statement.objects.public().filter(session__conference__slug="first").in_order()
    assert page_keys.keys_between(rows, 1, 4) == list(rows.values_list("pk", flat=True))[1:4]


def test_a_slice_of_filtered_statements_has_only_these(programme):
    speaker = a_speaker()
    statements = [a_statement(speaker=speaker) for _number in range(3)]
    rows = Statement.objects.public().by(speaker).with_context().newest_first()
    assert sorted(page_keys.keys_between(rows, 0, 9)) == [statement.pk for statement in statements]


def test_rows_in_another_order_are_sliced_as_they_are():
    speakers = [a_speaker(name=name) for name in "BCA"]
    assert page_keys.keys_between(Speaker.objects.order_by("name"), 1, 3) == [speakers[0].pk, speakers[1].pk]


@pytest.mark.parametrize("number", [1, 30])
def test_a_slice_asks_three_queries_for_any_number_of_rows(number, django_assert_num_queries):
    session = a_session()
    for _statement in range(number):
        a_statement(session=session)
    with django_assert_num_queries(3):
        page_keys.keys_between(Statement.objects.public().newest_first(), 0, 25)


def test_a_late_page_of_the_whole_record_counts_no_statements(programme, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(page_keys, "MANY", 2)
    rows = Statement.objects.public().newest_first()
    keys = list(rows.values_list("pk", flat=True))
    with django_assert_num_queries(4) as queries:
        assert page_keys.page_keys(rows, 3, 6, 7) == keys[3:6]
    assert not any('COUNT(*) AS "number"' in query["sql"] for query in queries.captured_queries)
    of_first = rows.filter(session__conference__slug="first")
    assert page_keys.page_keys(of_first, 2, 4, 4) == list(of_first.values_list("pk", flat=True))[2:4]
