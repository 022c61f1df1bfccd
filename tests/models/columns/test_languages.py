"""Language tags are canonical at every way in, and wrong ones are refused with the nearest language."""

import langcodes
import pytest
from django.core import serializers
from django.core.exceptions import ValidationError

from proceedings.models import OrganisationName, OtherName, Statement, Translation
from proceedings.models.columns.languages import CANONICAL, canonical_language, validate_language
from tests.support.editing import complaints, load_text
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_translation,
    an_organisation,
    another_name,
)

TAGS = [
    ("en", "en"),
    ("EN", "en"),
    ("eng", "en"),
    ("rus", "ru"),
    ("ger", "de"),
    ("cmn", "zh"),
    ("en-gb", "en-GB"),
    ("en_GB", "en-GB"),
    ("zh_TW", "zh-Hant-TW"),
    ("zh-tw", "zh-Hant-TW"),
    ("zh-cn", "zh-Hans-CN"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("ru-Cyrl", "ru"),
    (" fr ", "fr"),
    ("und", "und"),
]


@pytest.mark.parametrize(("tag", "canonical"), TAGS)
def test_a_tag_has_one_canonical_form(tag, canonical):
    assert canonical_language(tag) == canonical
    assert canonical_language(canonical) == canonical


def test_the_tags_that_are_not_looked_up_are_canonical():
    assert [tag for tag in CANONICAL if not langcodes.tag_is_valid(tag)] == []
    assert {langcodes.standardize_tag(tag, macro=True) for tag in CANONICAL} == CANONICAL


@pytest.mark.parametrize("value", ["englisch", "xx", "", "en-", "русский", "x" * 40])
def test_a_value_that_is_no_tag_stays_as_it_is(value):
    assert canonical_language(value) == value


@pytest.mark.parametrize(
    ("value", "nearest"),
    [
        ("englisch", "en (English)"),
        ("English", "en (English)"),
        ("Engish", "en (English)"),
        ("русский", "ru (Russian)"),
        ("中文", "zh (Chinese)"),
        ("jp", "ja (Japanese)"),
        ("cn", "zh (Chinese)"),
        ("ua", "uk (Ukrainian)"),
        ("zh-Hantt", "zh (Chinese)"),
        ("en_US.UTF-8", "en (English)"),
    ],
)
def test_a_wrong_tag_is_refused_with_the_nearest_language(value, nearest):
    with pytest.raises(ValidationError) as caught:
        validate_language(value)
    assert caught.value.messages == [f"“{value}” is not a language tag. Did you mean {nearest}?"]


@pytest.mark.parametrize("value", ["xx", "x1", "", "en, ru", "../", "Klin\0gon", "е" * 300])
def test_a_value_like_no_language_is_refused_with_examples(value):
    with pytest.raises(ValidationError) as caught:
        validate_language(value)
    assert caught.value.messages == [f"“{value}” is not a language tag (BCP 47), such as en, ru or zh-Hant."]


pytestmark = pytest.mark.django_db
FIXTURE = """
- model: proceedings.statement
  fields: {slug: water, session: [sco, opening], speaker: [norov], title: Water, language: en-gb}
- model: proceedings.translation
  fields: {statement: [water], language: rus, text: О воде.}
- model: proceedings.othername
  fields: {speaker: [norov], language: rus, name: Норов}
- model: proceedings.organisationname
  fields: {organisation: [un], language: zh_TW, name: 聯合國}
"""


@pytest.fixture
def rows():
    a_session(slug="opening", conference=a_conference(slug="sco"))
    a_speaker(slug="norov", name="Vladimir Norov")
    an_organisation(slug="un", name="United Nations")


def languages():
    models = (Statement, Translation, OtherName, OrganisationName)
    return [model.objects.get().language for model in models]


@pytest.mark.usefixtures("rows")
def test_a_fixture_is_stored_with_canonical_tags_and_a_second_load_changes_nothing():
    assert str(load_text(FIXTURE)) == "4 created, 0 updated, 0 unchanged"
    assert languages() == ["en-GB", "ru", "ru", "zh-Hant-TW"]
    assert str(load_text(FIXTURE)) == "0 created, 0 updated, 4 unchanged"


@pytest.mark.usefixtures("rows")
def test_a_fixture_finds_a_stored_row_by_another_form_of_its_language():
    load_text(FIXTURE)
    other = FIXTURE.replace("rus", "ru").replace("zh_TW", "zh-TW").replace("О воде", "Вода")
    assert str(load_text(other)) == "0 created, 1 updated, 3 unchanged"
    assert Translation.objects.get().text == "Вода."


@pytest.mark.usefixtures("rows")
def test_two_forms_of_one_language_are_one_key_in_a_file():
    again = "- model: proceedings.translation\n  fields: {statement: [water], language: ru, text: Снова.}\n"
    assert complaints(FIXTURE + again) == [
        "record.yaml:10  translation water/ru: the files have this key already, at record.yaml:4."
    ]


@pytest.mark.usefixtures("rows")
def test_a_translation_into_another_form_of_the_statements_language_is_refused():
    text = FIXTURE.replace("language: rus, text", "language: en_GB, text")
    assert complaints(text) == [
        "record.yaml:5  translation water/en-GB: language: this is the language of the statement itself."
    ]


def test_djangos_own_deserializer_and_natural_keys_take_any_form():
    translation = a_translation(statement=a_statement(slug="water"), language="ru")
    [row] = serializers.deserialize(
        "python",
        [
            {
                "model": "proceedings.translation",
                "fields": {"statement": ["water"], "language": "rus", "text": "О воде."},
            }
        ],
        use_natural_foreign_keys=True,
    )
    assert (row.object.pk, row.object.language) == (translation.pk, "ru")
    assert Translation.objects.get_by_natural_key("water", "RU") == translation


def test_rows_written_in_code_and_lookups_are_canonical():
    name = another_name(language="rus")
    name.refresh_from_db()
    assert name.language == "ru"
    assert OtherName.objects.filter(language="RUS").exists()


@pytest.mark.parametrize("tag", ["en", "EN", "eng"])
def test_a_filter_takes_any_form_and_finds_the_varieties(client, tag):
    british = a_statement(language="en-gb")
    american = a_statement(language="en")
    a_statement(language="rus")
    results = client.get("/api/v1/statements/", {"language": tag, "ordering": "date"}).json()["results"]
    assert {row["slug"] for row in results} == {british.slug, american.slug}
    found = Statement.objects.matching(f"language:{tag}")
    assert set(found) == {british, american}


def test_a_filter_by_no_language_names_the_nearest(client):
    response = client.get("/statements/", {"language": "englisch"})
    assert response.status_code == 400
    assert "“englisch” is not a language tag. Did you mean en (English)?" in response.content.decode()
