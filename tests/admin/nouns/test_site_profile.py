"""Editing the profile of the site at the desk."""

import pytest
from django.urls import reverse

from proceedings.models import SiteProfile
from tests.support.desk.accounts import an_account
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import a_picture, a_site_profile

pytestmark = pytest.mark.django_db

LIST, ADD = (reverse(f"admin:proceedings_siteprofile_{page}") for page in ("changelist", "add"))


def change(profile):
    return reverse("admin:proceedings_siteprofile_change", args=[profile.pk])


def test_a_publisher_names_the_site_once(client):
    client.force_login(an_account("Publisher"))
    assert LIST in client.get(reverse("admin:index")).content.decode()
    fill(client, ADD, name="Acta", publisher="The Institute", logo=a_picture(100, 40))
    profile = SiteProfile.objects.get()
    assert (profile.name, profile.picture_size) == ("Acta", (100, 40))
    assert client.get(ADD).status_code == 403
    logo = reverse("admin:proceedings_siteprofile_logo", args=[profile.pk])
    assert f'<img src="{logo}" width="100" height="40"' in client.get(change(profile)).content.decode()
    assert client.get(logo)["Content-Type"] == "image/webp"


def test_the_history_keeps_former_names(admin_client):
    profile = a_site_profile(name="Acta")
    fill(admin_client, change(profile), name="Acta II", why="A new name")
    history = admin_client.get(reverse("admin:proceedings_siteprofile_history", args=[profile.pk])).content.decode()
    assert ("A new name" in history, "Acta II" in history) == (True, True)


def test_an_editor_reads_the_profile_only(client):
    client.force_login(an_account("Editor"))
    profile = a_site_profile()
    assert client.get(change(profile)).status_code == 200
    assert client.post(change(profile), {"name": "Mine"}).status_code == 403


def test_nobody_deletes_the_profile(admin_client):
    profile = a_site_profile()
    assert admin_client.get(reverse("admin:proceedings_siteprofile_delete", args=[profile.pk])).status_code == 403


def test_a_file_that_is_no_picture_is_refused(admin_client):
    profile = a_site_profile()
    response = fill(admin_client, change(profile), logo=not_a_picture())
    assert errors_of(response) == ["This picture cannot be read. Use a JPEG, PNG, WebP or AVIF file."]


def not_a_picture():
    picture = a_picture()
    picture.file.seek(0)
    picture.file.truncate(20)
    picture.size = 20
    return picture
