"""The keys of a page are those of the sorted list, whichever way they are found.

All tests read one record, and none of them changes it.
"""

from datetime import date

import pytest

from proceedings.models import Statement
from proceedings.models.reads import page_keys
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def record(module_db):
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
        oldest = list(rows.oldest_first().values_list("pk", flat=True))
        assert page_keys.page_keys(rows.oldest_first(), start, stop, 1000) == oldest[start:stop]


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
    by_slug = public.order_by("-slug")
    assert page_keys.page_keys(by_slug, 1, 4, 1000) == list(by_slug.values_list("pk", flat=True)[1:4])
    newest = list(public.newest_first().values_list("pk", flat=True)[1:4])
    assert (
        page_keys.page_keys(public.newest_first(), 1, 4, 2)
        == page_keys.page_keys(public.newest_first(), 1, 4)
        == newest
    )
