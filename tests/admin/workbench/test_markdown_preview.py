"""The preview of a Markdown text in the forms of the admin."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

PREVIEW = reverse("admin:markdown")


def test_a_preview_has_numbered_paragraphs_in_their_language(admin_client):
    sent = {"text": "# Aim\n\nПервый.\n\n*Второй.*", "language": "ru"}
    part = admin_client.post(f"{PREVIEW}?part", sent).content.decode()
    assert part.strip().startswith('<div class="text" lang="ru" dir="auto">')
    assert ('id="preview-p2"' in part, "<em>Второй.</em>" in part, "<html" in part) == (True, True, False)


def test_the_preview_without_javascript_is_a_page_of_any_field(admin_client):
    page = admin_client.post(f"{PREVIEW}?of=summary", {"summary": "What it **was**.", "text": "Other"})
    assert ("<strong>was</strong>" in page.content.decode(), "<html" in page.content.decode()) == (True, True)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a\x00b", "[x](javascript:alert(1))", "![x](https://tracker.example/)", ""]
)
def test_a_preview_is_as_safe_as_the_page(admin_client, text):
    part = admin_client.post(f"{PREVIEW}?part", {"text": text, "language": '"><script>'}).content.decode()
    assert [bad for bad in ("<script", "\x00", 'href="javascript', "<img") if bad in part] == []


def test_the_preview_refuses_a_text_that_is_too_long(admin_client, monkeypatch):
    monkeypatch.setattr("proceedings.admin.workbench.markdown_preview.MAX_LENGTH", 10)
    response = admin_client.post(f"{PREVIEW}?part", {"text": "a" * 11})
    assert (response.status_code, response.content.decode()) == (413, "This text is too long for a preview.")


def test_the_preview_needs_a_staff_account_and_a_csrf_token(client, admin_user):
    assert client.post(PREVIEW, {"text": "a"}).status_code == 302
    client.force_login(admin_user)
    assert client.get(PREVIEW).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert strict.post(PREVIEW, {"text": "a"}).status_code == 403


def test_a_preview_reads_plain_text_and_shows_no_marks(admin_client):
    sent = {"text": "*1945. a\n5. b", "text_format": "plain", "language": "en"}
    part = admin_client.post(f"{PREVIEW}?part", sent).content.decode()
    assert ("<p>*1945. a<br>\n5. b</p>" in part, 'class="changes"' in part) == (True, False)


def test_a_preview_warns_of_words_that_other_readers_of_markdown_would_change(admin_client):
    part = admin_client.post(f"{PREVIEW}?part", {"text": "Years:\n\n1945. peace\n1989. walls"}).content.decode()
    assert "Line 4: the numbers of a list would change here: “1989” to “1946”." in part
