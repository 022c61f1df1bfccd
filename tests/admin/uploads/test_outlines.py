"""Several statements as one text: the form, the preview, and the import."""

import pytest
from django.contrib.admin.models import LogEntry

from proceedings.models import Appointment, Statement
from tests.support.desk.forms import Fields
from tests.support.desk.uploads import VIEWS, an_editor, confirm
from tests.support.desk.workbench import bench, order
from tests.support.factories import a_conference, a_session, a_speaker

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/proceedings/statement/import/text/"
OFFER = "Add several statements at once"
TEXT = """# Opening
Vladimir Norov, Secretary-General, SCO: On health
Dear colleagues.

# Discussion
Ann Lee: A question
"""


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft", language="ru")


def send(client, conference, text=TEXT, **fields):
    return client.post(ADDRESS, {"conference": conference.pk, "text": text, **fields}, follow=True)


def test_a_text_becomes_sessions_speakers_posts_and_drafts_after_questions_and_a_preview(admin_client, forum):
    a_session(conference=forum, title="Opening")
    page = send(admin_client, forum)
    assert Statement.objects.count() == 0
    address = page.request["PATH_INFO"]
    page = admin_client.post(address, {"new:speaker": "1", "new:organisation": "1"}, follow=True)
    assert [(row.row, row.speaker, row.post) for row in page.context["outcome"].added] == [
        (2, "Vladimir Norov", "Secretary-General, SCO"),
        (6, "Ann Lee", ""),
    ]
    done = confirm(admin_client, page)
    assert done.request["PATH_INFO"] == bench(forum)
    assert order(forum) == "On health | A question"
    statement = Statement.objects.get(title="On health")
    assert (statement.text, statement.language, statement.status) == ("Dear colleagues.", "ru", "draft")
    assert str(statement.appointment) == str(Appointment.objects.get())
    assert LogEntry.objects.get().change_message == "Imported Pasted text."


def test_a_namesake_is_offered_and_never_taken_silently(admin_client, forum):
    a_speaker(name="Anna Lee", slug="anna-lee")
    page = send(admin_client, forum)
    [question] = page.context["similar"]
    assert (question.name, question.candidates) == ("Ann Lee", [("anna-lee", "Anna Lee")])


def test_the_text_can_be_changed_and_the_answers_are_kept(admin_client, forum):
    page = send(admin_client, forum)
    token = page.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    admin_client.post(page.request["PATH_INFO"], {"new:speaker": "1", "new:organisation": "1"})
    values = Fields(admin_client.get(f"{ADDRESS}?before={token}").content.decode()).values
    assert values["text"] == [TEXT]
    assert values["before"] == [token]
    page = send(admin_client, forum, TEXT.replace("A question", "Thanks"), before=token)
    assert [row.title for row in page.context["outcome"].added] == ["On health", "Thanks"]
    assert admin_client.get(f"/admin/proceedings/statement/import/{token}/").status_code == 302


def test_a_text_without_statements_comes_back_with_the_reason(admin_client, forum):
    page = send(admin_client, forum, "Welcome.")
    assert page.context["form"].errors["text"][0].startswith("Line 1 belongs to no statement: “Welcome.”.")
    assert Fields(page.content.decode()).values["text"] == ["Welcome."]


def test_only_who_may_upload_a_sheet_may_add_a_text(client, forum):
    an_editor(client, *VIEWS)
    assert client.get(ADDRESS, {"conference": forum.pk}).status_code == 403
    assert send(client, forum).status_code == 403
    assert OFFER not in client.get(bench(forum)).content.decode()


def test_the_workbench_offers_it_to_those_who_may_upload(client, forum):
    an_editor(client, *VIEWS, "add_statement")
    assert OFFER in client.get(bench(forum)).content.decode()


@pytest.mark.parametrize("key", ["", "0", "x", "99999999"])
def test_an_unknown_conference_leads_to_the_list_of_conferences(admin_client, key):
    for response in (
        admin_client.get(ADDRESS, {"conference": key}),
        admin_client.post(ADDRESS, {"conference": key, "text": TEXT}),
    ):
        assert (response.status_code, response["location"]) == (302, "/admin/proceedings/conference/")
