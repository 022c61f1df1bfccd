"""Help for a search that finds no statement: other spellings, similar names, and each word by itself."""

import pytest
from django.db import OperationalError
from django.utils.http import urlencode

from proceedings.models.search import search_results
from proceedings.public.search import views, word_counts
from tests.support.factories import a_speaker, a_statement, a_theme, a_translation

pytestmark = pytest.mark.django_db


def search(client, q="", **filters):
    return client.get("/search/", {"q": q, **filters} if q else filters)


@pytest.mark.parametrize(("typed", "meant"), [("Norow", "Norov"), ("vladmiir", "Vladimir"), ("Econmy", "Economy")])
def test_a_misspelt_name_gets_a_suggestion(client, typed, meant):
    a_statement(speaker=a_speaker(name="Vladimir Norov"), themes=[a_theme(name="Economy")], text="On peace.")
    response = search(client, f"peace {typed}", kind="remarks")
    [(spelling, remedy)] = response.context["spellings"]
    assert (spelling.word, spelling.near) == (typed, meant)
    assert remedy == urlencode({"kind": "remarks", "q": f"peace {meant}"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("disarmamnet", "disarmament"),
        ("secirity", "security"),
        ("безопастность", "безопасность"),
        ("рзаоружение", "разоружение"),
        ("sécuritéé", "sécurité"),
    ],
)
def test_a_misspelt_word_gets_a_suggestion_from_public_statements(client, typed, meant):
    a_statement(text="Security and disarmament; sécurité. О безопасности: безопасность и безопасность в разоружении.")
    a_statement(text="Water.", status="draft", title="Secirita")
    [(spelling, _remedy)] = search(client, typed).context["spellings"]
    assert (spelling.word, spelling.near) == (typed, meant)


def test_a_long_text_without_spaces_gets_no_suggestion(client):
    a_statement(text="人民政府", language="zh")
    response = search(client, "人民政府中國我們" * 100)
    assert [spelling.near for spelling, _remedy in response.context["spellings"]] == [None]


def test_a_word_without_public_statements_is_not_suggested(client):
    draft = a_statement(text="Disarmament", status="draft")
    a_translation(statement=draft, text="Disarmaments")
    [(spelling, _remedy)] = search(client, "disarmamnet").context["spellings"]
    assert spelling.near is None


def test_of_several_misspelt_words_one_is_looked_for_in_texts(client):
    """Looking for each would take as long again. Names are looked for at once, and leave the search to a word."""
    a_statement(speaker=a_speaker(name="Vladimir Norov"), text="Disarmament and security")
    response = search(client, "Norow disarmamnet secirity zzzzz qqqqq")
    near = {spelling.word: spelling.near for spelling, _remedy in response.context["spellings"]}
    expected = {"Norow": "Norov", "disarmamnet": "disarmament", "secirity": None, "zzzzz": None, "qqqqq": None}
    assert near == expected


def test_a_page_is_complete_without_a_spelling_that_takes_too_long(client, monkeypatch):
    def be_too_slow(wanted):
        raise OperationalError("canceling statement due to statement timeout")

    monkeypatch.setattr("proceedings.public.search.spelling.nearest_words", be_too_slow)
    [(spelling, _remedy)] = search(client, "disarmamnet").context["spellings"]
    assert (spelling.word, spelling.near) == ("disarmamnet", None)


@pytest.mark.parametrize("typed", ["Norow", "Econmy"])
def test_a_name_without_public_statements_is_not_suggested(client, typed):
    a_statement(speaker=a_speaker(name="Norov"), themes=[a_theme(name="Economy")], status="draft")
    [(spelling, _remedy)] = search(client, typed).context["spellings"]
    assert spelling.near is None


@pytest.mark.parametrize(
    "typed", ["Sergey Lavrov", "Lavrov Sergey", "Serguei Lavrov", "Sergej Lawrow", "Сергей Лавров", "sergei lavrow"]
)
def test_a_name_in_another_spelling_finds_the_speaker_by_the_whole_name(client, typed):
    lavrov = a_speaker(name="Sergei Lavrov")
    a_statement(speaker=lavrov, title="Rivers", text="Water.")
    a_statement(speaker=a_speaker(name="Sergey Petrov"), text="Lavrov spoke.")
    a_statement(speaker=a_speaker(name="Sergei Lavrin"), status="draft")
    response = search(client, typed)
    assert [*response.context["speakers"], *response.context["similar_speakers"]] == [lavrov]
    assert f'href="{lavrov.get_absolute_url()}"' in response.content.decode()
    assert "No results" not in response.content.decode()


