import pytest

from proceedings.search.words.distance import distance
from tests.support.factories import a_speaker, a_statement, a_theme, another_name

pytestmark = pytest.mark.django_db


def suggested(client, typed):
    return client.get("/search/suggest", {"q": typed}).json()


def test_a_speaker_and_a_theme_are_suggested_with_their_addresses(client):
    a_statement(speaker=a_speaker(name="Nora Digby"), themes=[a_theme(name="Digital economy")])
    assert suggested(client, "dig") == [
        "dig",
        ["Nora Digby", "Digital economy"],
        ["speaker", "theme"],
        ["/speakers/nora-digby/", "/themes/digital-economy/"],
    ]


@pytest.mark.parametrize("typed", ["nor", "vlad no", "НОР", "诺罗", "Норо Вла"])
def test_the_beginnings_of_words_in_any_name_bring_suggestions(client, typed):
    norov = a_speaker(name="Vladimir Norov")
    another_name(speaker=norov, name="Владимир Норов")
    another_name(speaker=norov, name="弗拉基米尔·诺罗夫", language="zh-Hans")
    a_statement(speaker=norov)
    assert suggested(client, typed)[1] == ["Vladimir Norov"]


def test_only_public_rows_are_suggested(client):
    a_statement(speaker=a_speaker(name="Norov"), themes=[a_theme(name="Norms")], status="draft")
    assert suggested(client, "nor") == ["nor", [], [], []]


@pytest.mark.parametrize("typed", ["", "n", "%", "\0", "-", "a b c d e f g h i", '"'])
def test_a_text_that_is_too_short_or_no_name_brings_no_suggestions(client, typed):
    a_statement(speaker=a_speaker(name="Norov"))
    assert suggested(client, typed)[1:] == [[], [], []]


def test_at_most_eight_rows_are_suggested_themes_included(client):
    for number in range(10):
        a_statement(speaker=a_speaker(name=f"Norov {number}"), themes=[a_theme(name=f"Norms {number}")])
    assert suggested(client, "nor")[2] == ["speaker"] * 4 + ["theme"] * 4


def test_suggestions_are_cached(client):
    response = client.get("/search/suggest?q=nor")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert response.headers["Content-Type"] == "application/x-suggestions+json"


@pytest.mark.parametrize(
    ("a", "b", "errors"),
    [
        ("norov", "norov", 0),
        ("norow", "norov", 1),
        ("noro", "norov", 1),
        ("nnorov", "norov", 1),
        ("nroov", "norov", 1),
        ("noorw", "norov", 2),
        ("peace", "norov", 3),
    ],
)
def test_the_distance_between_two_words_is_the_number_of_errors(a, b, errors):
    assert distance(a, b, 2) == errors
