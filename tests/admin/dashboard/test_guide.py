"""The guide for editors, in the admin."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.urls import reverse

from proceedings.admin.dashboard.guide import SECTIONS
from tests.support.factories import a_speaker

pytestmark = pytest.mark.django_db

GUIDE = reverse("admin:guide")


@pytest.fixture
def page(client):
    client.force_login(User.objects.create_user("editor", is_staff=True))
    return client.get(GUIDE).content.decode()


def test_every_model_has_a_section(page):
    models = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "proceedings"}
    assert (
        set(SECTIONS) == models == {model._meta.model_name for model in apps.get_app_config("proceedings").get_models()}
    )
    assert [section for section in SECTIONS.values() if f'<h2 id="{section}">' not in page] == []


def test_the_guide_lists_its_sections(page):
    anchors = re.findall(r'<h2 id="([^"]+)">', page)
    assert re.findall(r'<li><a href="#([^"]+)">', page) == anchors


def test_the_pages_of_a_model_link_to_its_section(admin_client):
    pages = [
        reverse("admin:proceedings_speaker_changelist"),
        reverse("admin:proceedings_speaker_change", args=[a_speaker().pk]),
    ]
    link = f'href="{GUIDE}?about=speaker"'
    assert [link in admin_client.get(page).content.decode() for page in pages] == [True, True]
    assert admin_client.get(f"{GUIDE}?about=speaker")["location"] == f"{GUIDE}#speakers-posts-and-names"


def test_the_guide_shows_every_picture_and_each_can_be_loaded(client, page):
    shown = re.findall(r'<img src="([^"]+)" alt="[^"]+"', page)
    files = {path.name for path in (settings.BASE_DIR / "docs" / "pictures").iterdir()}
    assert {address.rpartition("/")[2] for address in shown} == files
    responses = [client.get(address) for address in shown]
    assert {(response.status_code, response["content-type"]) for response in responses} == {(200, "image/png")}
    assert [response.getvalue()[:4] for response in responses] == [b"\x89PNG"] * len(shown)


def test_an_unknown_picture_is_not_found(admin_client):
    assert admin_client.get(reverse("admin:guide_picture", args=["nothing"])).status_code == 404


def test_only_staff_can_open_the_guide(client):
    assert [client.get(address).status_code for address in (GUIDE, f"{GUIDE}pictures/desk.png")] == [302, 302]