def test_only_public_speakers_with_a_similar_name_are_shown(client):
    a_statement(speaker=a_speaker(name="Sergei Lavrov"), status="draft")
    assert search(client, "Sergey Lavrov").context["similar_speakers"] == []


@pytest.mark.parametrize("typed", ["Lavrow", "water in the desert", "Ivan Lavrov", "Sergey Lavrentiev", "1 2"])
def test_other_names_and_words_are_not_similar(client, typed):
    a_statement(speaker=a_speaker(name="Sergei Lavrov"))
    assert search(client, typed).context["similar_speakers"] == []


def test_a_speaker_who_is_found_stands_beside_no_message_that_nothing_was(client):
    lavrov = a_speaker(name="Lavrov")
    a_statement(speaker=lavrov, title="Rivers")
    response = search(client, "Лавров")
    page = response.content.decode()
    assert list(response.context["speakers"]) == [lavrov]
    assert "No statement contains these words, but the names above do." in page
    assert "No results" not in page
    assert "No statement contains “" not in page


def test_words_that_are_never_together_are_counted_each_by_itself(client):
    for text in ("Rivers of the east", "Rivers of the west", "Deserts"):
        a_statement(text=text)
    a_statement(text="Deserts and rivers", status="draft")
    response = search(client, "rivers deserts", kind="remarks")
    counts = response.context["word_counts"]
    assert [(word.word, word.number) for word in counts] == [("rivers", 2), ("deserts", 1)]
    for word in counts:
        assert client.get(f"/search/?{word.query}").context["total"] == word.number
    assert client.get(f"/search/?{response.context['any_word']}").context["total"] == 3
    page = response.content.decode()
    assert "No statement has all of these words. Statements with one of them:" in page
    assert f'href="?{counts[0].query.replace("&", "&amp;")}">rivers</a> <span class="aside">2</span>' in page


def test_a_word_is_counted_up_to_the_number_that_is_ranked_as_on_its_own_page(client, monkeypatch):
    for module in (search_results, word_counts, views):
        monkeypatch.setattr(module, "MAX_RANKED", 2)
    for text in ("Rivers of the east", "Rivers of the west", "Rivers", "Deserts"):
        a_statement(text=text)
    page = search(client, "rivers deserts").content.decode()
    assert '>rivers</a> <span class="aside">2+</span>' in page
    assert '>deserts</a> <span class="aside">1</span>' in page
    assert "2+ statements" in search(client, "rivers").content.decode()


def test_a_word_that_only_other_kinds_of_statements_have_is_not_misspelt(client):
    a_statement(text="Rivers and deserts", kind="greeting")
    response = search(client, "rivers mountains", kind="remarks")
    assert [spelling.word for spelling, _remedy in response.context["spellings"]] == ["mountains"]


def test_the_counts_of_words_keep_phrases_and_beginnings(client):
    a_statement(text="A digital economy")
    a_statement(text="Digital seeds of an economy; government")
    response = search(client, '"digital economy" govern*')
    assert [(word.word, word.number) for word in response.context["word_counts"]] == [
        ("digital economy", 1),
        ("govern", 1),
    ]
    assert client.get(f"/search/?{response.context['any_word']}").context["total"] == 2


@pytest.mark.parametrize("typed", ["rivers", "rivers -deserts", "rivers OR deserts"])
def test_a_query_that_is_not_of_several_words_has_no_counts(client, typed):
    a_statement(text="Mountains")
    response = search(client, typed)
    assert (response.context["word_counts"], response.context["any_word"]) == ([], "")


def test_a_search_without_results_offers_to_remove_each_filter(client):
    a_statement(title="Rivers", speaker=a_speaker(name="Ada"))
    response = search(client, "rivers", speaker="ada", kind="greeting")
    page = response.content.decode()
    assert 'href="?q=rivers&amp;speaker=ada">Search without “Kind: greeting”' in page
    assert 'href="?q=rivers&amp;kind=greeting">Search without “Speaker: Ada”' in page
    assert response.context["spellings"] == []


def test_a_search_without_results_offers_neither_files_nor_filters_that_hide_more(client):
    a_statement(text="Peace.")
    offers = [search(client, "zzzzz", **filters).content.decode() for filters in ({}, {"kind": "remarks"})]
    assert [("Filter the results" in page, "Download" in page) for page in offers] == [(False, False), (True, False)]
    assert "More filters" not in offers[1]
