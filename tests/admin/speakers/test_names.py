"""The name on the form of a speaker: its parts, and other speakers of the same name."""

import pytest
from django.urls import reverse

from proceedings.models import Speaker
from tests.support.desk.forms import errors_of, fill
from tests.support.factories import a_speaker, an_appointment, another_name

pytestmark = pytest.mark.django_db

ADD, NAMES = "/admin/proceedings/speaker/add/", "/admin/proceedings/speaker/names/"


def change_page(speaker):
    return reverse("admin:proceedings_speaker_change", args=[speaker.pk])


@pytest.mark.parametrize("name", ["Ann Lee", "ANN  LEE\u200b", "Анна Ли"])
def test_the_form_asks_before_it_adds_a_second_speaker_of_a_name(admin_client, name):
    first = a_speaker(name="Ann Lee", slug="ann-lee")
    another_name(speaker=first, name="Анна Ли")
    an_appointment(speaker=first, title="Chair <1>")
    response = fill(admin_client, ADD, name=name)
    [error] = errors_of(response)
    assert error == (
        f'A speaker of this name is on record already: <a href="{change_page(first)}">Ann Lee</a> '
        "(ann-lee, Chair &lt;1&gt;). If this is another person, tick the box and save again."
    )
    assert error in response.content.decode()
    assert 'type="checkbox" name="is_another"' in response.content.decode()
    assert Speaker.objects.count() == 1
    fill(admin_client, ADD, name=name, is_another="on")
    assert Speaker.objects.count() == 2


def test_a_speaker_keeps_the_name_of_another_without_a_question(admin_client):
    a_speaker(name="Ann Lee")
    second = a_speaker(name="Ann Lee")
    assert fill(admin_client, change_page(second), country="GB").status_code == 302
    [error] = errors_of(fill(admin_client, change_page(a_speaker(name="Bob Ray")), name="Ann Lee"))
    assert error.startswith("Speakers of this name are on record already: ")


def test_the_form_proposes_parts_that_the_editor_leaves_empty(admin_client):
    fill(admin_client, ADD, name="Jan van der Berg")
    fill(admin_client, ADD, name="Sierra Leone", family_name="Sierra Leone")
    parts = Speaker.objects.order_by("pk").values_list("given_name", "non_dropping_particle", "family_name")
    assert list(parts) == [("Jan", "van der", "Berg"), ("", "", "Sierra Leone")]


def test_another_name_on_the_form_shows_the_order_of_the_name(admin_client):
    names = {"other_names__TOTAL_FORMS": "1", "other_names__0__name": "谢伏瞻", "other_names__0__language": "zh-Hans"}
    fill(admin_client, ADD, name="Xie Fuzhan", **names)
    assert Speaker.objects.get().family_name == "Xie"


def test_the_form_stores_a_name_without_invisible_characters_or_refuses_it(admin_client):
    fill(admin_client, ADD, name="\u202eAnn\u00a0 Lee\u200b")
    assert Speaker.objects.get().name == "Ann Lee"
    assert errors_of(fill(admin_client, ADD, name="\u200b\u2060")) == ["This field cannot be blank."]


def test_json_has_the_parts_and_the_speakers_of_a_name(admin_client, client):
    first = a_speaker(name="Ann Lee", slug="ann-lee", country="GB")
    assert admin_client.get(NAMES, {"name": "Ann Lee"}).json() == {
        "parts": {
            "family_name": "Lee",
            "given_name": "Ann",
            "non_dropping_particle": "",
            "dropping_particle": "",
            "suffix": "",
            "family_name_first": False,
        },
        "same": [{"url": change_page(first), "name": "Ann Lee", "about": "ann-lee, United Kingdom"}],
    }
    assert client.get(NAMES, {"name": "Ann Lee"}).status_code == 302
    assert admin_client.get(NAMES).json()["same"] == []
