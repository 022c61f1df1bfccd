"""The gaps of statements are named when they are published, and forbid nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from proceedings.models import Statement
from tests.support.desk.forms import fill, messages_of
from tests.support.factories import a_conference, a_session, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db

STATEMENTS = reverse("admin:proceedings_statement_changelist")
CONFERENCES = reverse("admin:proceedings_conference_changelist")
WHOLE = {"text": "Words.", "source": "Report"}


def ask(client, address, action, rows, **fields):
    return client.post(address, {"action": action, "_selected_action": [row.pk for row in rows]} | fields)


def groups(page):
    """Return [(conference, {sentence: the rows that its link lists})]."""
    return [(group.about, dict(group.gaps)) for group in page.context["gaps"]]


def listed(client, address):
    return set(client.get(address).context["cl"].result_list)


@pytest.fixture
def drafts():
    session = a_session(conference=a_conference(status="draft", title="Forum"))
    post = an_appointment()
    whole = a_statement(session=session, speaker=post.speaker, appointment=post, status="draft", **WHOLE)
    whole.themes.add(a_theme())
    return [whole, *(a_statement(session=session, status="draft", **WHOLE) for _ in range(2))]


@pytest.mark.parametrize("action", ["publish", "schedule"])
def test_the_confirmation_counts_what_is_missing_and_links_to_it(admin_client, drafts, action):
    for draft in drafts:
        draft.submit()
    whole, lacking, other = drafts
    lacking.themes.add(whole.themes.get())
    ((about, gaps),) = groups(ask(admin_client, STATEMENTS, action, [whole, lacking, other]))
    assert (about, list(gaps)) == (None, ["1 has no theme", "2 have no capacity"])
    assert listed(admin_client, gaps["1 has no theme"]) == {other}
    assert listed(admin_client, gaps["2 have no capacity"]) == {lacking, other}


def test_rows_without_gaps_need_no_sentence(admin_client, drafts):
    page = ask(admin_client, STATEMENTS, "publish", drafts[:1])
    assert (page.context["gaps"], "gaps" in page.content.decode()) == ([], False)


def test_a_withdrawal_does_not_ask_for_anything(admin_client):
    assert ask(admin_client, STATEMENTS, "withdraw", [a_statement()]).context["gaps"] == []


def test_many_rows_are_linked_by_the_filters_of_the_list(admin_client, drafts, monkeypatch):
    monkeypatch.setattr("proceedings.admin.workflow.gaps.MAX_KEYS", 1)
    a_statement(status="draft")
    address = f"{STATEMENTS}?conference={drafts[0].conference.pk}"
    ((_about, gaps),) = groups(ask(admin_client, address, "publish", drafts[:1], select_across="1"))
    assert listed(admin_client, gaps["2 have no theme"]) == set(drafts[1:])


def test_a_conference_counts_its_statements(admin_client, drafts):
    conference, other = drafts[0].conference, a_conference(status="draft")
    ((about, gaps),) = groups(ask(admin_client, CONFERENCES, "publish", [conference, other]))
    assert (about, list(gaps)) == (conference, ["2 have no theme", "2 have no capacity"])
    assert listed(admin_client, gaps["2 have no theme"]) == set(drafts[1:])


@pytest.mark.parametrize("noun", [STATEMENTS, CONFERENCES])
def test_the_confirmation_makes_a_fixed_number_of_queries(admin_client, noun):
    counts = []
    for number in (1, 4):
        rows = [
            a_statement(status="draft", session=a_session(conference=a_conference(status="draft")))
            for _ in range(number)
        ]
        with CaptureQueriesContext(connection) as queries:
            ask(admin_client, noun, "publish", rows if noun == STATEMENTS else [row.conference for row in rows])
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_form_of_a_draft_says_what_is_missing_and_publishing_it_too(admin_client, drafts):
    whole, lacking, _other = drafts
    pages = [reverse("admin:proceedings_statement_change", args=[row.pk]) for row in (whole, lacking)]
    forms = [admin_client.get(page).context["adminform"] for page in pages]
    shown = [form.model_admin.gaps(form.form.instance) for form in forms]
    link = '<a href="{}#id_{}">{}</a>'
    gaps = ", ".join([link.format(pages[1], "themes", "no theme"), link.format(pages[1], "appointment", "no capacity")])
    assert shown == [None, gaps]
    for page in pages:
        answer = fill(admin_client, page, status="published")
        assert answer.status_code == 302
    messages = messages_of(admin_client.get(CONFERENCES))
    assert [message for message in messages if "no theme" in message] == [f"“{lacking}” has {gaps}."]
    assert Statement.objects.filter(status="published").count() == 2


def test_publishing_a_conference_by_its_form_counts_its_statements(admin_client, drafts):
    conference = drafts[0].conference
    page = reverse("admin:proceedings_conference_change", args=[conference.pk])
    answer = fill(admin_client, page, status="published")
    warnings = messages_of(admin_client.get(answer["Location"]))
    assert [message.startswith("“Forum”: of its statements, <a") for message in warnings if "no theme" in message] == [
        True
    ]


def test_the_source_of_the_conference_is_that_of_its_statements(admin_client):
    for source in ("", "Report"):
        a_statement(session=a_session(conference=a_conference(source=source)), title=f"At {source or 'none'}")
    response = admin_client.get("/admin/proceedings/statement/?lacking=source")
    assert [statement.title for statement in response.context["cl"].result_list] == ["At none"]
