"""Uploading, viewing and deleting portraits in the admin."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from proceedings.models import Speaker
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import a_picture, a_speaker, a_statement

pytestmark = pytest.mark.django_db


def change_url(speaker):
    return reverse("admin:proceedings_speaker_change", args=[speaker.pk])


def portrait_url(speaker):
    return reverse("admin:proceedings_speaker_portrait", args=[speaker.pk])


def stored(speaker):
    return Speaker.objects.get(pk=speaker.pk).portrait.name


def test_a_portrait_is_uploaded_kept_replaced_and_deleted(admin_client):
    speaker = a_speaker()
    fill(admin_client, change_url(speaker), portrait=a_picture(), portrait_credit="Babbage")
    first = stored(speaker)
    assert first.endswith("-60x80.webp")
    fill(admin_client, change_url(speaker), portrait="", name="Ada")
    assert stored(speaker) == first
    fill(admin_client, change_url(speaker), portrait=a_picture(90, 90))
    assert stored(speaker).endswith("-90x90.webp")
    page = admin_client.get(change_url(speaker)).content.decode()
    assert f'<img src="{portrait_url(speaker)}" width="90" height="90"' in page
    fill(admin_client, change_url(speaker), portrait="", **{"portrait-clear": "on"})
    assert stored(speaker) == ""


def test_a_file_that_is_no_picture_shows_an_error_and_changes_nothing(admin_client):
    speaker = a_speaker(portrait=a_picture())
    before = stored(speaker)
    for content, sentence in (
        (b"<svg/>", "This file contains more than a picture. Save the picture again with another program."),
        (b"x", "This picture cannot be read. Use a JPEG, PNG, WebP or AVIF file."),
        (b"", "The submitted file is empty."),
    ):
        response = fill(
            admin_client, change_url(speaker), portrait=SimpleUploadedFile("me.jpg", content), name="Changed"
        )
        assert errors_of(response) == [sentence]
    assert (stored(speaker), Speaker.objects.filter(name="Changed").exists()) == (before, False)


def test_staff_see_a_portrait_that_is_not_public_and_no_shared_cache_stores_it(admin_client):
    speaker = a_statement(speaker=a_speaker(portrait=a_picture()), status="draft").speaker
    response = admin_client.get(portrait_url(speaker))
    never = "max-age=0, no-cache, no-store, must-revalidate"
    headers = [response.headers[name] for name in ("Content-Type", "Cache-Control", "Content-Security-Policy")]
    assert headers == ["image/webp", f"private, {never}", "default-src 'none'; sandbox"]


def test_a_user_without_the_view_permission_does_not_see_the_portrait(client):
    speaker = a_speaker(portrait=a_picture())
    assert client.get(portrait_url(speaker)).status_code == 302
    editor = User.objects.create_user("editor", is_staff=True)
    client.force_login(editor)
    assert client.get(portrait_url(speaker)).status_code == 403
    editor.user_permissions.set(Permission.objects.filter(codename="view_speaker"))
    assert client.get(portrait_url(speaker)).status_code == 200


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "1 OR 1=1"])
def test_an_unknown_speaker_or_one_without_a_portrait_is_not_found(admin_client, key):
    bare = a_speaker()
    assert admin_client.get(f"/admin/proceedings/speaker/{key}/portrait/").status_code == 404
    assert admin_client.get(portrait_url(bare)).status_code == 404
