"""Uploading a sheet: its form, its preview with questions, and its confirmation."""

import os
import time

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse
from openpyxl import Workbook

from proceedings.admin.uploads.storage import Upload
from proceedings.models import Speaker, Statement
from tests.support.desk.forms import messages_of
from tests.support.desk.uploads import ADDRESS, STATEMENTS, VIEWS, an_editor, confirm, send
from tests.support.factories import a_conference, a_session, a_speaker, a_statement
from tests.support.sheets import saved, written, xlsx

pytestmark = pytest.mark.django_db

ROW = {"session": "Opening", "speaker": "Vladimir Norov", "title": "On health", "text": "One."}


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


def unknown_speakers(page):
    """Return the names in questions that have no candidates."""
    return [question.name for _model, questions, _more in page.context["unknown"] for question in questions]


def test_a_sheet_is_written_only_after_confirmation(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    assert str(page.context["outcome"].tally) == "2 created, 0 updated, 0 unchanged"
    assert Statement.objects.count() == 0
    done = confirm(admin_client, page)
    assert messages_of(done) == ["Imported Forum.xlsx: 2 created, 0 updated, 0 unchanged."]
    statement = Statement.objects.get()
    assert (statement.title, statement.status, statement.history.get().history_user.username) == (
        "On health",
        "draft",
        "admin",
    )
    assert LogEntry.objects.get().change_message == "Imported Forum.xlsx."
    assert done.request["PATH_INFO"] == reverse("admin:proceedings_conference_workbench", args=[forum.pk])


def test_the_preview_shows_words_that_other_readers_would_change(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW | {"text": "3. three\n7. seven"}), conference=forum.pk)
    assert "Other readers of Markdown would show other words" in page.content.decode()


def test_a_sheet_can_add_identifiers_alone(admin_client, forum):
    norov = a_speaker(name="Vladimir Norov")
    statement = a_statement(session=a_session(conference=forum), speaker=norov, status="draft")
    page = send(admin_client, xlsx({"slug": statement.slug, "speaker_identifier": "wikidata:Q4116955"}))
    assert "<bdi>Vladimir Norov: wikidata:Q4116955</bdi>" in page.content.decode()
    confirm(admin_client, page)
    norov.refresh_from_db()
    assert norov.wikidata == "Q4116955"


def test_joined_names_are_one_speaker_or_several_as_the_editor_answers(admin_client, forum):
    page = send(admin_client, xlsx(ROW | {"speaker": "Ann Ash & Bo Birch"}), conference=forum.pk)
    [question] = page.context["similar"]
    assert question.parts == ["Ann Ash", "Bo Birch"]
    assert "These 2 speakers: <bdi>Ann Ash</bdi> · <bdi>Bo Birch</bdi>" in page.content.decode()
    address = page.request["PATH_INFO"]
    # Nobody is added by the answer for all names without similar ones.
    page = admin_client.post(address, {"new:speaker": "1"}, follow=True)
    assert [question.name for question in page.context["similar"]] == ["Ann Ash & Bo Birch"]
    page = admin_client.post(address, {"is:speaker:Ann Ash & Bo Birch": "&"}, follow=True)
    assert unknown_speakers(page) == ["Ann Ash", "Bo Birch"]
    page = admin_client.post(address, {"new:speaker": "1"}, follow=True)
    confirm(admin_client, page)
    assert [credit.name for credit in Statement.objects.get().credits] == ["Ann Ash", "Bo Birch"]


def test_the_preview_shows_the_person_who_was_chosen_for_a_misspelling(admin_client, forum):
    a_speaker(name="Vladimir Norov", slug="norov")
    sheet = xlsx(ROW | {"speaker": "Vladimir Norow", "post": "Envoy", "organisation": "SCO"})
    page = send(admin_client, sheet, conference=forum.pk)
    answers = {"is:speaker:Vladimir Norow": "norov", "new:organisation": "1"}
    page = admin_client.post(page.request["PATH_INFO"], answers, follow=True)
    [added] = page.context["outcome"].added
    assert (added.speaker, added.written, added.post) == ("Vladimir Norov", "Vladimir Norow", "Envoy, SCO")
    assert "in the sheet: <bdi>Vladimir Norow</bdi>" in page.content.decode()


