"""From a proposal to drafts: the preview, its problems, and the one transaction that writes them."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from proceedings.editorial.models import Passage
from proceedings.models import Conference, Speaker, Statement, Status
from tests.support.desk.forms import messages_of
from tests.support.desk.proposals import (
    PROGRAMME,
    REPORT,
    TALK,
    address_of,
    create,
    edited,
    give,
    keys,
    step,
    transcript,
    waiting,
)
from tests.support.desk.uploads import VIEWS, an_editor
from tests.support.factories import a_conference, a_session, a_statement

pytestmark = pytest.mark.django_db
ADDS = ["add_conference", "add_session", "add_speaker", "add_appointment", "add_statement"]


def problems(page):
    return [problem.message for problem, _page in page.context["problems"]]


def test_nothing_is_written_before_the_drafts_are_created(admin_client, admin_user):
    page = give(admin_client, REPORT.read_text("utf-8"))
    preview = step(admin_client, page, "preview")
    assert "<li>Statement: 14 new</li>" in preview.content.decode()
    assert "New speakers: <bdi>Igor Ivanov</bdi>, <bdi>" in preview.content.decode()
    assert [model.objects.count() for model in (Conference, Speaker, Statement)] == [0, 0, 0]
    done = create(admin_client, page)
    conference = Conference.objects.get()
    assert done.request["PATH_INFO"] == f"/admin/proceedings/conference/{conference.pk}/workbench/"
    assert messages_of(done) == ["Created 14 drafts from Pasted text."]
    assert set(Statement.objects.values_list("status", flat=True)) == {Status.DRAFT}
    statement = Statement.objects.get(speaker__name="Igor Ivanov")
    assert statement.history.get().history_user == admin_user
    assert Passage.objects.get(statement=statement).document.name == "Pasted text"
    assert LogEntry.objects.get().change_message == "Drafted from Pasted text."
    assert waiting(admin_user, page) is None


def test_the_fields_of_a_new_conference_are_those_of_the_editor(admin_client):
    page = transcript(admin_client)
    fields = {"title": "River Forum", "starts_on": "2021-05", "place": "Ashton", "language": "Russian"}
    fields |= {"time_zone": "Europe/Moscow"}
    page = step(admin_client, page, **{f"conference__{name}": value for name, value in fields.items()})
    create(admin_client, page)
    conference = Conference.objects.get()
    assert (conference.title, str(conference.starts_on), conference.place, conference.language) == (
        "River Forum",
        "2021-05",
        "Ashton",
        "ru",
    )
    assert (conference.time_zone, conference.status) == ("Europe/Moscow", Status.DRAFT)


def test_wrong_fields_are_kept_and_named_with_their_remedy(admin_client):
    page = transcript(admin_client)
    fields = {"title": "", "starts_on": "May 2021", "language": "klingonian", "time_zone": "Ashton"}
    page = step(admin_client, page, **{f"conference__{name}": value for name, value in fields.items()})
    assert {name: value for name, _field, value, _error in page.context["conference_fields"]} == {
        **fields,
        "ends_on": "",
        "place": "",
    }
    preview = step(admin_client, page, "preview")
    assert [message.partition(".")[0] for message in problems(preview)] == [
        "Enter the title of the conference, or choose one that is on the record",
        "“May 2021” is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020",
        problems(preview)[2].partition(".")[0],
        "“Ashton” is not a time zone (IANA), such as Europe/Moscow or UTC",
    ]
    assert "is not a language tag" in problems(preview)[2]


def test_a_conference_on_the_record_gets_the_drafts(admin_client):
    forum = a_conference(title="Other Forum", slug="other", status="published")
    a_session(conference=forum, title="Opening", slug="opening")
    page = transcript(admin_client, conference=forum.pk)
    assert page.context["conference_label"] == f"Other Forum ({forum.starts_on.year})"
    page = step(admin_client, page, session__1="Opening")
    create(admin_client, page)
    assert Conference.objects.get() == forum
    assert Statement.objects.filter(session__slug="opening", session__conference=forum).count() >= 1
    assert not Statement.objects.public().exists()


def test_a_document_of_a_conference_on_the_record_is_proposed_for_it(admin_client):
    a_conference(title="Forum on the Upper Valley", slug="valley", status="draft")
    head = "<html><head><title>Forum on the Upper Valley</title></head><body>"
    page = give(admin_client, f"{head}<p><b>Ann Ash:</b> One.</p><p><b>Bo Birch:</b> Two.</p></body></html>")
    assert edited(page).conference == "valley"
    page = step(admin_client, page, conference="")
    preview = step(admin_client, page, "preview")
    assert problems(preview) == [
        "This conference is on the record as “Forum on the Upper Valley”. Choose it, or change the title."
    ]


def test_a_problem_of_a_statement_leads_to_its_row(admin_client):
    page = transcript(admin_client)
    preview = step(admin_client, page, "preview", title__2="x" * 400)
    [(problem, number)] = preview.context["problems"]
    assert (problem.key, problem.anchor, number) == (2, "row-2", 1)
    assert problem.message.startswith("Statement 2: ")


def test_a_proposal_without_statements_is_no_draft(admin_client):
    page = give(admin_client, "The river is low.\n\nNobody has seen it so low.\n")
    for row in list(edited(page).rows):
        page = step(admin_client, page, f"drop:{row.key}")
    assert "No statement is left. Take one from the source." in problems(step(admin_client, page, "preview"))


def test_a_proposal_that_was_changed_since_the_preview_is_shown_again(admin_client):
    page = step(admin_client, transcript(admin_client), conference__title="River Forum")
    preview = step(admin_client, page, "preview")
    seen = preview.context["plan"].fingerprint
    step(admin_client, page, "drop:2")
    again = admin_client.post(address_of(preview), {"seen": seen}, follow=True)
    assert messages_of(again) == [
        "The proposal or the record has changed since the preview. Nothing was written. Please check again."
    ]
    assert not Statement.objects.exists()


def test_statements_that_the_conference_has_already_are_not_drafted_again(admin_client):
    page = step(admin_client, transcript(admin_client), conference__title="River Forum")
    create(admin_client, page)
    page = transcript(admin_client, conference=Conference.objects.get().pk)
    create(admin_client, page)
    assert Statement.objects.count() == 4


@pytest.mark.parametrize("missing", ["add_conference", "add_speaker", "add_session"])
def test_creating_drafts_needs_the_permissions_of_an_import(client, missing):
    an_editor(client, *VIEWS, *(name for name in ADDS if name != missing))
    page = step(client, transcript(client), conference__title="River Forum")
    preview = step(client, page, "preview")
    action = f"add {missing.removeprefix('add_')}s"
    assert f"You may not {action}. Ask an administrator of this site." in preview.content.decode()
    assert "Create drafts" not in preview.content.decode()
    refused = client.post(address_of(preview), {"seen": preview.context["plan"].fingerprint})
    assert refused.status_code == 403
    assert not Conference.objects.exists()


def test_editors_create_drafts_with_the_permissions_of_their_group(client):
    an_editor(client, *VIEWS, *ADDS)
    create(client, step(client, transcript(client), conference__title="River Forum"))
    assert Statement.objects.count() == 4


def test_the_form_of_a_statement_shows_its_passage(admin_client):
    create(admin_client, step(admin_client, transcript(admin_client), conference__title="River Forum"))
    statement = Statement.objects.get(speaker__name="Bo Birch")
    page = admin_client.get(f"/admin/proceedings/statement/{statement.pk}/change/").content.decode()
    assert '<mark class="content">We measure it each day. Nobody has seen it so low.</mark>' in page


def test_a_hidden_conference_is_not_named_without_permission(client):
    a_statement(session=a_session(conference=a_conference(title="Zxqforum", status="draft")), status="draft")
    an_editor(client, "add_statement")
    assert client.get("/admin/proceedings/conference/draft/").status_code == 403


def test_a_programme_that_is_read_again_leaves_what_was_corrected_at_the_desk(admin_client):
    page = give(admin_client, file=("schedule.json", json.dumps(PROGRAMME).encode()))
    create(admin_client, step(admin_client, page, **{f"text-{keys(page)[0]}": "The river was low in May."}))
    changed = json.dumps(PROGRAMME).replace(TALK["abstract"], "The river is very low.")
    for programme in (json.dumps(PROGRAMME), changed):
        create(admin_client, give(admin_client, file=("schedule.json", programme.encode())))
        assert Statement.objects.get().text == "The river was low in May."
