"""Scheduled publication: nothing reveals a row before its time; then it is published once, in its scheduler's name."""

import logging
import re
import subprocess
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from proceedings.editorial.scheduled_publication import publish_due
from proceedings.models import Conference, Statement
from proceedings.models.workflow.statuses import IllegalTransitionError, NotPermittedError
from proceedings.serving.processes import scheduler
from tests.support import addresses
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import errors_of, fill, messages_of
from tests.support.editing import load_text
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme, an_appointment
from tests.support.servers import started

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("admin:proceedings_statement_changelist")
TOMORROW = datetime(2199, 1, 1, 10, tzinfo=UTC)


@pytest.fixture
def publisher():
    return an_account("Publisher")


def a_scheduled_statement(by=None, *, due=False, **fields):
    row = a_statement(status="in_review", **fields)
    row.schedule(TOMORROW, by=by)
    if due:
        fall_due()
    return row


def fall_due():
    for model in (Conference, Statement):
        model.objects.scheduled().update(publish_at=timezone.now() - timedelta(seconds=1))


def page(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def test_due_rows_are_published_in_the_name_of_their_scheduler(publisher):
    row = a_scheduled_statement(publisher, due=True)
    before = timezone.now().replace(microsecond=0)
    assert publish_due() == ([row], [])
    row.refresh_from_db()
    assert (row.status, row.publish_at, row.scheduled_by) == ("published", None, None)
    assert before <= row.published_at <= timezone.now()
    versions = row.history.values_list("history_user__username", "history_change_reason", "status")
    assert list(versions[:2]) == [
        (publisher.username, "Published.", "published"),
        (publisher.username, "Scheduled for 2199-01-01 10:00+00:00.", "in_review"),
    ]


def test_rows_that_are_not_due_stay_in_review(publisher):
    row = a_scheduled_statement(publisher)
    assert publish_due() == ([], [])
    row.refresh_from_db()
    assert (row.status, row.publish_at) == ("in_review", TOMORROW)


def test_unscheduled_rows_stay_in_review(publisher):
    row = a_scheduled_statement(publisher, due=True)
    row.unschedule(by=publisher)
    assert publish_due() == ([], [])


@pytest.mark.parametrize("change", ["inactive", "no publisher any more"])
def test_rows_whose_scheduler_may_no_longer_publish_are_left_and_reported(publisher, change):
    mine, others = a_scheduled_statement(publisher), a_scheduled_statement(an_account("Publisher"), due=True)
    if change == "inactive":
        publisher.is_active = False
        publisher.save()
    else:
        publisher.groups.clear()
    out, err = StringIO(), StringIO()
    call_command("publish_due", stdout=out, stderr=err)
    assert out.getvalue() == f"Published: {others.get_absolute_url()}\n"
    assert err.getvalue() == (
        f"Left in review: {mine.get_absolute_url()}, because {publisher.username} can no longer publish it.\n"
    )
    assert list(Statement.objects.public()) == [others]


def test_the_list_shows_scheduled_and_overdue_rows(admin_client, publisher):
    left = a_scheduled_statement(publisher, due=True)
    scheduled, _other = a_scheduled_statement(publisher), a_statement(status="in_review")
    address = reverse("admin:proceedings_statement_changelist")
    pages = {value: admin_client.get(address, {"scheduled": value}) for value in ("yes", "due")}
    rows = {value: set(page.context["cl"].result_list) for value, page in pages.items()}
    assert rows == {"yes": {left, scheduled}, "due": {left}}
    shown = admin_client.get(address).content.decode()
    assert "in review, to be published 1 January 2199, 10:00 UTC" in shown
    assert "in review, overdue since " in shown


def test_the_statements_of_a_conference_appear_with_it(publisher):
    conference = a_conference(status="in_review")
    statement = a_statement(status="in_review", session=a_session(conference=conference))
    Conference.objects.schedule(TOMORROW, by=publisher)
    Statement.objects.schedule(TOMORROW, by=publisher)
    fall_due()
    publish_due()
    assert list(Statement.objects.public()) == [statement]


EXPORT_TAG = re.compile(r'"[0-9a-f]{32}-[0-9a-f]{32}"')


def walk(client):
    """All that every address says, with the headers; not what differs from one asking to the next."""
    responses = {}
    for address in addresses.every_address():
        response = client.get(address)
        content, dates = re.subn(rb"<responseDate>.*?</responseDate>", b"", response.getvalue())
        headers = dict(response.headers)
        del headers["X-Request-ID"]
        # What tells the time of the answer has another tag at each; a file has one for each state of the record, which
        # says nothing of the rows that readers cannot see.
        if dates or EXPORT_TAG.fullmatch(headers.get("ETag", "")):
            del headers["ETag"]
        responses[address] = response.status_code, headers, content
    return responses


def test_scheduling_changes_no_public_response(client, publisher):
    theme, speaker = a_theme(name="Health"), a_speaker(name="Ada")
    public = a_statement(speaker=speaker, themes=[theme], appointment=an_appointment(speaker=speaker))
    rows = [
        a_statement(status="in_review", session=public.session, speaker=speaker, themes=[theme], in_reply_to=public),
        a_conference(status="in_review"),
    ]
    a_statement(session=a_session(conference=rows[1]), speaker=speaker)
    Statement.objects.update(modified_at="2020-01-01T00:00:00Z")
    Conference.objects.update(modified_at="2020-01-01T00:00:00Z")
    times = list(Statement.objects.order_by("pk").values_list("modified_at", flat=True))
    before = walk(client)
    for row in rows:
        row.schedule(TOMORROW, by=publisher)
    after = walk(client)
    assert [address for address in before if before[address] != after[address]] == []
    assert list(Statement.objects.order_by("pk").values_list("modified_at", flat=True)) == times


def test_a_time_in_the_past_is_refused(admin_client, publisher):
    row = a_statement(status="in_review")
    past = "This time is in the past. Choose a later time, or publish now."
    with pytest.raises(IllegalTransitionError) as error:
        row.schedule(timezone.now(), by=publisher)
    assert str(error.value) == past
    assert errors_of(fill(admin_client, page(row), publish_at="2020-01-01T10:00")) == [past]
    fields = {"action": "schedule", "_selected_action": row.pk, "number": 1, "publish_at": "2020-01-01T10:00"}
    response = admin_client.post(reverse("admin:proceedings_statement_changelist"), fields)
    assert response.context["form"].errors == {"publish_at": [past]}


def test_the_form_uses_the_time_zone_of_the_site(admin_client, admin_user, settings):
    settings.TIME_ZONE = "Asia/Tashkent"
    row = a_statement(status="draft", session=a_session(conference=a_conference(time_zone="Asia/Shanghai")))
    fill(admin_client, page(row), status="in_review", publish_at="2199-01-01T15:00")
    row.refresh_from_db()
    assert (row.status, row.publish_at, row.scheduled_by) == ("in_review", TOMORROW, admin_user)
    shown = admin_client.get(page(row))
    assert "for 1 January 2199, 15:00 +05 / 1 January 2199, 18:00 CST, by admin" in shown.content.decode()
    form = shown.context["adminform"].form
    assert 'value="2199-01-01T15:00"' in str(form["publish_at"])
    assert form.fields["publish_at"].help_text.endswith("In the time zone Asia/Tashkent.")
    fill(admin_client, page(row), publish_at="")
    row.refresh_from_db()
    assert (row.status, row.publish_at, row.scheduled_by) == ("in_review", None, None)


@pytest.mark.parametrize("how", ["published", "sent back"])
def test_leaving_review_clears_the_schedule(publisher, how):
    row = a_scheduled_statement(publisher)
    if how == "published":
        row.publish(by=publisher)
    else:
        row.send_back("A name is missing.", by=an_account("Reviewer", "Publisher"))
    assert (row.publish_at, row.scheduled_by) == (None, None)


def test_a_reviewer_cannot_send_scheduled_rows_back(client, publisher):
    reviewer = an_account("Reviewer")
    row, other = a_scheduled_statement(publisher), a_statement(status="in_review")
    rows = Statement.objects.filter(pk__in=[row.pk, other.pk])
    with pytest.raises(NotPermittedError, match="Scheduled entries can only be sent back by a user who may publish"):
        rows.send_back("A name is missing.", by=reviewer)
    assert list(rows.ready_to("send_back", reviewer)) == [other]
    fields = {"action": "send_back", "_selected_action": [row.pk, other.pk], "number": "1", "sent_back_because": "No."}
    answer = sign_in(client, reviewer).post(STATEMENTS, fields, follow=True)
    assert messages_of(answer) == [
        "Sent back 1 statement. 1 is scheduled. Only a user who may publish it can send it back."
    ]
    row.refresh_from_db()
    assert (row.status, row.publish_at) == ("in_review", TOMORROW)


def test_only_a_publisher_can_change_a_scheduled_row(client, publisher):
    row = a_scheduled_statement(publisher)
    assert sign_in(client, an_account("Reviewer")).post(page(row), {"title": "Changed"}).status_code == 403
    fill(sign_in(client, publisher), page(row), title="Changed")
    row.refresh_from_db()
    assert (row.title, row.publish_at) == ("Changed", TOMORROW)


def test_a_fixture_does_not_change_the_schedule(publisher):
    row = a_scheduled_statement(publisher, slug="norov-health")
    load_text("- model: proceedings.statement\n  fields: {slug: norov-health, title: Health}")
    row.refresh_from_db()
    assert (row.title, row.publish_at, row.scheduled_by) == ("Health", TOMORROW, publisher)
    load_text("- model: proceedings.statement\n  fields: {slug: norov-health, status: draft}")
    row.refresh_from_db()
    assert (row.status, row.publish_at, row.scheduled_by) == ("draft", None, None)


def test_the_server_logs_overdue_rows_once(publisher, caplog, monkeypatch):
    monkeypatch.setattr(scheduler.connection, "close", lambda: None)
    row = a_scheduled_statement(publisher, due=True)
    publisher.groups.clear()
    logged = set()
    with caplog.at_level(logging.INFO, "proceedings.serving.processes.scheduler"):
        for _minute in range(2):
            logged = scheduler.tick(logged)
        publisher.groups.set(an_account("Publisher").groups.all())
        scheduler.tick(logged)
    address = row.get_absolute_url()
    assert caplog.messages == [
        f"Left in review: {address}, because {publisher.username} can no longer publish it.",
        f"Published as scheduled: {address}",
    ]


def test_publish_due_makes_two_queries_if_nothing_is_due(django_assert_num_queries):
    a_statement(status="in_review")
    with django_assert_num_queries(2):
        publish_due()


DUE = """
from django.utils import timezone
from tests.support.factories import a_statement
from proceedings.models import Statement
for number in range(5):
    a_statement(status="in_review", slug=f"due-{number}")
Statement.objects.update(publish_at=timezone.now())
"""
VERSIONS = """
from proceedings.models import Statement
print(sorted(Statement.history.filter(status="published").values_list("slug", flat=True)))
"""


@pytest.mark.django_db(transaction=True)
def test_two_processes_publish_a_row_once(database_url):
    said = {"stdout": subprocess.PIPE, "text": True}
    assert started(database_url, "shell", "-v0", "-c", DUE).wait() == 0
    both = [started(database_url, "publish_due", **said) for _ in range(2)]
    lines = "".join(process.communicate()[0] for process in both).splitlines()
    assert sorted(lines) == [f"Published: /statements/due-{number}/" for number in range(5)]
    versions, _none = started(database_url, "shell", "-v0", "-c", VERSIONS, **said).communicate()
    assert versions == f"{[f'due-{number}' for number in range(5)]}\n"


def test_the_scheduler_survives_errors(monkeypatch, caplog):
    def fail():
        raise IllegalTransitionError("Somebody was faster.")

    monkeypatch.setattr(scheduler.connection, "close", lambda: None)
    monkeypatch.setattr(scheduler, "publish_due", fail)
    assert scheduler.tick({"/told/"}) == {"/told/"}
    assert "Scheduled publication failed." in caplog.text
