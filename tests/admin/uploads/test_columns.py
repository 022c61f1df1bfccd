"""The questions about the columns and the days of a sheet with other headings."""

import pytest

from proceedings.models import Statement
from tests.support.desk.forms import messages_of
from tests.support.desk.uploads import VIEWS, an_editor, confirm, send
from tests.support.factories import a_conference, a_speaker

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


FOREIGN = b"name,title,abstract,track,room\nVladimir Norov,On health,One.,Opening,Hall A\n"
COLUMNS = {"column:name": "speaker", "column:abstract": "text", "column:track": "session", "column:room": "-"}


def ask_columns(client, forum, data=FOREIGN):
    return send(client, data, name="talks.csv", conference=forum.pk)


def test_unknown_headings_are_questions_with_proposals(admin_client, forum):
    page = ask_columns(admin_client, forum)
    questions = page.context["outcome"].columns
    assert [(one.heading, one.letter, one.samples, one.proposal) for one in questions] == [
        ("name", "A", ["Vladimir Norov"], "speaker"),
        ("abstract", "C", ["One."], "text"),
        ("track", "D", ["Opening"], "session"),
        ("room", "E", ["Hall A"], ""),
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
    fields = {**COLUMNS, "column:room": "no column"}
    page = admin_client.post(page.request["PATH_INFO"], fields, follow=True)
    assert messages_of(page) == ["Choose a column for “room”, or leave it out."]
    assert [one.heading for one in page.context["outcome"].columns] == ["room"]


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


def test_an_hour_without_a_day_is_a_mistake(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = ask_columns(admin_client, forum, SLASHED.format("").encode())
    assert [(one.column, one.text) for one in page.context["mistakes"]] == [
        ("E (Date)", "an hour without a day: fill in the column Date.")
    ]
