"""The questions about the columns and the days of a sheet with other headings."""

import pytest

from proceedings.models import Conference, Statement
from tests.support.desk.forms import messages_of
from tests.support.desk.uploads import VIEWS, an_editor, confirm, send
from tests.support.factories import a_conference, a_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


FOREIGN = b"name,title,abstract,track,level\nVladimir Norov,On health,One.,Opening,3\n"
COLUMNS = {"column:name": "speaker", "column:abstract": "text", "column:track": "session", "column:level": "-"}


def ask_columns(client, forum, data=FOREIGN):
    return send(client, data, name="talks.csv", conference=forum.pk)


def test_unknown_headings_are_questions_with_proposals(admin_client, forum):
    page = ask_columns(admin_client, forum)
    questions = page.context["outcome"].columns
    assert [(one.heading, one.letter, one.samples, one.proposal) for one in questions] == [
        ("name", "A", ["Vladimir Norov"], "speaker"),
        ("abstract", "C", ["One."], "abstract"),
        ("track", "D", ["Opening"], "session"),
        ("level", "E", ["3"], ""),
    ]
    assert (page.context["outcome"].mistakes, page.context["outcome"].tally) == ([], None)


def test_chosen_columns_are_imported_and_those_left_out_are_not(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = ask_columns(admin_client, forum)
    page = admin_client.post(page.request["PATH_INFO"], COLUMNS, follow=True)
    assert page.context["outcome"].mistakes == []
    confirm(admin_client, page)
    statement = Statement.objects.get()
    assert (statement.speaker.name, statement.text, statement.session.title) == ("Vladimir Norov", "One.", "Opening")


def test_a_heading_without_a_choice_is_asked_about_again(admin_client, forum):
    page = ask_columns(admin_client, forum)
    fields = {**COLUMNS, "column:level": "no column"}
    page = admin_client.post(page.request["PATH_INFO"], fields, follow=True)
    assert messages_of(page) == ["Choose a column for “level”, or leave it out."]
    assert [one.heading for one in page.context["outcome"].columns] == ["level"]


def test_chosen_columns_are_remembered_for_the_user_who_chose_them(client, admin_client, forum):
    page = ask_columns(admin_client, forum)
    admin_client.post(page.request["PATH_INFO"], COLUMNS)
    assert ask_columns(admin_client, forum).context["outcome"].columns == []
    an_editor(client, "add_statement", *VIEWS)
    assert len(ask_columns(client, forum).context["outcome"].columns) == 4


def test_the_rows_above_the_headings_are_shown(admin_client, forum):
    page = ask_columns(admin_client, forum, b"All our talks\n\n" + FOREIGN)
    assert "The headings are those of row 3. These rows above it are not imported:" in page.content.decode()
    assert "All our talks" in page.content.decode()


SLASHED = "Session,Speaker,Title,Text,Date,Time\nOpening,Vladimir Norov,On health,One.,{},9:30\n"


def test_the_order_of_day_and_month_is_asked_once(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    forum.time_zone = "Europe/Moscow"
    forum.save()
    page = ask_columns(admin_client, forum, SLASHED.format("05/10/2021").encode())
    assert page.context["outcome"].dates == (["05/10/2021"], ["day", "month"])
    page = admin_client.post(page.request["PATH_INFO"], {"order": "day"}, follow=True)
    assert page.context["outcome"].dates is None
    confirm(admin_client, page)
    assert Statement.objects.get().delivered_at.isoformat() == "2021-10-05T06:30:00+00:00"


def test_only_the_possible_order_of_day_and_month_is_offered(admin_client, forum):
    page = ask_columns(admin_client, forum, SLASHED.format("30/10/2021").encode())
    assert page.context["outcome"].dates == (["30/10/2021"], ["day"])
    page = admin_client.post(page.request["PATH_INFO"], {"order": "month"}, follow=True)
    assert messages_of(page) == ["Choose whether the day or the month comes first."]


def test_an_hour_without_a_day_is_a_mistake_at_a_conference_of_several_days(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    Conference.objects.update(starts_on="2021-10-05", ends_on="2021-10-06")
    page = ask_columns(admin_client, forum, SLASHED.format("").encode())
    assert [(one.column, one.text) for one in page.context["mistakes"]] == [
        ("E (Date)", "an hour without a day: fill in the column Date.")
    ]


ROWS = "Session,Speaker,Title,Text\nOpening,Vladimir Norov,On health,One.\n,Vladimir Norov,On trade,Two.\nLunch,,,\n"


def test_rows_that_may_be_no_statements_and_empty_cells_are_asked_about_once(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = ask_columns(admin_client, forum, ROWS.encode())
    questions = page.context["outcome"].row_questions
    assert [(one.key, one.samples) for one in questions] == [
        ("sparse", ["Row 4: Lunch"]),
        ("fill:session", ["Row 3: Vladimir Norov · On trade · Two."]),
    ]
    page = admin_client.post(page.request["PATH_INFO"], {"rows:sparse": "leave"}, follow=True)
    assert messages_of(page) == [
        "Choose an answer: The column Session is empty in these rows, below rows where it is not."
    ]
    page = admin_client.post(page.request["PATH_INFO"], {"rows:fill:session": "fill"}, follow=True)
    assert page.context["outcome"].notes == ["These rows are left out: 4."]
    confirm(admin_client, page)
    assert set(Statement.objects.values_list("title", "session__title")) == {
        ("On health", "Opening"),
        ("On trade", "Opening"),
    }


def test_columns_and_rows_can_be_chosen_again(admin_client, forum):
    page = ask_columns(admin_client, forum)
    page = admin_client.post(page.request["PATH_INFO"], COLUMNS, follow=True)
    assert page.context["outcome"].columns == []
    page = admin_client.post(page.request["PATH_INFO"], {"again": "1"}, follow=True)
    assert len(page.context["outcome"].columns) == 4
