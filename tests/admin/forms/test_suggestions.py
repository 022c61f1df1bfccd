"""Languages and time zones, chosen by name."""

import pytest
from django.urls import reverse
from lxml import html

from proceedings.models import Conference
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import a_conference

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("Russian", "ru"), (" русский ", "ru"), ("simplified chinese", "zh-Hans"), ("en_gb", "en-GB"), ("und", "und")],
)
def test_a_language_is_typed_as_a_name_or_a_tag(admin_client, typed, stored):
    conference = a_conference(status="draft")
    fill(admin_client, reverse("admin:proceedings_conference_change", args=[conference.pk]), language=typed)
    assert Conference.objects.get().language == stored


def test_a_language_that_nobody_knows_is_refused(admin_client):
    conference = a_conference(status="draft")
    form = reverse("admin:proceedings_conference_change", args=[conference.pk])
    assert errors_of(fill(admin_client, form, language="Klingonese"))[0].startswith(
        "“Klingonese” is not a language tag"
    )


def test_fields_suggest_names(admin_client):
    page = html.fromstring(admin_client.get(reverse("admin:proceedings_conference_add")).content)
    for field, tag, name in (("language", "ru", "Russian"), ("time_zone", "Europe/Moscow", None)):
        [suggestions] = page.xpath(f"//datalist[@id=//input[@name='{field}']/@list]")
        [option] = suggestions.xpath(f"option[@value='{tag}']")
        assert option.text == name
