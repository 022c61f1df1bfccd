"""The parts of a speaker's name follow the name until somebody writes them."""

import pytest
from django.core.exceptions import ValidationError

from proceedings.models import Speaker
from tests.support.editing import a_record, complaints, load_text
from tests.support.factories import a_speaker, an_identifier

pytestmark = pytest.mark.django_db


def parts(**lookup):
    speaker = Speaker.objects.get(**lookup)
    return speaker.given_name, speaker.non_dropping_particle, speaker.family_name, speaker.sort_name


def test_proposed_parts_follow_a_change_of_the_name():
    speaker = Speaker.objects.get(pk=a_speaker(name="Jan van der Berg").pk)
    assert parts() == ("Jan", "van der", "Berg", "Berg, Jan van der")
    speaker.name = "Johannes van den Berg"
    speaker.save()
    assert parts() == ("Johannes", "van den", "Berg", "Berg, Johannes van den")


def test_written_parts_stay_when_the_name_changes():
    speaker = Speaker.objects.get(pk=a_speaker(name="Sierra Leone", family_name="Sierra", given_name="Leone").pk)
    speaker.name = "Sierra Leone Smith"
    speaker.save()
    assert parts() == ("Leone", "", "Sierra", "Sierra, Leone")


def test_the_name_for_sorting_shows_the_family_name_of_a_changed_name():
    speaker = Speaker.objects.get(pk=a_speaker(name="Ana Ruano Pla", sort_name="Ruano Pla, Ana").pk)
    speaker.name = "Ana Maria Ruano Pla"
    speaker.save()
    assert parts() == ("Ana Maria", "", "Ruano Pla", "Ruano Pla, Ana")


def test_parts_that_an_editor_empties_stay_empty():
    speaker = Speaker.objects.get(pk=a_speaker(name="Sierra Leone").pk)
    assert speaker.family_name == "Leone"
    speaker.family_name = speaker.given_name = ""
    speaker.save()
    assert parts()[:3] == ("", "", "")


def test_a_name_for_sorting_that_somebody_wrote_stays():
    speaker = Speaker.objects.get(pk=a_speaker(name="Ann Lee", sort_name="Lee (Ann)").pk)
    speaker.name = "Anna Lee"
    speaker.save()
    assert parts()[3] == "Lee (Ann)"


def test_a_file_states_the_parts_or_has_them_proposed():
    load_text(
        a_record("speaker", slug="one", name="Sierra Leone", family_name='""')
        + a_record("speaker", slug="other", name="Sierra Leone")
    )
    assert [parts(slug=slug)[2] for slug in ("one", "other")] == ["", "Leone"]


def test_a_file_without_parts_leaves_those_of_an_editor():
    a_speaker(slug="leone", name="Sierra Leone", family_name="Sierra", given_name="Leone")
    load_text(a_record("speaker", slug="leone", name="Sierra Leone", country="SL"))
    assert parts()[:3] == ("Leone", "", "Sierra")


def test_another_name_in_the_same_file_shows_the_order_of_a_name():
    load_text(
        a_record("othername", speaker="[xie]", language="zh-Hans", name="谢伏瞻")
        + a_record("speaker", slug="xie", name="Xie Fuzhan")
    )
    assert Speaker.objects.filter(family_name="Xie", family_name_first=True).exists()


def test_a_file_with_invisible_characters_in_a_name_names_the_same_person():
    a_speaker(slug="lee", name="Ann Lee", country="GB")
    assert str(load_text(a_record("speaker", slug="lee", name='"Ann\\u200b \\u202eLee"'))) == (
        "0 created, 0 updated, 1 unchanged"
    )


def test_a_name_of_invisible_characters_is_refused():
    [message] = complaints(a_record("speaker", slug="lee", name='"\\u200b\\u2060"'))
    assert message.endswith("speaker lee: name: this must not be empty.")
    with pytest.raises(ValidationError) as refusal:
        Speaker(slug="lee", name="\u200b\u2060").full_clean()
    assert "name" in refusal.value.message_dict


def test_a_file_cannot_take_an_identifier_from_its_speaker():
    an_identifier(speaker=a_speaker(slug="lee"), scheme="viaf", value="1")
    a_speaker(slug="ray")
    record = a_record("speakeridentifier", speaker="[{}]", scheme="VIAF", value='"1"')
    assert str(load_text(record.format("lee"))) == "0 created, 0 updated, 1 unchanged"
    [message] = complaints(record.format("ray"))
    assert message.endswith(
        'speaker: "lee" has this identifier: name the same row, or remove the identifier there first.'
    )
