"""From a form to the page as readers will see it, and links for a speaker's approval."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from proceedings.editorial.approvals import Approval
from tests.support.factories import a_conference, a_session, a_statement
from tests.support.forms import messages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return a_statement(session=a_session(conference=a_conference(status="draft")), status="draft", title="On rivers")


def links(statement):
    return reverse("admin:proceedings_statement_approvals", args=[statement.pk])


def form(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def test_forms_lead_to_the_previews_and_to_the_speakers_approval(admin_client, draft):
    page = admin_client.get(form(draft)).content.decode()
    wanted = [reverse("statement-preview", args=[draft.slug]), links(draft)]
    assert [f'href="{address}"' in page for address in wanted] == [True, True]
    conference = admin_client.get(form(draft.conference)).content.decode()
    assert f'href="{reverse("conference-preview", args=[draft.conference.slug])}"' in conference


def test_what_is_published_needs_no_approval(admin_client):
    statement = a_statement()
    assert links(statement) not in admin_client.get(form(statement)).content.decode()
    response = admin_client.post(links(statement), {"days": "14"}, follow=True)
    assert messages_of(response) == ["It is published: there is nothing to approve."]
    assert Approval.objects.count() == 0


def test_a_link_is_made_shown_and_taken_back(admin_client, admin_user, client, draft):
    response = admin_client.post(links(draft), {"days": "7"}, follow=True)
    link = Approval.objects.get()
    assert (link.made_by, (link.expires_at - link.made_at).days) == (admin_user, 7)
    assert f'value="http://testserver{link.get_absolute_url()}"' in response.content.decode()
    assert client.get(link.get_absolute_url()).status_code == 200
    page = admin_client.post(links(draft), {"revoke": link.pk}, follow=True).content.decode()
    assert (client.get(link.get_absolute_url()).status_code, link.get_absolute_url() in page) == (410, False)


@pytest.mark.parametrize("sent", [{"days": "9999"}, {"days": "x"}, {"revoke": "x"}, {"revoke": "9" * 30}, {}])
def test_what_makes_no_sense_makes_no_link(admin_client, draft, sent):
    assert admin_client.post(links(draft), sent).status_code in {200, 302}
    assert Approval.objects.count() == 0


def test_a_link_of_another_statement_is_not_taken_back_from_here(admin_client, draft):
    link = Approval.ask(a_statement(status="draft"), 7, by=None)
    admin_client.post(links(draft), {"revoke": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is None


def test_who_may_not_change_the_statement_makes_no_link(client, draft):
    client.force_login(User.objects.create_user("looker", is_staff=True))
    assert [client.get(links(draft)).status_code, client.post(links(draft), {"days": "7"}).status_code] == [403, 403]
    assert Approval.objects.count() == 0


@pytest.mark.parametrize("key", ["999999", "9" * 30])
def test_a_statement_that_is_not_there_is_not_found(admin_client, key):
    assert admin_client.get(f"/admin/proceedings/statement/{key}/approvals/").status_code == 404


def test_an_answer_waits_on_the_desk_until_it_is_published_or_taken_back(admin_client, client, draft):
    a_statement(status="draft")
    link = Approval.ask(draft, 7, by=None)
    assert waiting(admin_client) == []
    seen = client.get(link.get_absolute_url()).context["form"]["seen"].value()
    client.post(link.get_absolute_url(), {"seen": seen, "answer": "change", "note": "Not so."})
    [pile] = waiting(admin_client)
    assert [(entry["row"], entry["address"]) for entry in pile.rows] == [(draft, links(draft))]
    assert admin_client.get(pile.address).context["cl"].result_count == 1
    page = admin_client.get(links(draft)).content.decode()
    assert ("Asks for a change" in page, "Not so." in page, "The text has changed since." in page) == (
        True,
        True,
        False,
    )
    draft.text = "Otherwise."
    draft.save()
    assert "The text has changed since." in admin_client.get(links(draft)).content.decode()
    link.refresh_from_db()
    link.revoke()
    assert waiting(admin_client) == []


def waiting(client):
    return [pile for pile in client.get("/admin/").context["waiting"] if str(pile.title) == "Answered by speakers"]
