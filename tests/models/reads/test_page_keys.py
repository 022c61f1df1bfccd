"""The keys of a page are those of the sorted list, whichever way they are found."""

from datetime import date

import pytest

from proceedings.models import Speaker, Statement
from proceedings.models.reads import page_keys
from proceedings.models.statements import queryset as statement_queryset
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


@pytest.fixture
def many(monkeypatch):
    """As if two statements were many, and two conferences the most whose keys a query can have."""
    monkeypatch.setattr(page_keys, "MANY", 2)
    monkeypatch.setattr(statement_queryset, "MANY", 2)
    monkeypatch.setattr(page_keys, "FIRST", 1)
    monkeypatch.setattr(page_keys, "KEYS", 2)


@pytest.fixture
def record():
    """Statements in conferences of the same day, of other days and of none, with and without a theme and a post."""
    top = a_theme()
    post = an_appointment(organisation=an_organisation())
    for number, day in enumerate([date(2020, 1, 1), None, date(2021, 1, 1), date(2021, 1, 1), date(2019, 1, 1)] * 2):
        conference = a_conference(starts_on=day, status="draft" if number == 4 else "published")
        for themes in ([a_theme(parent=top)], [top, a_theme(parent=top)], []):
            a_statement(session=a_session(conference=conference), themes=themes)
        a_statement(session=a_session(conference=conference), speaker=post.speaker, appointment=post)
        joint = a_statement(session=a_session(conference=conference), status="published" if number else "draft")
        a_co_speaker(statement=joint, speaker=post.speaker, appointment=post)
    return top, post


@pytest.mark.parametrize(("start", "stop"), [(0, 1), (0, 7), (5, 9), (0, 1000), (40, 1000)])
def test_many_statements_have_the_order_of_the_sorted_list(many, record, start, stop):
    top, post = record
    public = Statement.objects.public()
    lists = [
        (public, public),
        (public.about(top, number=3), public.about(top)),
        (public.from_organisation(post.organisation, number=3), public.from_organisation(post.organisation)),
        (public.by(post.speaker), public.by(post.speaker)),
    ]
    for rows, same in lists:
        expected = list(same.newest_first().values_list("pk", flat=True))
        assert len(expected) > 9
        assert page_keys.page_keys(rows.newest_first(), start, stop, 1000) == expected[start:stop]


def test_the_statements_of_somebody_who_spoke_long_ago_take_few_queries(many, django_assert_num_queries):
    old = a_statement(session=a_session(conference=a_conference(starts_on=date(1999, 1, 1))))
    for day in range(1, 21):
        a_statement(session=a_session(conference=a_conference(starts_on=date(2020, 1, day))))
    statements = Statement.objects.public().by(old.speaker).newest_first()
    with django_assert_num_queries(5):
        assert page_keys.newest_keys(statements, 1, 21) == [old.pk]


@pytest.mark.parametrize(("number", "reads"), [(20, ["LIMIT 8"]), (1000, ["LIMIT 1", "LIMIT 6 OFFSET 1"])])
def test_no_more_conferences_are_read_than_should_fill_the_page(many, django_assert_max_num_queries, number, reads):
    """Each conference has a statement, as their number says, or as the first one shows; some more are read."""
    for day in range(1, 21):
        a_statement(session=a_session(conference=a_conference(starts_on=date(2020, 1, day))))
    with django_assert_max_num_queries(5) as queries:
        assert len(page_keys.newest_keys(Statement.objects.public().newest_first(), 3, number)) == 3
    assert [row["sql"][row["sql"].rindex("LIMIT") :] for row in queries.captured_queries[1::2]] == reads


@pytest.mark.parametrize("name", ["theme", "organisation", "speaker", "conference"])
def test_a_list_of_one_row_has_its_statements_and_their_number(many, record, client, name):
    statement = Statement.objects.public().exclude(appointment=None).newest_first().first()
    first = Statement.objects.public().exclude(themes=None).newest_first().first().themes.first()
    theme = first.parent or first
    public = Statement.objects.public()
    row, statements = {
        "theme": (theme, public.about(theme)),
        "organisation": (
            statement.appointment.organisation,
            public.from_organisation(statement.appointment.organisation),
        ),
        "speaker": (statement.speaker, public.by(statement.speaker)),
        "conference": (statement.conference, public.at(statement.conference)),
    }[name]
    page = client.get("/statements/", {name: row.slug}).context["page_obj"]
    assert list(page.object_list) == list(statements.newest_first())
    assert page.paginator.count == statements.count() > 2
    oldest = client.get("/statements/", {name: row.slug, "ordering": "date"}).context["page_obj"]
    assert list(oldest.object_list) == list(statements.oldest_first())
    response = client.get("/api/v1/statements/", {name: row.slug}).json()
    assert response["count"] == statements.count()
    assert [one["slug"] for one in response["results"]] == [one.slug for one in statements.newest_first()]


def test_other_orders_and_few_statements_are_sorted(many, record):
    public = Statement.objects.public()
    oldest = list(public.oldest_first().values_list("pk", flat=True)[1:4])
    assert page_keys.page_keys(public.oldest_first(), 1, 4, 1000) == oldest
    newest = list(public.newest_first().values_list("pk", flat=True)[1:4])
    assert (
        page_keys.page_keys(public.newest_first(), 1, 4, 2)
        == page_keys.page_keys(public.newest_first(), 1, 4)
        == newest
    )


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
