"""Rows name each other by key, in any order of files and records."""

import pytest

from proceedings.importing.loader.model_fields import nouns
from proceedings.importing.loader.nearest import nearest_name
from proceedings.models import Appointment, Statement, Theme
from tests.support.editing import complaints, load_text
from tests.support.factories import a_session, a_speaker, a_statement, a_theme, an_appointment

pytestmark = pytest.mark.django_db


def a_statement_record(**fields):
    session = a_session(slug="opening")
    fields = {"session": f"[{session.conference.slug}, opening]", "speaker": "[vladimir-norov]"} | fields
    lines = "\n".join(f"    {name}: {value}" for name, value in fields.items())
    return (
        f"- model: proceedings.statement\n  fields:\n    slug: norov-health\n    title: T\n    language: en\n{lines}\n"
    )


def test_records_may_refer_to_later_ones_and_to_rows_of_the_database():
    speaker = a_speaker(slug="norov")
    load_text("""
        - model: proceedings.theme
          fields: {slug: vaccines, name: Vaccines, parent: [health]}
        - model: proceedings.appointment
          fields: {speaker: [norov], slug: sg, title: SG, organisation: [sco]}
        - model: proceedings.organisation
          fields: {slug: sco, name: SCO}
        - model: proceedings.theme
          fields: {slug: health, name: Health}
    """)
    assert Theme.objects.get(slug="vaccines").parent.slug == "health"
    assert [(post.speaker, post.organisation.slug) for post in Appointment.objects.all()] == [(speaker, "sco")]


def test_statements_may_reply_to_each_other():
    first = a_statement(slug="first")
    path = f"[{first.session.conference.slug}, {first.session.slug}]"
    common = f"session: {path}, speaker: [{first.speaker.slug}], title: T, language: en"
    load_text(f"""
        - model: proceedings.statement
          fields: {{slug: second, in_reply_to: [third], {common}}}
        - model: proceedings.statement
          fields: {{slug: third, in_reply_to: [second], {common}}}
        - model: proceedings.statement
          fields: {{slug: first, in_reply_to: [third]}}
    """)
    assert list(Statement.objects.order_by("slug").values_list("slug", "in_reply_to__slug")) == [
        ("first", "third"),
        ("second", "third"),
        ("third", "second"),
    ]


def test_an_unknown_reference_is_reported_with_the_nearest_key():
    a_speaker(slug="vladimir-norov")
    text = a_statement_record(speaker="[v-norov]")
    assert complaints(text) == [
        'record.yaml:7  statement norov-health: no speaker has the key "v-norov". Did you mean "vladimir-norov"?'
    ]


def test_the_nearest_key_may_be_one_of_the_files():
    text = a_statement_record(speaker="[norof]") + "- model: proceedings.speaker\n  fields: {slug: norov, name: N}\n"
    assert complaints(text) == [
        'record.yaml:7  statement norov-health: no speaker has the key "norof". Did you mean "norov"?'
    ]


def test_a_reference_of_several_parts_is_reported_in_full():
    an_appointment(speaker=a_speaker(slug="vladimir-norov"), slug="sco-secretary-general")
    text = a_statement_record(appointment="[vladimir-norov, sco-secretary]")
    assert complaints(text) == [
        (
            "record.yaml:8  statement norov-health: no appointment has the key [vladimir-norov, sco-secretary]. "
            "Did you mean [vladimir-norov, sco-secretary-general]?"
        )
    ]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"speaker": "vladimir-norov"}, "speaker: write the reference as a list: [vladimir-norov]."),
        ({"speaker": "7"}, "speaker: write the reference as a list: [7]."),
        ({"speaker": "[7]"}, 'speaker: the parts of a reference are text; put this in quotes: "7".'),
        ({"speaker": '["a\\0"]'}, "speaker: a NUL character (U+0000) at position 2: remove it."),
        ({"speaker": "{slug: norov}"}, "speaker: a reference here is a list: [slug]."),
        ({"session": "null"}, "session: this must not be empty."),
        ({"themes": "[health]"}, "themes: write the reference as a list: [health]."),
        ({"themes": "health"}, "themes: this must be a list of references, such as [[one], [other]]."),
        ({"appointment": "[a, b, c]"}, "appointment: a reference here is a list: [speaker slug, slug]."),
    ],
)
def test_a_malformed_reference_is_reported_with_the_right_form(fields, line):
    a_speaker(slug="vladimir-norov")
    a_theme(slug="health")
    [message] = complaints(a_statement_record(**fields))
    assert message.partition("  ")[2] == f"statement norov-health: {line}"


def test_an_incomplete_key_is_reported_with_the_possible_keys():
    for conference in ("sco-2020", "sco-2021"):
        load_text(f"""
            - model: proceedings.conference
              fields: {{slug: {conference}, title: T, language: en}}
            - model: proceedings.session
              fields: {{conference: [{conference}], slug: closing, title: T}}
        """)
    a_speaker(slug="vladimir-norov")
    assert complaints(a_statement_record(session="[closing]")) == [
        (
            "record.yaml:6  statement norov-health: session: a reference here is a list: [conference slug, slug]. "
            "Did you mean [sco-2020, closing] or [sco-2021, closing]?"
        )
    ]


def test_a_duplicate_key_is_reported_with_both_places():
    text = """
        - model: proceedings.speaker
          fields: {slug: norov, name: Norov}
        - model: proceedings.speaker
          fields: {slug: norov, name: Norov}
    """
    assert complaints(text) == ["record.yaml:4  speaker norov: the files have this key already, at record.yaml:2."]


def test_all_errors_are_reported_together_in_the_order_of_the_file():
    text = """
        - model: proceedings.speaker
          fields: {slug: Norov, name: Norov, country: XX}
        - model: proceedings.theme
          fields: {slug: trade, name: Trade, parent: [economy]}
        - model: proceedings.them
          fields: {}
    """
    assert complaints(text) == [
        ("record.yaml:3  speaker: slug: Use only lower-case letters a to z, digits, and single hyphens between them."),
        'record.yaml:3  speaker: country: "XX" is not possible here.',
        'record.yaml:5  theme trade: no theme has the key "economy".',
        'record.yaml:6  no model "proceedings.them" can be loaded. Did you mean "proceedings.theme"?',
    ]


def test_nearest_name_finds_the_most_similar_of_a_hundred_thousand():
    names = [f'"speaker-{number}"' for number in range(100_000)] + ['"vladimir-norov"']
    assert nearest_name('"v-norov"', names) == '"vladimir-norov"'
    assert nearest_name('"vladimyr-norow"', names) == '"vladimir-norov"'
    assert nearest_name('"xyz"', names) == ""


def test_every_noun_has_a_key_of_its_own_fields_and_comes_after_those_it_refers_to():
    seen = set()
    for noun in nouns():
        assert [name for name in noun.key_fields if name not in noun.columns] == []
        targets = {column.target for column in noun.columns.values() if column.target}
        assert targets - seen - {noun} == set()
        seen.add(noun)
