"""Addresses that readers have seen lead to the present ones, and are nobody else's."""

import pytest
from django.core.exceptions import ValidationError

from proceedings.importing.loader import references
from proceedings.models import FormerAddress, Speaker
from proceedings.models.columns.slugs import lettered_slug
from tests.support.editing import complaints, load_text
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


def former():
    return list(FormerAddress.objects.values_list("noun", "slug", "target"))


def moved(row, slug):
    row.slug = slug
    row.save()
    return row


def one_of_each():
    organisation, speaker, theme = an_organisation(slug="o"), a_speaker(slug="p"), a_theme(slug="t")
    post = an_appointment(speaker=speaker, organisation=organisation)
    session = a_session(conference=a_conference(slug="c"))
    statement = a_statement(slug="s", speaker=speaker, appointment=post, session=session, themes=[theme])
    return [session.conference, organisation, speaker, statement, theme]


def test_changing_a_public_slug_keeps_the_former_address():
    for row in one_of_each():
        moved(row, f"new-{row.slug}")
    assert former() == [
        ("conference", "c", "new-c"),
        ("organisation", "o", "new-o"),
        ("speaker", "p", "new-p"),
        ("statement", "s", "new-s"),
        ("theme", "t", "new-t"),
    ]


def test_a_row_that_was_never_public_has_no_former_address():
    draft = a_statement(slug="s", status="draft")
    moved(draft, "other")
    moved(draft.speaker, "nobody")
    assert former() == []


def test_a_withdrawn_row_keeps_its_former_address():
    moved(a_statement(slug="s", status="withdrawn"), "other")
    assert former() == [("statement", "s", "other")]


def test_a_chain_of_former_addresses_redirects_to_its_end():
    speaker = a_statement(speaker=a_speaker(slug="a")).speaker
    moved(moved(speaker, "b"), "c")
    assert former() == [("speaker", "a", "c"), ("speaker", "b", "c")]


def test_a_row_can_have_its_own_former_address_again():
    speaker = a_statement(speaker=a_speaker(slug="a")).speaker
    moved(moved(speaker, "b"), "a")
    assert former() == [("speaker", "b", "a")]


def test_a_changed_slug_is_noticed_however_the_row_was_fetched():
    key = a_statement(speaker=a_speaker(slug="a")).speaker.pk
    moved(Speaker.objects.get(pk=key), "b")
    moved(Speaker.objects.only("name").get(pk=key), "c")
    stale = Speaker.objects.get(pk=key)
    moved(Speaker.objects.get(pk=key), "d")
    stale.refresh_from_db()
    moved(stale, "e")
    assert former() == [("speaker", slug, "e") for slug in "abcd"]


def test_saving_other_fields_leaves_no_former_address():
    speaker = a_statement(speaker=a_speaker(slug="a")).speaker
    speaker.slug, speaker.name = "b", "Ada"
    speaker.save(update_fields=["name"])
    assert former() == []
    moved(speaker, "b")
    assert former() == [("speaker", "a", "b")]


def test_no_other_row_can_take_a_former_address():
    moved(a_statement(speaker=a_speaker(name="Ada")).speaker, "lovelace")
    assert a_speaker(name="Ada").slug == lettered_slug("ada", 2)
    for refused in (lambda: a_speaker(slug="ada"), lambda: moved(a_speaker(), "ada"), Speaker(slug="ada").full_clean):
        with pytest.raises(ValidationError, match="“ada” is a former address of “lovelace”"):
            refused()
    assert a_theme(slug="ada").slug == "ada"


def test_the_history_contains_former_addresses():
    moved(moved(a_statement(speaker=a_speaker(slug="a")).speaker, "b"), "c")
    versions = FormerAddress.history.filter(slug="a").order_by("history_id")
    assert list(versions.values_list("target", "history_type")) == [("b", "+"), ("c", "~")]


RECORD = """
- model: proceedings.speaker
  fields: {slug: SPEAKER, name: Ada}
- model: proceedings.appointment
  fields: {speaker: [POST], slug: director, title: Director}
"""


def test_a_fixture_cannot_create_a_row_at_a_former_address():
    moved(a_statement(speaker=a_speaker(slug="ada")).speaker, "lovelace")
    assert complaints(RECORD.replace("SPEAKER", "ada").replace("POST", "lovelace")) == [
        (
            'record.yaml:3  speaker ada: slug: this is a former address of "lovelace": '
            "use that instead, or remove the record."
        )
    ]
    assert complaints(RECORD.replace("SPEAKER", "lovelace").replace("POST", "ada")) == [
        'record.yaml:5  appointment ada/director: no speaker has the key "ada". It is now "lovelace": use that.'
    ]


@pytest.mark.parametrize("names", [[], ["b", "c", "d"]])
def test_a_fixture_of_many_rows_finds_its_former_addresses(names, monkeypatch):
    monkeypatch.setattr(references, "FEW_SLUGS", 0)
    speaker = a_statement(speaker=a_speaker(slug="ada")).speaker
    for name in [*names, "lovelace"]:
        speaker = moved(speaker, name)
    [complaint] = complaints(RECORD.replace("SPEAKER", "lovelace").replace("POST", "ada"))
    assert complaint.endswith('no speaker has the key "ada". It is now "lovelace": use that.')


def test_fixtures_carry_former_addresses():
    text = RECORD.replace("SPEAKER", "lovelace").replace("POST", "lovelace")
    text += "- model: proceedings.formeraddress\n  fields: {noun: speaker, slug: ada, target: lovelace}\n"
    assert str(load_text(text)) == "3 created, 0 updated, 0 unchanged"
    assert str(load_text(text)) == "0 created, 0 updated, 3 unchanged"
    assert former() == [("speaker", "ada", "lovelace")]


def test_a_fixture_cannot_contain_an_invalid_former_address():
    a_speaker(slug="taken")
    a_theme(slug="health"), a_theme(slug="medicine")
    text = """
    - model: proceedings.formeraddress
      fields: {noun: speaker, slug: taken, target: taken}
    - model: proceedings.formeraddress
      fields: {noun: speaker, slug: ada, target: nobody}
    - model: proceedings.formeraddress
      fields: {noun: planet, slug: ada, target: mars}
    - model: proceedings.formeraddress
      fields: {noun: theme, slug: health, target: medicine}
    """
    assert complaints(text) == [
        "record.yaml:2  former address speaker/taken: An address cannot redirect to itself.",
        "record.yaml:5  former address speaker/ada: target: no row has this address.",
        (
            'record.yaml:7  former address: noun: "planet" is not possible here. It can be conference, '
            "organisation, speaker, statement, theme."
        ),
        (
            "record.yaml:9  former address theme/health: slug: "
            "a row has this address now, so it cannot be a former address."
        ),
    ]
