"""Names are resolved to rows, and the other names become questions."""

import pytest

from proceedings.importing.directory import Directory
from proceedings.importing.similar_names import latin_words, similarity
from proceedings.models import Organisation, Speaker
from proceedings.models.columns.slugs import lettered_slug
from tests.support.factories import a_speaker, an_identifier, an_organisation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Сергей Лавров", "Sergey Lavrov"),
        ("Lavrov, Sergei", "Sergey Lavrov"),
        ("S. Lavrov", "Sergey Lavrov"),
        ("唐鳳", "Tang Feng"),
        ("Jose Garcia", "José García"),
    ],
)
def test_names_are_similar_across_scripts_and_spellings(one, other):
    assert similarity(latin_words(one), latin_words(other)) >= 0.74


@pytest.mark.django_db
def test_a_directory_resolves_only_whole_names_and_slugs():
    a_speaker(name="José García", slug="jose")
    a_speaker(name="Li Wei", sort_name="Wei, Li", slug="li-wei")
    a_speaker(name="Tang, Feng", slug="tang-feng")
    a_speaker(name="Feng Tang", slug="feng-tang")
    directory = Directory(Speaker, names=("name", "sort_name"))
    names = ["JOSÉ  GARCÍA", "Jose Garcia", "Wei, Li", "Li Wei", "jose", "Jos", "Feng Tang", "Tang Feng"]
    slugs = ["jose", None, "li-wei", "li-wei", "jose", None, "feng-tang", "tang-feng"]
    assert [directory.resolve(name) for name in names] == slugs
    assert directory.nearest("Jose Garcia") == ["jose"]


@pytest.mark.django_db
def test_a_name_of_two_rows_is_a_question():
    a_speaker(name="Ann Lee", slug="one")
    a_speaker(name="Ann Lee", slug="other")
    directory = Directory(Speaker)
    assert directory.resolve("Ann Lee") is None
    assert directory.resolve("Ann Lee", current="other") == "other"
    question = directory.question("Ann Lee")
    assert tuple(question) == ("speaker", "Ann Lee", [("one", "Ann Lee"), ("other", "Ann Lee")], True, [], [])


@pytest.mark.django_db
def test_an_answer_resolves_a_question():
    a_speaker(name="Vladimir Norov", slug="norov")
    answers = {"ann lee": "", "владимир норов": "norov", "v. norov": "nobody"}
    directory = Directory(Speaker, answers=answers, former={"ann-lee": "norov"})
    names = ["Ann Lee", "Владимир Норов", "V. Norov", "ann-lee"]
    assert [directory.resolve(name) for name in names] == [lettered_slug("ann-lee", 2), "norov", None, "norov"]


@pytest.mark.django_db
def test_a_directory_finds_rows_by_their_identifiers_and_fields():
    an_identifier(speaker=a_speaker(slug="lee", orcid="0000-0002-1825-0097"), scheme="viaf", value="12345")
    an_organisation(slug="who", ror="01f80g185", wikidata="Q7817")
    speakers, organisations = Directory(Speaker), Directory(Organisation)
    assert [
        speakers.by_identifier("VIAF", "12345"),
        speakers.by_identifier("orcid", "https://orcid.org/0000-0002-1825-0097"),
        speakers.by_identifier("isni", "12345"),
        organisations.by_identifier("ror", "https://ror.org/01F80G185"),
        organisations.by_identifier("wikidata", "https://www.wikidata.org/wiki/q7817"),
    ] == ["lee", "lee", None, "who", "who"]


@pytest.mark.django_db
def test_a_directory_adds_only_identifiers_that_no_row_has():
    an_identifier(speaker=a_speaker(slug="lee"), scheme="akomantoso", value="/ontology/person/lee")
    directory = Directory(Speaker)
    assert [
        directory.identify("ray", "akomantoso", "/ontology/person/lee"),
        directory.identify("ray", "akomantoso", "/ontology/person/ray"),
        directory.identify("ray", "wikidata", "Q42"),
        directory.identify("ray", "wikidata", "Q43"),
    ] == [False, True, True, False]
    assert directory.by_identifier("akomantoso", "/ontology/person/lee") == "lee"
    assert directory.identifiers_of("ray", "akomantoso") == {"/ontology/person/ray"}
    assert list(directory.identifier_records()) == [
        ("speakeridentifier", {"speaker": ["ray"], "scheme": "akomantoso", "value": "/ontology/person/ray"}),
        ("speaker", {"slug": "ray", "wikidata": "Q42"}),
    ]
