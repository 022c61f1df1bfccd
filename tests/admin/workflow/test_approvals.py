"""The links from forms to previews, and the page of links for a speaker's approval."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from proceedings.editorial.approvals import Approval
from tests.support.desk.forms import messages_of
from tests.support.factories import a_co_speaker, a_conference, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return a_statement(session=a_session(conference=a_conference(status="draft")), status="draft", title="On rivers")


def links_url(statement):
    return reverse("admin:proceedings_statement_approvals", args=[statement.pk])


def change_url(row):
    return reverse(f"admin:proceedings_{row._meta.model_name}_change", args=[row.pk])


def test_forms_link_to_the_previews_and_to_the_speakers_approval(admin_client, draft):
    page = admin_client.get(change_url(draft)).content.decode()
    urls = [reverse("statement-preview", args=[draft.slug]), links_url(draft)]
    assert [f'href="{address}"' in page for address in urls] == [True, True]
    conference = admin_client.get(change_url(draft.conference)).content.decode()
    assert f'href="{reverse("conference-preview", args=[draft.conference.slug])}"' in conference


def test_a_published_statement_needs_no_approval(admin_client):
    statement = a_statement()
    assert links_url(statement) not in admin_client.get(change_url(statement)).content.decode()
    response = admin_client.post(links_url(statement), {"days": "14"}, follow=True)
    assert messages_of(response) == ["This statement is already published, so there is nothing to approve."]
    assert Approval.objects.count() == 0


def test_a_link_is_created_shown_and_revoked(admin_client, admin_user, client, draft):
    response = admin_client.post(links_url(draft), {"days": "7"}, follow=True)
    link = Approval.objects.get()
    assert (link.made_by, (link.expires_at - link.made_at).days) == (admin_user, 7)
    assert f'value="http://testserver{link.get_private_url()}"' in response.content.decode()
    assert client.get(link.get_private_url()).status_code == 200
    page = admin_client.post(links_url(draft), {"revoke": link.pk}, follow=True).content.decode()
    assert (client.get(link.get_private_url()).status_code, link.get_private_url() in page) == (410, False)


@pytest.mark.parametrize("sent", [{"days": "9999"}, {"days": "x"}, {"revoke": "x"}, {"revoke": "9" * 30}, {}])
def test_an_invalid_request_creates_no_link(admin_client, draft, sent):
    assert admin_client.post(links_url(draft), sent).status_code in {200, 302}
    assert Approval.objects.count() == 0


def test_the_page_does_not_revoke_a_link_of_another_statement(admin_client, draft):
    link = Approval.ask(a_statement(status="draft"), 7, by=None)
    admin_client.post(links_url(draft), {"revoke": link.pk})
    link.refresh_from_db()
    assert link.revoked_at is None


def test_a_user_without_the_change_permission_creates_no_link(client, draft):
    client.force_login(User.objects.create_user("viewer", is_staff=True))
    assert [
        client.get(links_url(draft)).status_code,
        client.post(links_url(draft), {"days": "7"}).status_code,
    ] == [403, 403]
    assert Approval.objects.count() == 0


@pytest.mark.parametrize("key", ["999999", "9" * 30])
def test_the_page_of_an_unknown_statement_is_not_found(admin_client, key):
    assert admin_client.get(f"/admin/proceedings/statement/{key}/approvals/").status_code == 404


def test_the_desk_shows_an_answer_until_its_link_is_revoked(admin_client, client, draft):
    a_statement(status="draft")
    link = Approval.ask(draft, 7, by=None)
    assert answered_panels(admin_client) == []
    seen = client.get(link.get_private_url()).context["form"]["seen"].value()
    client.post(link.get_private_url(), {"seen": seen, "answer": "change", "note": "Not so."})
    [panel] = answered_panels(admin_client)
    assert [(entry["row"], entry["url"]) for entry in panel.entries] == [(draft, links_url(draft))]
    assert admin_client.get(panel.url).context["cl"].result_count == 1
    page = admin_client.get(links_url(draft)).content.decode()
    assert ("Change requested" in page, "Not so." in page, "The text has changed since then." in page) == (
        True,
        True,
        False,
    )
    draft.text = "Otherwise."
    draft.save()
    assert "The text has changed since then." in admin_client.get(links_url(draft)).content.decode()
    link.refresh_from_db()
    link.revoke()
    assert answered_panels(admin_client) == []


def answered_panels(client):
    panels = client.get("/admin/").context["my_work"]
    return [panel for panel in panels if str(panel.title) == "Answered by speakers"]


def test_each_of_several_speakers_has_a_link_of_their_own(admin_client, draft):
    row = a_co_speaker(statement=draft, speaker=a_speaker(name="Bo Birch"))
    assert "This field is required." in admin_client.post(links_url(draft), {"days": "7"}).content.decode()
    assert Approval.objects.count() == 0
    page = admin_client.post(links_url(draft), {"days": "7", "speaker": row.speaker_id}, follow=True)
    assert Approval.objects.get().speaker == row.speaker
    assert "<bdi>Bo Birch</bdi>" in page.content.decode()


def test_a_link_is_not_for_somebody_else(admin_client, draft):
    a_co_speaker(statement=draft)
    admin_client.post(links_url(draft), {"days": "7", "speaker": a_speaker().pk})
    assert Approval.objects.count() == 0
