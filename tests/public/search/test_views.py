from datetime import UTC, date, datetime

import pytest
from django.utils.http import urlencode

from proceedings.public.pagination import PER_PAGE
from proceedings.public.search import facets, years
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db


def search(client, q="", **filters):
    return client.get("/search/", {"q": q, **filters} if q else filters)


def titles(response):
    return [result.statement.title for result in response.context["results"]]


def counts(response, parameter):
    values = {facet.parameter: facet.values for facet in response.context["facets"]}
    return [(value.label, value.count) for value in values.get(parameter, [])]


def test_the_best_match_comes_first_unless_an_order_is_asked_for(client):
    old, new = (a_session(conference=a_conference(starts_on=date(year, 1, 1))) for year in (2019, 2020))
    a_statement(session=old, title="Rivers", text="Of water.")
    a_statement(session=new, title="Other", text="Much is said here before rivers come up at all.")
    assert titles(search(client, "rivers")) == ["Rivers", "Other"]
    assert titles(search(client, "rivers", ordering="-date")) == ["Other", "Rivers"]
    assert titles(search(client, "rivers", ordering="date")) == ["Rivers", "Other"]


def test_the_words_are_marked_in_title_text_and_name_and_markup_is_escaped(client):
    speaker = a_speaker(name="Ada River")
    a_statement(speaker=speaker, title="On <b>rivers</b>", text="A **river** & its [banks](https://x.example/).")
    page = search(client, "rivers").content.decode()
    assert "On &lt;b&gt;<mark>rivers</mark>&lt;/b&gt;" in page
    assert "A <mark>river</mark> &amp; its banks." in page
    assert "Ada <mark>River</mark>" in page


def test_words_that_only_a_translation_has_are_shown_from_it(client):
    statement = a_statement(text="Peace.")
    a_translation(statement=statement, language="ru", title="Речь", text="О мире.")
    page = search(client, "мир").content.decode()
    assert f'href="{statement.get_absolute_url()}#ru"' in page
    assert "Речь – О <mark>мире</mark>." in page


def test_a_search_without_a_query_lists_nothing_and_shows_search_tips(client):
    a_statement(title="Hidden until asked for")
    page = search(client).content.decode()
    assert "Hidden until asked for" not in page
    assert '<details class="help">' in page


def test_an_invalid_query_shows_an_error_and_opens_the_search_tips(client):
    response = search(client, "author:ada")
    assert response.status_code == 400
    page = response.content.decode()
    assert "There is no field “author:”" in page
    assert '<details class="help" open>' in page


def test_an_unknown_filter_value_is_refused(client):
    response = search(client, "peace", kind="song")
    assert response.status_code == 400
    assert "Kind" in response.content.decode()


def test_facets_count_the_results_and_filter_them(client):
    ada, ben = a_speaker(name="Ada", country="UZ"), a_speaker(name="Ben", country="CN")
    post = an_appointment(speaker=ada, organisation=an_organisation(name="Ministry"))
    session = a_session(conference=a_conference(title="One"))
    for title in ("Rivers first", "Rivers again"):
        a_statement(session=session, speaker=ada, appointment=post, title=title)
    a_statement(speaker=ben, title="Rivers too", kind="greeting", language="zh-Hant")
    a_statement(speaker=ben, title="Rivers drafted", status="draft")
    response = search(client, "rivers")
    assert counts(response, "speaker") == [("Ada", 2), ("Ben", 1)]
    assert counts(response, "country") == [("Uzbekistan", 2), ("China", 1)]
    assert counts(response, "organisation") == [("Ministry", 2)]
    assert counts(response, "kind") == [("remarks", 2), ("greeting", 1)]
    assert counts(response, "language") == [("English", 2), ("Chinese (Traditional)", 1)]
    assert response.context["facets"][0].values[0].query == "q=rivers&speaker=ada"
    assert titles(search(client, "rivers", speaker="ada", ordering="date")) == ["Rivers first", "Rivers again"]


def test_a_theme_counts_statements_on_narrower_themes_once(client):
    root = a_theme(name="Economy")
    narrow, narrower = a_theme(name="Trade", parent=root), a_theme(name="Tariffs", parent=root)
    a_statement(title="Rivers", themes=[narrow, narrower])
    a_statement(title="Rivers", themes=[narrow])
    a_statement(title="Rivers")
    assert counts(search(client, "rivers"), "theme") == [("Economy", 2), ("Trade", 2), ("Tariffs", 1)]


def test_every_count_of_a_facet_is_the_number_of_results_of_its_link(client):
    theme = a_theme(name="Water")
    for number, language in enumerate(["zh", "zh-Hant", "en"]):
        a_statement(title="Rivers", language=language, themes=[theme] if number else [])
    response = search(client, "rivers")
    links = [value for facet in response.context["facets"] for value in facet.values]
    assert links != []
    assert [value.count for value in links] == [
        client.get(f"/search/?{value.query}").context["total"] for value in links
    ]


