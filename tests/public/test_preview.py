"""Previews for staff, and the approval page for speakers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from proceedings.editorial.approvals import Approval
from proceedings.models import Conference, Statement
from tests.support.desk.accounts import an_account, sign_in
from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def preview(row):
    return reverse(f"{row._meta.model_name}-preview", args=[row.slug])


def a_link(statement, days=14):
    return Approval.ask(statement, days, by=None)


@pytest.fixture
def draft():
    """A draft among other drafts and a public statement, in a conference that is not published."""
    speaker = a_speaker(name="Ada")
    session = a_session(conference=a_conference(title="Summit", status="draft"))
    theme = a_theme(name="Health")
    post = an_appointment(speaker=speaker, title="Chair", organisation=an_organisation(name="League"))
    statement = a_statement(
        session=session,
        speaker=speaker,
        appointment=post,
        themes=[theme],
        status="draft",
        title="On rivers",
        text="They *flow*.",
        slug="zxqaddress",
    )
    for number in range(2):
        other = a_statement(session=session, speaker=speaker, themes=[theme], status="draft", title="zxqsecret")
        a_statement(session=session, status="in_review", in_reply_to=statement, title=f"zxqsecret {number}")
        a_statement(status="in_review", speaker=speaker, themes=[theme], title="zxqsecret")
    statement.in_reply_to = other
    statement.save()
    a_statement(speaker=speaker, themes=[theme], title="Public title")
    a_translation(statement=statement, text="Они текут.")
    return statement


def private_headers(response):
    return {name: response.headers.get(name) for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}


PRIVATE_HEADERS = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, noarchive",
    "Referrer-Policy": "no-referrer",
}


# For staff


def test_staff_preview_a_draft_with_only_public_related_statements(admin_client, draft):
    response = admin_client.get(preview(draft))
    page = response.content.decode()
    assert [words in page for words in ("On rivers", "They <em>flow</em>.", "Они текут.", "Chair", "Health")] == [
        True
    ] * 5
    assert "It is not public (status: draft)." in page
    assert ("Public title" in page, "zxqsecret" in page) == (True, False)
    assert private_headers(response) == PRIVATE_HEADERS
    assert '<meta name="robots" content="noindex, noarchive">' in page
    assert [
        mark in page for mark in ('rel="canonical"', "application/ld+json", "citation_title", "zxqaddress.bib")
    ] == [False] * 4


def test_staff_preview_a_conference_with_links_to_the_previews_of_drafts(admin_client, draft):
    a_statement(session=draft.session, status="withdrawn", title="Gone")
    response = admin_client.get(preview(draft.conference))
    page = response.content.decode()
    assert (f'href="{preview(draft)}"' in page, "5 statements" in page, "Gone" in page) == (True, True, False)
    assert private_headers(response) == PRIVATE_HEADERS


def test_the_preview_of_a_conference_names_everybody_who_spoke(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.public.conferences.MOST_PARTICIPANTS", 1)
    session = a_session(conference=a_conference(status="draft"))
    speakers = {a_statement(session=session, status="draft").speaker.slug for _number in range(3)}
    participants = admin_client.get(preview(session.conference)).context["participants"]
    assert {one["speaker__slug"] for one in participants} == speakers


@pytest.mark.parametrize("noun", [Statement, Conference])
def test_a_preview_is_not_found_by_anybody_but_staff(client, draft, noun):
    row = noun.objects.first()
    answers = {}
    for name, permissions in {"stranger": None, "visitor": ["view"], "staff": []}.items():
        browser = Client()
        if permissions is not None:
            user = User.objects.create_user(name, is_staff=name == "staff")
            codenames = [f"{verb}_{noun._meta.model_name}" for verb in permissions]
            user.user_permissions.set(
                Permission.objects.filter(codename__in=codenames, content_type__app_label="proceedings")
            )
            browser.force_login(user)
        answers[name] = browser.get(preview(row)).status_code
    assert answers == {"stranger": 404, "visitor": 404, "staff": 404}


def test_a_user_who_may_not_view_statements_previews_a_conference_without_drafts(client, draft):
    user = an_account("staff")
    user.user_permissions.set(Permission.objects.filter(codename="view_conference"))
    page = sign_in(client, user).get(preview(draft.conference))
    assert draft.title not in page.content.decode()
    assert (page.context["participants"].count(), page.context["page_obj"].paginator.count) == (0, 0)
    assert [session.statement_count for session in page.context["sessions"]] == [0]


def test_a_preview_of_a_missing_row_is_not_found(admin_client):
    names = ["statement-preview", "conference-preview"]
    assert [admin_client.get(reverse(name, args=["nobody"])).status_code for name in names] == [404, 404]


def test_a_preview_says_when_the_row_will_be_published(admin_client):
    row = a_statement(status="in_review", publish_at=datetime(2030, 1, 1, 9, tzinfo=UTC))
    assert "It is scheduled for 1 January 2030, 09:00 (UTC)." in admin_client.get(preview(row)).content.decode()


def test_a_preview_rejects_post(admin_client, draft):
    assert admin_client.post(preview(draft)).status_code == 405


def test_a_preview_asks_a_fixed_number_of_queries(admin_client, draft):
    def queries():
        counts = []
        for row in (draft, draft.conference):
            admin_client.get(preview(row))
            with CaptureQueriesContext(connection) as captured:
                admin_client.get(preview(row))
            counts.append(len(captured))
        return counts

    few = queries()
    for _ in range(3):
        a_statement(session=draft.session, speaker=draft.speaker, themes=draft.themes.all(), in_reply_to=draft)
        a_statement(session=a_session(conference=draft.conference), status="draft")
    a_translation(statement=draft, language="zh")
    a_correction(statement=draft)
    assert queries() == few


# For the speaker


def test_an_approval_link_shows_one_statement_without_an_account(client, draft):
    link = a_link(draft)
    response = client.get(link.get_private_url())
    page = response.content.decode()
    seen = ("On rivers", "They <em>flow</em>.", "Они текут.", "Ada", "Chair", "Summit")
    assert [words in page for words in seen] == [True] * len(seen)
    article = page.partition("<article")[2].partition("</article>")[0]
    assert [bad in page for bad in ("zxqsecret", "Public title", 'rel="canonical"', draft.slug)] == [False] * 4
    assert {line.split('"')[1] for line in article.split("href=")[1:]} == {"#p1", "#ru-p1"}
    assert private_headers(response) == PRIVATE_HEADERS


def test_an_approval_link_shows_the_current_draft(client, draft):
    link = a_link(draft)
    Statement.objects.filter(pk=draft.pk).update(text="They rest.")
    assert "They rest." in client.get(link.get_private_url()).content.decode()


def expired(link):
    Approval.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def published(link):
    link.statement.conference.publish()
    link.statement.publish()


@pytest.mark.parametrize("close", [expired, Approval.revoke, published, lambda link: link.statement.publish()])
def test_a_closed_approval_link_shows_nothing(client, draft, close):
    link = a_link(draft)
    close(link)
    for response in (client.get(link.get_private_url()), client.post(link.get_private_url(), {"answer": "approved"})):
        assert (response.status_code, "They <em>flow</em>." in response.content.decode()) == (410, False)
        assert private_headers(response) == PRIVATE_HEADERS
    link.refresh_from_db()
    assert link.answer == ""


def test_an_approval_link_leads_to_the_published_statement(client, draft):
    link = a_link(draft)
    published(link)
    page = client.get(link.get_private_url()).content.decode()
    assert f'<a href="{draft.get_absolute_url()}">' in page
    assert "<title>This statement is published" in page


def test_an_unknown_approval_link_is_closed(client, draft):
    link = a_link(draft)
    token = link.get_private_url().split("/")[2]
    other = signing.Signer(salt="other").sign_object(link.pk)
    guesses = [str(link.pk), token[:-1], f"x{token}", other, "a" * 5000, "%00", "é"]
    assert {client.get(f"/approval/{guess}/").status_code for guess in guesses} == {410}


def answer(client, link, **fields):
    page = client.get(link.get_private_url())
    seen = page.context["form"]["seen"].value()
    return client.post(link.get_private_url(), {"seen": seen} | fields)


def test_a_speaker_approves_a_statement(client, draft):
    link = a_link(draft)
    assert answer(client, link, answer="approved").status_code == 302
    link.refresh_from_db()
    assert (link.answer, link.is_about_these_words) == ("approved", True)
    page = client.get(link.get_private_url()).content.decode()
    assert "The editors received your answer: approved (" in page


def test_a_speaker_asks_for_a_change(client, draft):
    link = a_link(draft)
    answer(client, link, answer="change", note="They do not *flow*.")
    link.refresh_from_db()
    assert (link.answer, link.note) == ("change", "They do not *flow*.")
    page = client.get(link.get_private_url()).content.decode()
    assert page.index("your answer: change requested (") < page.index("<p>They do not *flow*.</p>") < page.index("<h1")


def test_an_answer_counts_for_the_text_that_was_shown(client, draft):
    link = a_link(draft)
    answer(client, link, answer="approved")
    Statement.objects.filter(pk=draft.pk).update(text="They rest.")
    assert not Approval.objects.get().is_about_these_words
    assert "The text has changed since you answered" in client.get(link.get_private_url()).content.decode()


def test_an_answer_is_requested_again_if_the_text_has_changed(client, draft):
    link = a_link(draft)
    seen = client.get(link.get_private_url()).context["form"]["seen"].value()
    Statement.objects.filter(pk=draft.pk).update(text="They rest.")
    sent = {"seen": seen, "answer": "change", "note": "My words."}
    response = client.post(link.get_private_url(), sent)
    page = response.content.decode()
    assert ("Your answer was not sent" in page, "My words." in page, Approval.objects.get().answer) == (True, True, "")
    again = {"seen": response.context["form"]["seen"].value()}
    assert client.post(link.get_private_url(), sent | again).status_code == 302


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose an answer."),
        ({"answer": "perhaps"}, "perhaps"),
        ({"answer": "change", "note": " "}, "Describe the change you want."),
        ({"answer": "approved", "note": "a\x00b"}, "Null characters are not allowed."),
        ({"answer": "approved", "note": "a" * 10_001}, "at most 10000 characters"),
    ],
)
def test_an_invalid_answer_shows_an_error(client, draft, fields, message):
    page = answer(client, a_link(draft), **fields).content.decode()
    summary = page.partition('<div class="errors"')[2].partition("</div>")[0]
    assert (message in summary, Approval.objects.get().answer) == (True, "")
    assert f'id="{summary.partition("#")[2].partition(chr(34))[0]}"' in page
    assert "<title>Error: On rivers" in page


def test_a_browser_without_a_referrer_can_answer(draft):
    link = a_link(draft)
    strict = Client(enforce_csrf_checks=True, headers={"origin": "null"})
    assert answer(strict, link, answer="approved").status_code == 302


def test_robots_are_kept_out_and_no_list_has_approval_links(client, draft):
    robots = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /preview/", "Disallow: /approval/"} <= set(robots)
