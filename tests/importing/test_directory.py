"""Names are resolved to rows, and the other names become questions."""

import pytest

from proceedings.importing.directory import Directory
from proceedings.importing.similar_names import latin_words, similarity
from proceedings.models import OtherName, Speaker
from tests.support.factories import a_speaker, another_name


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
def test_a_directory_resolves_only_exact_names_and_slugs():
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
def test_an_exact_directory_creates_a_row_for_every_other_spelling():
    another_name(speaker=a_speaker(name="Audrey Tang", slug="audrey-tang"), name="唐鳳")
    directory = Directory(Speaker, other_names=OtherName, exact=True)
    names = ["唐鳳", "Audrey Tang", "audrey tang", "audrey-tang", "Tang, Audrey", "audrey tang"]
    assert [directory.resolve(name) for name in names] == [
        "audrey-tang",
        "audrey-tang",
        "audrey-tang-2",
        "audrey-tang-3",
        "tang-audrey",
        "audrey-tang-2",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("exact", [True, False])
def test_a_name_of_two_rows_is_a_question(exact):
    a_speaker(name="Ann Lee", slug="one")
    a_speaker(name="Ann Lee", slug="other")
    directory = Directory(Speaker, exact=exact)
    assert directory.resolve("Ann Lee") is None
    assert directory.resolve("Ann Lee", current="other") == "other"
    question = directory.question("Ann Lee")
    assert tuple(question) == ("speaker", "Ann Lee", [("one", "Ann Lee"), ("other", "Ann Lee")], True, [])


@pytest.mark.django_db
def test_an_answer_resolves_a_question():
    a_speaker(name="Vladimir Norov", slug="norov")
    answers = {"ann lee": "", "владимир норов": "norov", "v. norov": "nobody"}
    directory = Directory(Speaker, answers=answers, former={"ann-lee": "norov"})
    names = ["Ann Lee", "Владимир Норов", "V. Norov", "ann-lee"]
    assert [directory.resolve(name) for name in names] == ["ann-lee-2", "norov", None, "norov"]
