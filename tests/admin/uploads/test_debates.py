"""Importing a debate: its preview and its confirmation."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proceedings.models import Conference, Statement
from tests.support.akomantoso import a_debate, a_section
from tests.support.desk.forms import messages_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/proceedings/conference/import/"
DEBATE = a_debate(a_section('<speech by="#唐鳳"><p>一</p></speech><speech><p>二</p></speech>', "會議"))


def send(client, data=DEBATE, **options):
    file = SimpleUploadedFile("會議.xml", data)
    return client.post(ADDRESS, {"file": file, "time_zone": "UTC", **options})


def test_a_debate_is_written_only_after_confirmation(admin_client):
    page = send(admin_client, language="zh-Hant", publish="on")
    assert "<li>Statement: 2 new</li>" in page.content.decode()
    assert page.context["imported"].notes[1:] == [
        "會議.xml:3  no speaker is named in by or <from>: imported as a narrative."
    ]
    assert Conference.objects.count() == 0
    done = admin_client.post(ADDRESS, {"packed": page.context["packed"]}, follow=True)
    assert messages_of(done) == ["Imported 會議.xml: 5 created, 0 updated, 0 unchanged."]
    assert list(Statement.objects.order_by("position").values_list("text", "language", "status")) == [
        ("一", "zh-Hant", "published"),
        ("二", "zh-Hant", "published"),
    ]
    assert LogEntry.objects.get().change_message == "Imported 會議.xml."


def test_the_preview_shows_words_that_other_readers_would_change(admin_client):
    words = '<ol><li value="3">three</li><li value="7">seven</li></ol>'
    page = send(admin_client, a_debate(a_section(f'<speech by="#Ann">{words}</speech>')))
    assert "Other readers of Markdown would show other words" in page.content.decode()


def test_errors_are_shown_above_the_form(admin_client):
    page = send(admin_client, b"<html/>")
    assert [str(problem) for problem in page.context["problems"]] == [
        "會議.xml:1  this is <html>, not Akoma Ntoso, which begins with <akomaNtoso>."
    ]
    assert "packed" not in page.context


def test_a_forged_confirmation_imports_nothing(admin_client):
    page = admin_client.post(ADDRESS, {"packed": "forged"}, follow=True)
    assert messages_of(page) == ["Nothing was imported. Please choose the file again."]


def test_a_file_that_is_too_large_is_refused_with_a_hint_at_the_command(admin_client):
    page = send(admin_client, b" " * (5 * 1024 * 1024 + 1))
    assert page.context["form"].errors["file"] == [
        "This file is larger than 5 MB. Import it with manage.py import_akomantoso."
    ]


def test_a_user_without_permissions_for_the_content_is_told(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    assert [client.get(ADDRESS).status_code, send(client).status_code] == [403, 403]
    names = ["add_conference", "add_statement", "view_conference"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert ADDRESS in client.get(reverse("admin:proceedings_conference_changelist")).content.decode()
    assert send(client).context["problems"] == [
        "You may not add speakers or add sessions. Ask an administrator of this site."
    ]
    assert Conference.objects.count() == 0


def test_publishing_is_offered_only_with_permission_and_a_forged_field_imports_drafts(client):
    user = User.objects.create_user("editor", is_staff=True)
    client.force_login(user)
    names = [
        f"{verb}_{noun}" for noun in ("conference", "statement", "speaker", "session") for verb in ("add", "change")
    ]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert "publish" not in client.get(ADDRESS).context["form"].fields
    packed = send(client, language="zh-Hant", publish="on").context["packed"]
    client.post(ADDRESS, {"packed": packed})
    assert set(Statement.objects.values_list("status", flat=True)) == {"draft"}


def test_a_permission_lost_before_the_confirmation_publishes_nothing(client):
    user = User.objects.create_superuser("publisher")
    client.force_login(user)
    packed = send(client, language="zh-Hant", publish="on").context["packed"]
    user.is_superuser = False
    user.save()
    names = [f"add_{noun}" for noun in ("conference", "statement", "speaker", "session")]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    page = client.post(ADDRESS, {"packed": packed})
    assert {str(problem).rpartition("  ")[2].partition(": ")[2] for problem in page.context["problems"]} == {
        "status: you may not give it this status."
    }
    assert Conference.objects.count() == 0
