"""The order of the results: the same on both engines, and the texts that speak of the matter first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import Statement
from proceedings.models.search import reranking, search_results
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_translation

pytestmark = pytest.mark.django_db

FILLER = "We thank the chair and all the delegates for their patience this week. "
# {conference: {slug: (title, text)}}
SAID = {
    "wells": {
        "yes": ("Meeting on water", "Yes."),
        "go-on": ("Meeting on water", "Go on, please."),
        "scarce": (
            "Meeting on water",
            "Water is scarce: every second well in the province has run dry, and the water that is left is salt.",
        ),
        "thanks": ("Meeting on water", FILLER * 6),
        "passing": ("Meeting on water", FILLER * 40 + "One well is left. " + FILLER * 40),
    },
    "rivers": {
        "treaty": ("A treaty on water", "The rivers of the plain belong to three states. " + FILLER * 3),
        "flood": ("After the flood", "Water came at night. We had water in the hall, water in the school. " + FILLER),
        "long-flood": ("The second flood", FILLER * 30 + "There was water in the cellar. " + FILLER * 30),
        "ferry": ("The ferry", "The ferry crosses at noon. " + FILLER * 2),
        "security-row": ("Opening", "Food security begins with seed. " + FILLER * 4),
        "security-near": ("Second day", "Food, and with it our security, begins with seed. " + FILLER * 4),
        "security-far": ("Third day", f"Food begins with seed. {FILLER * 4} Security comes later."),
        "seed": ("Seed and food security", "Farmers keep the old seed. " + FILLER * 2),
    },
    "plenary": {
        "vow": (
            "Plenary",
            "No province shall be left to fight the drought alone, for the wells of one are the rivers of all.",
        ),
        "echo": ("Plenary", "For all of the wells, no province is alone in the drought; one shall fight, or be left."),
    },
}
# {query: the slugs of its results, the best first}
ORDER = {
    "water": "treaty scarce flood long-flood passing thanks go-on yes",
    "meeting on water": "scarce go-on passing thanks yes",
    "well": "echo vow scarce passing",
    "flood": "long-flood flood",
    "ferry": "ferry",
    "food security": "seed security-row security-near security-far",
    '"food security"': "seed security-row",
    "seed": "seed security-row security-far security-near",
    "drought province": "echo vow",
    "the rivers": "treaty vow",
    "water OR ferry": "ferry treaty scarce flood long-flood passing thanks go-on yes",
    "riv*": "vow treaty",
}


@pytest.fixture
def said():
    speaker = a_speaker(name="Somebody")
    for conference, statements in SAID.items():
        session = a_session(conference=a_conference(slug=conference))
        for slug, (title, text) in statements.items():
            a_statement(session=session, speaker=speaker, slug=slug, title=title, text=text)


def ranked(query):
    return [row.slug for row in Statement.objects.public().ranked(query)]


def test_every_query_has_its_order_on_both_engines(said):
    assert {query: " ".join(ranked(query)) for query in ORDER} == ORDER


def test_the_page_and_the_api_have_the_same_order(client, said):
    for query in ("water", "food security"):
        page = [result.statement.slug for result in client.get("/search/", {"q": query}).context["results"]]
        api = client.get("/api/v1/statements/", {"q": query}).json()["results"]
        assert page == [row["slug"] for row in api] == ORDER[query].split()


def test_no_text_that_speaks_of_the_matter_stands_below_an_inherited_title():
    session = a_session()
    spoken = a_statement(title="The weather", text=FILLER * 900 + "There was a drought. " + FILLER * 900)
    for _number in range(3):
        a_statement(session=session, title="Drought", text="Yes.")
    assert ranked("drought")[0] == spoken.slug


def test_a_title_of_its_own_stands_above_a_text():
    a_statement(slug="text", title="The weather", text="The drought is over.")
    a_statement(slug="title", title="Drought", text="Nothing else grows here.")
    assert ranked("drought") == ["title", "text"]


def test_a_translation_counts_like_the_text():
    statement = a_statement(slug="translated", title="Opening", text="Welcome.")
    a_translation(statement=statement, title="Вода", text="Вода течёт.")
    a_statement(slug="passing", language="ru", title="Слово", text="О многом другом, и о воде.")
    assert ranked("вода") == ["translated", "passing"]


def test_the_best_results_are_compared_in_a_fixed_number_of_queries(said):
    counts = []
    for query in ("ferry", "water", "the"):
        with CaptureQueriesContext(connection) as queries:
            ranked(query)
        counts.append(len(queries))
    assert counts == [counts[0]] * 3


def test_results_beyond_those_that_are_compared_come_after_them(said, monkeypatch):
    monkeypatch.setattr(reranking, "MOST_COMPARED", 1)
    monkeypatch.setattr(reranking, "MOST_FAVOURED", 1)
    assert sorted(ranked("water")) == sorted(ORDER["water"].split())
    monkeypatch.setattr(search_results, "MAX_RANKED", 2)
    assert len(ranked("water")) == 2


SENTENCE = SAID["plenary"]["vow"][1]


def test_a_pasted_sentence_finds_the_text_that_has_it(said):
    assert ranked(SENTENCE) == ["vow"]
    assert ranked(f"“{SENTENCE}”") == ["vow"]


def test_a_quotation_of_64_words_is_searched_and_a_longer_one_is_refused(client):
    words = [f"w{number}x" for number in range(65)]
    quoted = a_statement(text=" ".join(words))
    response = client.get("/search/", {"q": " ".join(words[:64])})
    assert [result.statement for result in response.context["results"]] == [quoted]
    assert client.get("/api/v1/statements/", {"q": " ".join(words[:64])}).json()["count"] == 1
    response = client.get("/search/", {"q": " ".join(words)})
    assert response.status_code == 400
    assert "Use at most 64 words." in response.content.decode()


def test_many_beginnings_of_words_are_refused(client):
    a_statement(text="Peace and war")
    assert client.get("/search/", {"q": "p* a* w* p*"}).context["total"] == 1
    response = client.get("/search/", {"q": " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz" * 2)})
    assert response.status_code == 400
    assert "Use * with at most 4 words." in response.content.decode()


def test_only_the_longest_words_of_a_long_query_are_counted(said):
    """Reading the rows of each common word would take as long as the query has words."""
    with CaptureQueriesContext(connection) as queries:
        ranked(SENTENCE)
    scored = next(query["sql"] for query in queries if "bm25" in query["sql"] or "ts_rank_cd" in query["sql"])
    counted = "MATCH '" if connection.vendor == "sqlite" else "ts_rank_cd("
    part = scored.partition(counted)[2][:400]
    assert "drought" in part
    assert "'the'" not in part
