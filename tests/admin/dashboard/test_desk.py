"""The admin's first page."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proceedings.models import Statement
from proceedings.models.history import set_change_reason
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    another_name,
)

pytestmark = pytest.mark.django_db

DESK = reverse("admin:index")
COMPLETE = '<li class="complete">Complete</li>'


def counts_of_the_conference(client):
    """Return {column key: (number, url of the list)} of the only conference."""
    [row] = client.get(DESK).context["conferences"]
    return {count.column.key: (count.number, count.url) for count in row.counts}


def result_count(client, url):
    return client.get(url).context["cl"].result_count


def a_record(size):
    """Create conferences with everything that the desk counts and lists."""
    for _ in range(size):
        for status in ("published", "draft"):
            conference = a_conference(status=status)
            for _ in range(size):
                session = a_session(conference=conference)
                a_statement(session=session, status="draft", position=7)
                a_statement(session=session, status="in_review", text="")
                a_correction(statement=a_statement(session=session, themes=[a_theme()]))


def test_each_count_of_a_conference_equals_the_length_of_its_list(admin_client):
    conference = a_conference()
    session, full = a_session(conference=conference), a_session(conference=conference)
    speaker = another_name().speaker
    whole = {"speaker": speaker, "appointment": an_appointment(speaker=speaker), "source": "Report"}
    a_statement(session=full, themes=[a_theme()], **whole)
    a_statement(session=session, themes=[a_theme(), a_theme()], position=5, **whole | {"text": ""})
    a_statement(session=session, themes=[a_theme()], **whole | {"source": ""}, status="draft")
    a_statement(session=session, themes=[a_theme()], **whole | {"source": "", "source_url": "https://a.example/"})
    a_statement(session=session, **whole, status="in_review")
    a_statement(session=session, themes=[a_theme()], **whole | {"appointment": None}, status="withdrawn")
    nameless = a_speaker()
    for language in ("en", "ru"):
        a_statement(session=full, themes=[a_theme()], speaker=nameless, source="Report", language=language)
    a_statement(session=full, themes=[a_theme()], speaker=None, kind="narrative", source="Report")
    elsewhere = another_name().speaker
    said_elsewhere = a_statement(speaker=elsewhere, text="")
    shown = {
        row.conference: {count.column.key: count for count in row.counts}
        for row in admin_client.get(DESK).context["conferences"]
    }
    numbers = {key: count.number for key, count in shown[conference].items()}
    assert numbers == {
        "statements": 9,
        "draft": 1,
        "in_review": 1,
        "text": 1,
        "source": 1,
        "theme": 1,
        "capacity": 3,
        "names": 1,
        "places": 1,
    }
    counts = [count for row in shown.values() for count in row.values()]
    assert [result_count(admin_client, count.url) for count in counts] == [count.number for count in counts]
    assert shown[said_elsewhere.conference]["text"].number == 1


@pytest.mark.parametrize(
    ("name", "language", "of_conference", "expected"),
    [
        ("Ann Lee", "en", "en", 0),
        ("Ann Lee", "ru", "en", 1),
        ("Ann Lee", "en", "zh-Hant-TW", 1),
        ("Ann Lee", "sr-Latn", "en", 0),
        ("Siân Ó Brien", "cy", "en", 0),
        ("Анна Ли", "en", "en", 1),
        ("Анна Ли", "ru", "ru", 0),
        ("Анна Ли", "und", "ru", 0),
        ("唐鳳 Audrey Tang", "en", "zh", 0),
    ],
)
def test_a_name_in_another_script_is_missing_only_where_the_languages_need_one(
    admin_client, name, language, of_conference, expected
):
    session = a_session(conference=a_conference(language=of_conference))
    a_statement(session=session, speaker=a_speaker(name=name), language=language)
    joint = a_statement(session=session, speaker=another_name().speaker, language=language)
    a_co_speaker(statement=joint, speaker=a_speaker(name=name))
    number, url = counts_of_the_conference(admin_client)["names"]
    assert (number, result_count(admin_client, url)) == (2 * expected, 2 * expected)


def test_only_positions_that_count_up_from_one_have_no_gap(admin_client):
    conference = a_conference()
    for positions in ([1, 2, 3], [2, 3], [1, 3], [0, 2], []):
        session = a_session(conference=conference, title=str(positions))
        for position in positions:
            a_statement(session=session, position=position)
    number, url = counts_of_the_conference(admin_client)["places"]
    rows = admin_client.get(url).context["cl"].result_list
    assert (number, sorted(row.title for row in rows)) == (3, ["[0, 2]", "[1, 3]", "[2, 3]"])


def test_a_conference_without_gaps_is_complete_and_shows_no_missing_items(admin_client):
    speaker = another_name().speaker
    post = an_appointment(speaker=speaker)
    a_statement(speaker=speaker, appointment=post, themes=[a_theme()], source="Report")
    page = admin_client.get(DESK).content.decode()
    assert (COMPLETE in page, "no text" in page) == (True, False)


def test_a_conference_without_statements_is_not_complete(admin_client):
    a_conference()
    assert COMPLETE not in admin_client.get(DESK).content.decode()


def test_an_unknown_value_of_the_missing_filter_matches_nothing(admin_client):
    a_statement()
    assert result_count(admin_client, reverse("admin:proceedings_statement_changelist") + "?lacking=wit") == 0


def test_my_drafts_are_those_that_the_user_wrote_or_changed_last(admin_client, admin_user):
    other = User.objects.create_user("other")

    def a_draft(title, *by, status="draft"):
        statement = set_change_reason(
            Statement(session=session, speaker=speaker, title=title, language="en", status=status), ""
        )
        for user in by:
            statement._history_user = user
            statement.save()
        return statement

    session, speaker = a_session(), a_speaker()
    mine = [a_draft("Wrote", admin_user, other), a_draft("Changed last", other, admin_user)]
    a_draft("Changed, but not last", other, admin_user, other)
    a_draft("Not mine", other)
    a_draft("No draft", admin_user, status="in_review")
    panel = next(panel for panel in admin_client.get(DESK).context["my_work"] if str(panel.title) == "My drafts")
    assert (panel.link_text, {entry["row"] for entry in panel.entries}) == ("2 statements", {*mine})
    assert result_count(admin_client, panel.url) == 2


def test_rows_in_review_are_listed_with_the_longest_waiting_first(admin_client):
    rows = [a_statement(status="in_review", title=title) for title in ("First", "Second")]
    panels = {(str(panel.title), panel.link_text): panel for panel in admin_client.get(DESK).context["my_work"]}
    panel = panels["In review", "2 statements"]
    assert [entry["row"] for entry in panel.entries] == rows
    assert result_count(admin_client, panel.url) == 2


def test_scheduled_rows_are_listed_apart_from_those_in_review(admin_client):
    a_statement(status="in_review")
    later, soon = (a_statement(status="in_review") for _ in range(2))
    for statement, days in ((later, 2), (soon, 1)):
        statement.schedule(timezone.now() + timedelta(days=days))
    panels = {str(panel.title): panel for panel in admin_client.get(DESK).context["my_work"]}
    assert [entry["row"] for entry in panels["Scheduled"].entries] == [soon, later]
    assert {title: (panel.link_text, result_count(admin_client, panel.url)) for title, panel in panels.items()} == {
        "In review": ("1 statement", 1),
        "Scheduled": ("2 statements", 2),
    }


def test_only_users_who_may_review_see_the_rows_in_review(client):
    a_statement(status="in_review")
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    shown = []
    for names in (["change_statement"], ["change_statement", "review_statement"]):
        user.user_permissions.set(Permission.objects.filter(codename__in=names, content_type__app_label="proceedings"))
        shown.append([str(panel.title) for panel in client.get(DESK).context["my_work"]])
    assert shown == [[], ["In review"]]


def test_the_desk_shows_the_latest_publications_and_corrections(admin_client):
    a_statement(title="Old", published_at="2020-01-01T00:00Z")
    new = a_statement(title="New", published_at="2021-01-01T00:00Z")
    correction = a_correction(statement=new)
    recent = {
        str(panel.title): [entry["row"] for entry in panel.entries]
        for panel in admin_client.get(DESK).context["recent"]
    }
    assert {title: rows[0] for title, rows in recent.items()} == {"Published": new, "Corrected": correction}


def test_an_empty_record_shows_the_first_steps(admin_client):
    page = admin_client.get(DESK).content.decode()
    assert "The record is empty. Start here:" in page
    assert f'<a class="button" href="{reverse("admin:proceedings_conference_add")}">' in page
    a_conference()
    assert "The record is empty" not in admin_client.get(DESK).content.decode()


def test_unpublished_conferences_come_first_and_a_page_has_twenty(admin_client):
    for number in range(20):
        a_conference(title=f"Published {number}")
    draft = a_conference(title="Draft", status="draft", starts_on=None)
    first, second = (admin_client.get(DESK, {"page": page}).context["conferences"] for page in (1, 2))
    assert (first[0].conference, len(first), len(second)) == (draft, 20, 1)


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "\x00"])
def test_an_invalid_page_number_shows_the_nearest_page(admin_client, page):
    a_conference()
    assert len(admin_client.get(DESK, {"page": page}).context["conferences"]) == 1


def test_the_desk_asks_a_fixed_number_of_queries(admin_client):
    a_record(1)
    admin_client.get(DESK)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            admin_client.get(DESK)
        counts.append(len(captured))
        a_record(3)
    assert counts == [counts[0]] * 2


@pytest.mark.parametrize("model", ["conference", "session", "speaker", "statement", "correction", "theme"])
def test_a_user_who_may_view_one_model_sees_nothing_of_the_others(client, model):
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=f"view_{model}", content_type__app_label="proceedings"))
    client.force_login(user)
    a_record(1)
    page = client.get(DESK).content.decode()
    linked = set(re.findall(r'href="/admin/proceedings/(\w+)/', page.partition("</header>")[2]))
    shows_rows = {"conference", "statement", "correction"}
    assert linked == {model} & shows_rows


def test_a_user_without_permissions_sees_no_counts(client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))
    a_record(1)
    context = client.get(DESK).context
    assert (context["my_work"], context["recent"], context.get("conferences")) == ([], [], None)