def test_a_second_confirmation_imports_nothing(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    confirm(admin_client, page)
    assert messages_of(confirm(admin_client, page)) == [
        "This sheet has been imported, or it was uploaded more than a day ago. Please upload it again."
    ]
    assert Statement.objects.count() == 1


def test_mistakes_are_shown_by_row_and_column(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    rows = [{**ROW, "kind": "adress", "position": "first"}, {**ROW, "title": ""}]
    page = send(admin_client, xlsx(*rows), conference=forum.pk)
    kinds = (
        "opening remarks, greeting, video address, address, remarks, presentation, question, answer, closing remarks, "
        "narrative"
    )
    assert [(mistake.row, mistake.column, mistake.text) for mistake in page.context["mistakes"]] == [
        (2, "E (Kind)", f"“adress” is not possible here. Did you mean “address”? It can be {kinds}."),
        (2, "F (Position)", "“first” is not a whole number."),
        (3, "C (Title)", "this is required for a new statement."),
    ]
    assert "seen" not in page.content.decode()


def test_unknown_speakers_are_questions_and_the_answers_are_kept(admin_client, forum):
    norov = a_speaker(name="Vladimir Norov", slug="vladimir-norov")
    rows = [{**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee"}, {**ROW, "speaker": "Bo Li"}]
    page = send(admin_client, xlsx(*rows), conference=forum.pk)
    assert [question.name for question in page.context["similar"]] == ["Владимир Норов"]
    assert unknown_speakers(page) == ["Ann Lee", "Bo Li"]
    fields = {
        "is:speaker:Владимир Норов": "vladimir-norov",
        "new:speaker": "1",
        "other:speaker:Bo Li": "https://testserver/speakers/vladimir-norov/",
    }
    page = admin_client.post(page.request["PATH_INFO"], fields, follow=True)
    assert page.context["outcome"].questions == []
    confirm(admin_client, page)
    assert list(Statement.objects.order_by("position").values_list("speaker__name", flat=True)) == [
        "Vladimir Norov",
        "Ann Lee",
        "Vladimir Norov",
    ]
    assert list(Speaker.objects.exclude(pk=norov.pk).values_list("name", flat=True)) == ["Ann Lee"]


def test_an_unknown_slug_is_reported(admin_client, forum):
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    page = admin_client.post(page.request["PATH_INFO"], {"other:speaker:Vladimir Norov": "norov"}, follow=True)
    assert messages_of(page) == ["“Vladimir Norov”: no speaker has the address “norov”."]
    assert unknown_speakers(page) == ["Vladimir Norov"]


def test_an_invalid_slug_is_reported(admin_client, forum):
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    fields = {"other:speaker:Vladimir Norov": "a\0b", "is:speaker:Vladimir Norov": "c\0d"}
    page = admin_client.post(page.request["PATH_INFO"], fields, follow=True)
    assert (page.status_code, len(messages_of(page)), unknown_speakers(page)) == (200, 1, ["Vladimir Norov"])


def test_a_corrected_sheet_keeps_the_answers_about_names(admin_client, forum):
    page = send(admin_client, xlsx({**ROW, "kind": "x"}), conference=forum.pk)
    page = admin_client.post(page.request["PATH_INFO"], {"new:speaker": "1"}, follow=True)
    page = send(admin_client, xlsx(ROW), conference=forum.pk, before=page.context["upload"].token)
    assert page.context["outcome"].new == {"session": ["Opening"], "speaker": ["Vladimir Norov"]}


def test_a_sheet_is_previewed_again_if_the_record_has_changed(admin_client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    a_session(conference=forum, title="Opening")
    page = confirm(admin_client, page)
    assert messages_of(page) == ["The record has changed since the preview. Nothing was imported. Please check again."]
    assert Statement.objects.count() == 0
    confirm(admin_client, page)
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "forged"])
def test_a_sheet_is_not_imported_without_its_preview(admin_client, forum, seen):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx({**ROW, "kind": "x"} if not seen else ROW), conference=forum.pk)
    admin_client.post(f"{page.request['PATH_INFO']}confirm/", {"seen": seen})
    assert Statement.objects.count() == 0


def test_a_sheet_waits_on_the_page_of_its_uploader_until_it_is_imported(admin_client, client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    [waiting] = admin_client.get(ADDRESS).context["waiting"]
    assert (waiting["name"], waiting["conference"], waiting["statements"]) == ("Forum.xlsx", str(forum), 1)
    assert f'href="{page.request["PATH_INFO"]}"' in admin_client.get(ADDRESS).content.decode()
    an_editor(client, "add_statement", *VIEWS)
    assert client.get(ADDRESS).context["waiting"] == []
    confirm(admin_client, page)
    assert admin_client.get(ADDRESS).context["waiting"] == []


def test_a_sheet_that_another_window_imports_meanwhile_has_gone(admin_client, forum, monkeypatch):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    find = Upload.find

    def find_then_delete(*args):
        upload = find(*args)
        upload.delete()
        return upload

    monkeypatch.setattr(Upload, "find", find_then_delete)
    assert messages_of(confirm(admin_client, page)) == [
        "This sheet has been imported, or it was uploaded more than a day ago. Please upload it again."
    ]


def test_an_upload_is_visible_to_its_uploader_alone(admin_client, client, forum):
    a_speaker(name="Vladimir Norov")
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    an_editor(client, "add_statement", "add_session", *VIEWS)
    address = page.request["PATH_INFO"]
    expired = ["This sheet has been imported, or it was uploaded more than a day ago. Please upload it again."]
    assert messages_of(client.get(address, follow=True)) == expired
    fingerprint = {"seen": page.context["outcome"].fingerprint}
    assert messages_of(client.post(f"{address}confirm/", fingerprint, follow=True)) == expired
    assert Statement.objects.count() == 0


def test_an_upload_is_private_and_expires_after_a_day(admin_client, forum, uploads):
    page = send(admin_client, xlsx(ROW), conference=forum.pk)
    [folder] = uploads.glob("*/*")
    assert {oct(file.stat().st_mode)[-3:] for file in folder.iterdir()} == {"600"}
    assert oct(folder.stat().st_mode)[-3:] == "700"
    yesterday = time.time() - 25 * 3600
    os.utime(folder, (yesterday, yesterday))
    assert admin_client.get(page.request["PATH_INFO"]).status_code == 302
    send(admin_client, xlsx(ROW), conference=forum.pk)
    assert not folder.exists()


def test_only_the_latest_uploads_of_a_user_are_kept(admin_client, forum, uploads):
    for _one in range(7):
        send(admin_client, xlsx(ROW), conference=forum.pk)
    assert len(list(uploads.glob("*/*"))) == 5


@pytest.mark.parametrize("token", ["x", "..%2F..", "a" * 32])
def test_a_token_reaches_no_other_file(admin_client, token):
    assert admin_client.get(f"{ADDRESS}{token}/").status_code in {302, 404}


def test_a_user_who_may_not_view_the_rows_of_the_preview_is_refused(client):
    user = an_editor(client, "add_statement", *VIEWS)
    assert client.get(ADDRESS).status_code == 200
    user.user_permissions.remove(Permission.objects.get(codename="view_speaker"))
    assert client.get(ADDRESS).status_code == 403


def test_a_user_who_may_not_add_statements_is_refused(client, forum):
    an_editor(client, "view_statement")
    assert [client.get(f"{ADDRESS}{page}").status_code for page in ("", "template.xlsx", "template.csv")] == [403] * 3
    assert send(client, xlsx(ROW)).status_code == 403
    assert ADDRESS not in client.get(STATEMENTS).content.decode()


def test_a_user_without_permissions_for_the_content_is_told(client, forum):
    a_speaker(name="Vladimir Norov")
    an_editor(client, "add_statement", *VIEWS)
    page = send(client, xlsx(ROW), conference=forum.pk)
    assert page.context["permission_error"] == "You may not add sessions. Ask an administrator of this site."
    assert confirm(client, page).status_code == 403
    assert Statement.objects.count() == 0


def test_a_file_that_is_no_sheet_is_an_error_in_the_form(admin_client):
    page = send(admin_client, b"\x89PNG\r\n\x1a\n\0\0")
    assert page.context["form"].errors["file"] == [
        "Line 1 is not in UTF-8: choose the encoding in the form, or save the sheet as .xlsx."
    ]


def test_an_encoding_can_be_chosen(admin_client, forum):
    a_speaker(name="Норов")
    data = written({**ROW, "speaker": "Норов"}, separator=";", encoding="cp1251")
    page = send(admin_client, data, name="Форум.csv", conference=forum.pk, encoding="cp1251")
    assert [statement.speaker for statement in page.context["added"]] == ["Норов"]


def test_a_sheet_without_rows_and_sheets_that_are_not_read_are_named(admin_client, forum):
    book = Workbook()
    book.active.append(["Session", "Speaker", "Title"])
    book.create_sheet("Second day").append(["Session", "Speaker", "Title"])
    page = send(admin_client, saved(book), conference=forum.pk).content.decode()
    assert "These are not imported: Second day." in page
    assert "The sheet has no rows below its headings." in page
