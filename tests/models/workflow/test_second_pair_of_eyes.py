"""Where the site wants a second pair of eyes, nobody publishes what they alone wrote."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from proceedings.importing.loader import FixtureError
from proceedings.models import Statement
from proceedings.models.history import set_change_reason
from proceedings.models.workflow.statuses import SoleAuthorError
from tests.support.desk.accounts import an_account, sign_in
from tests.support.desk.forms import errors_of, fill, messages_of
from tests.support.editing import load_text
from tests.support.factories import a_session, a_statement

pytestmark = pytest.mark.django_db

LIST = reverse("admin:proceedings_statement_changelist")
ALONE = "1 was written by you alone. Somebody else must review it before you publish it."


@pytest.fixture(autouse=True)
def eyes(settings):
    settings.SECOND_PAIR_OF_EYES = True


@pytest.fixture
def publisher():
    return an_account("Editor", "Reviewer", "Publisher")


def written_by(*users, status="in_review", **fields):
    row = a_statement(status=status, **fields)
    for user in users:
        set_change_reason(row, "", by=user).save()
    return row


def page(row):
    return reverse("admin:proceedings_statement_change", args=[row.pk])


def act(user, action, rows, **fields):
    fields = {"action": action, "_selected_action": [row.pk for row in rows], **fields}
    return sign_in(Client(), user).post(LIST, fields, follow=True)


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_the_only_author_cannot_publish(publisher, status):
    row = written_by(publisher, status=status)
    for rows in (row, Statement.objects.all()):
        with pytest.raises(SoleAuthorError) as error:
            rows.publish(by=publisher)
        assert str(error.value) == ALONE
    assert Statement.objects.get().status == status


def test_the_only_author_cannot_schedule(publisher):
    with pytest.raises(SoleAuthorError):
        written_by(publisher).schedule(timezone.now() + timedelta(days=1), by=publisher)


def test_another_author_counts_as_the_second_pair_of_eyes(publisher):
    rows = [
        written_by(an_account("Editor")),
        written_by(publisher, an_account("Editor")),
        written_by(an_account("Reviewer"), publisher),
    ]
    assert Statement.objects.publish(by=publisher) == len(rows)


def test_submitting_counts_as_looking_at_a_row(publisher):
    row = written_by(publisher, status="draft")
    row.submit(by=an_account("Reviewer"))
    row.publish(by=publisher)
    assert row.status == "published"


def test_rows_loaded_by_the_operator_have_no_author(publisher):
    a_statement(status="in_review").publish(by=publisher)
    assert Statement.objects.get().status == "published"


def test_versions_before_the_last_publication_do_not_count(publisher):
    row = written_by(an_account("Editor"))
    row.publish(by=publisher)
    row.withdraw("Misquoted.", by=publisher)
    with pytest.raises(SoleAuthorError):
        row.publish(by=publisher)
    row.publish(by=an_account("Publisher"))
    assert Statement.objects.get().status == "published"


def test_the_operator_needs_no_second_pair_of_eyes(publisher):
    row = written_by(publisher)
    row.publish()
    assert row.status == "published"


def test_one_author_can_publish_without_the_setting(settings, publisher):
    settings.SECOND_PAIR_OF_EYES = False
    row = written_by(publisher)
    row.publish(by=publisher)
    assert row.status == "published"


def test_the_form_refuses_the_only_author_and_says_why(publisher):
    row = written_by(publisher)
    response = fill(sign_in(Client(), publisher), page(row), status="published")
    assert (errors_of(response), Statement.objects.get().status) == ([ALONE], "in_review")


def test_a_user_who_writes_and_publishes_in_one_step_is_an_author(publisher):
    row = a_statement(status="in_review")
    response = fill(sign_in(Client(), publisher), page(row), status="published", text="All of it is new.")
    assert (errors_of(response), Statement.objects.get().text) == ([ALONE], "What was said.")


def test_a_user_who_adds_and_publishes_in_one_step_is_refused(client):
    user = an_account("superuser")
    session = a_session()
    fields = {"session": session.pk, "title": "T", "language": "en", "kind": "narrative", "status": "published"}
    response = fill(sign_in(client, user), reverse("admin:proceedings_statement_add"), **fields)
    assert (errors_of(response), Statement.objects.count()) == ([ALONE], 0)


def test_an_action_skips_rows_of_a_single_author_and_counts_them(publisher):
    own, other = written_by(publisher), written_by(an_account("Editor"))
    asked = act(publisher, "publish", [own, other])
    assert (asked.context["title"], asked.context["consequences"]) == ("Publish 1 statement?", [ALONE])
    done = act(publisher, "publish", [own, other], number=1)
    assert messages_of(done) == [f"Published 1 statement. {ALONE}"]
    assert list(Statement.objects.filter(status="published")) == [other]


def test_a_user_who_loads_a_file_cannot_publish_it(publisher):
    row = a_statement(status="in_review", slug="norov-health")
    record = "- model: proceedings.statement\n  fields: {slug: norov-health, title: Health, status: published}"
    with pytest.raises(FixtureError) as error:
        load_text(record, by=publisher)
    assert [str(problem).rpartition("  ")[2] for problem in error.value.problems] == [
        "statement norov-health: status: somebody else must review it before you publish it."
    ]
    set_change_reason(row, "", by=an_account("Editor")).save()
    load_text(record, by=publisher)
    assert Statement.objects.get().status == "published"


def test_the_import_form_does_not_offer_to_publish(client):
    sign_in(client, an_account("superuser"))
    address = reverse("admin:proceedings_conference_import")
    assert list(client.get(address).context["form"].fields) == ["file", "language", "time_zone", "form"]


def test_checking_many_rows_makes_a_fixed_number_of_queries(publisher, django_assert_num_queries):
    editor = an_account("Editor")
    publisher.has_perm("proceedings.publish_statement")
    for number in (1, 7):
        rows = [written_by(editor) for _ in range(number)]
        with django_assert_num_queries(7):
            Statement.objects.filter(pk__in=[row.pk for row in rows]).publish(by=publisher)