def test_years_have_bars_that_filter_and_a_long_record_has_decades(client):
    for year in (2017, 2017, 2019):
        a_statement(title="Rivers", delivered_at=datetime(year, 5, 1, tzinfo=UTC))
    response = search(client, "rivers")
    bars = response.context["years"]
    assert [(bar.label, bar.count, bar.width) for bar in bars] == [
        ("2017", 2, 100.0),
        ("2018", 0, 0.0),
        ("2019", 1, 50.0),
    ]
    assert bars[0].query == urlencode({"q": "rivers", "after": "2017-01-01", "before": "2017-12-31"})
    assert '<rect width="50.0" height="10"/>' in response.content.decode()
    a_statement(title="Rivers", delivered_at=datetime(2017 - years.MOST_YEARS, 5, 1, tzinfo=UTC))
    assert [bar.label for bar in search(client, "rivers").context["years"]] == [
        "1990 to 1999",
        "2000 to 2009",
        "2010 to 2019",
    ]


def test_a_capped_total_is_shown_with_a_plus(client, monkeypatch):
    for module in ("models.search.search_results", "public.search.views"):
        monkeypatch.setattr(f"proceedings.{module}.MAX_RANKED", 2)
    for _number in range(3):
        a_statement(title="Rivers")
    response = search(client, "rivers")
    assert "2+ statements" in response.content.decode()
    assert len(facets.candidates(response.context["filterset"]).statements) == 2


@pytest.mark.parametrize("name", ["Лавров", "lavrov", "拉夫罗夫", "Sergey LAVROV", "лавров сергей"])
def test_a_search_for_a_name_in_any_script_finds_the_speaker(client, name):
    lavrov = a_speaker(name="Sergey Lavrov")
    another_name(speaker=lavrov, name="Сергей Лавров", language="ru")
    another_name(speaker=lavrov, name="谢尔盖·拉夫罗夫", language="zh-Hans")
    a_statement(speaker=lavrov)
    a_statement(speaker=a_speaker(name="Sergey Petrov"))
    assert list(search(client, name).context["speakers"]) == [lavrov]


def test_a_search_for_the_spelling_in_the_address_finds_the_speaker(client):
    norov, lavrov = a_speaker(name="Владимир Норов"), a_speaker(name="Lavrov")
    for speaker in (norov, lavrov):
        a_statement(speaker=speaker)
    assert list(search(client, "norov").context["speakers"]) == [norov]
    assert list(search(client, "Лавров").context["speakers"]) == [lavrov]


def test_a_speaker_without_public_statements_is_not_listed_by_name(client):
    a_statement(speaker=a_speaker(name="Ada"), status="draft")
    assert list(search(client, "Ada").context["speakers"]) == []


def test_a_theme_is_listed_by_name_above_the_statements(client):
    theme = a_theme(name="Цифровая экономика")
    a_statement(themes=[theme])
    assert search(client, "экономики").context["themes"] == [theme]


def test_the_pages_of_a_search_keep_the_query(client):
    for _number in range(PER_PAGE + 1):
        a_statement(title="Rivers")
    response = search(client, "rivers", kind="remarks")
    assert len(titles(response)) == PER_PAGE
    assert 'href="?q=rivers&amp;kind=remarks&amp;page=2"' in response.content.decode()
    assert len(titles(search(client, "rivers", kind="remarks", page=2))) == 1
    assert search(client, "rivers", page=3).status_code == 404


def test_empty_fields_are_removed_from_a_searchs_address(client):
    assert client.get("/search/?q=peace&speaker=&kind=").headers["Location"] == "/search/?q=peace"


@pytest.mark.parametrize("address", ["/", "/no-such-page", "/search/"])
def test_every_search_box_submits_to_the_search_page(client, address):
    assert '<form class="search" id="search-form" role="search" action="/search/" method="get">' in (
        client.get(address).content.decode()
    )


@pytest.mark.parametrize(
    "typed", ["'", "%_\\", "a" * 2000, "核" * 300, "\x01", "-", '"', "OR OR", "( : * )", "\ufffe", "٣ ½ ﷺ", "e\u0301*"]
)
@pytest.mark.parametrize("address", ["/search/", "/search/suggest", "/search/feed.atom"])
def test_a_search_accepts_any_text(client, address, typed):
    a_statement(speaker=a_speaker(name="O'Neill"), themes=[a_theme(name="100%")])
    assert client.get(address, {"q": typed}).status_code in {200, 400}


def test_a_value_of_one_reader_is_not_in_the_fields_of_the_next(client):
    statement = a_statement(title="Rivers", kind="question")
    with_values = search(client, "rivers", kind="question", speaker=statement.speaker.slug).content.decode()
    without = search(client, "rivers").content.decode()
    again = search(client, "rivers", kind="question", speaker=statement.speaker.slug).content.decode()
    assert '<option value="question" selected>' in with_values
    assert '<option value="question" selected>' not in without
    assert f'name="speaker" value="{statement.speaker.slug}"' not in without
    assert [one.count(" selected>") for one in (with_values, again)] == [with_values.count(" selected>")] * 2
