"""Lists of the API: fields, order, pagination and filters."""

import re
from datetime import date

import pytest

from proceedings.api import pagination
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def page(client, address, **query):
    return client.get(address if address.startswith("http") else f"/api/v1/{address}/", query).json()


def slugs(body):
    return [row["slug"] for row in body["results"]]


def links(response):
    """The relations of a Link header: {relation: address}."""
    return {relation: url for url, relation in re.findall(r'<([^>]+)>; rel="(\w+)"', response.headers["Link"])}


def seven_statements():
    session = a_session()
    return [a_statement(session=session, slug=slug).slug for slug in ("f", "b", "g", "a", "d", "c", "e")]


def test_a_list_leaves_out_heavy_fields_unless_they_are_expanded(client):
    a_statement(text="Long.")
    heavy = {"text", "paragraphs", "translations", "corrections", "replies"}
    [row] = page(client, "statements")["results"]
    [expanded] = page(client, "statements", expand="text,translations")["results"]
    [whole] = page(client, "statements", expand=",".join(heavy))["results"]
    assert heavy.intersection(row) == set()
    assert expanded.keys() - row.keys() == {"text", "translations"}
    assert whole == client.get(whole["api_url"]).json()


def test_a_list_shows_only_the_chosen_fields(client):
    a_statement(slug="said", title="On water", text="Long.")
    [row] = page(client, "statements", fields="title,text")["results"]
    address = {"url": f"{SITE}/statements/said/", "api_url": f"{SITE}/api/v1/statements/said/"}
    assert row == {"slug": "said", **address, "title": "On water", "text": "Long."}


def test_links_lead_from_page_to_page(client):
    expected = seven_statements()
    first = client.get("/api/v1/statements/?page_size=3")
    assert links(first) == {
        "first": f"{SITE}/api/v1/statements/?page_size=3",
        "last": f"{SITE}/api/v1/statements/?page=3&page_size=3",
        "next": f"{SITE}/api/v1/statements/?page=2&page_size=3",
    }
    shown, address = slugs(first.json()), first.json()["next"]
    while address:
        following = page(client, address)
        shown += slugs(following)
        address = following["next"]
    assert shown == expected
    assert (following["count"], following["previous"]) == (7, f"{SITE}/api/v1/statements/?page=2&page_size=3")


def test_a_cursor_reads_a_whole_list_while_rows_are_added(client):
    expected = seven_statements()
    first = page(client, "statements", cursor="*", page_size=3)
    assert (slugs(first), first["count"], first["previous"]) == (["a", "b", "c"], None, None)
    # Rows that are added meanwhile move no other.
    a_statement(slug="aa")
    a_statement(slug="bb", status="draft")
    second = page(client, first["next"])
    third = page(client, second["next"])
    assert sorted(expected) == slugs(first) + slugs(second) + slugs(third)
    assert third["next"] is None


def test_a_cursor_reads_the_sessions_of_all_conferences(client):
    for conference in ("b", "a"):
        row = a_conference(slug=conference)
        for slug in ("y", "x"):
            a_session(conference=row, slug=slug)
    shown, query = [], {"cursor": "*", "page_size": 1}
    address = "sessions"
    while address:
        body = page(client, address, **query)
        shown += [(row["conference"]["slug"], row["slug"]) for row in body["results"]]
        address, query = body["next"], {}
    assert shown == [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]


def test_a_cursor_reads_the_results_of_a_search(client):
    expected = seven_statements()
    a_statement(slug="other", text="Something else.")
    first = page(client, "statements", q="said", cursor="*", page_size=4)
    assert slugs(first) + slugs(page(client, first["next"])) == sorted(expected)


def test_page_numbers_end_before_the_database_counts_too_far(client, monkeypatch):
    seven_statements()
    monkeypatch.setattr(pagination, "LAST_ROW", 4)
    last = client.get("/api/v1/statements/?page=2&page_size=2")
    assert last.json()["next"] is None
    assert links(last)["last"] == f"{SITE}/api/v1/statements/?page=2&page_size=2"
    refused = client.get("/api/v1/statements/?page=3&page_size=2")
    detail = "Page numbers end at 2. Narrow the search, or use cursor=* to read the whole list."
    assert (refused.status_code, refused.json()["errors"]) == (400, [{"parameter": "page", "detail": detail}])


def test_a_page_has_at_most_200_rows(client):
    conference = a_conference()
    for number in range(201):
        a_session(conference=conference, title=f"{number}", position=number + 1)
    assert len(slugs(page(client, "sessions"))) == 50
    assert len(slugs(page(client, "sessions", page_size=200))) == 200


def test_the_best_match_comes_first_unless_an_order_is_chosen(client):
    early, late = a_conference(starts_on=date(2019, 1, 1)), a_conference(starts_on=date(2020, 1, 1))
    a_statement(slug="named", title="Rivers", text="Rivers and rivers.", session=a_session(conference=early))
    a_statement(slug="mentioned", text="Lakes, woods, hills and rivers.", session=a_session(conference=late))
    assert slugs(page(client, "statements", q="rivers")) == ["named", "mentioned"]
    assert slugs(page(client, "statements", q="rivers", ordering="-date")) == ["mentioned", "named"]
    assert slugs(page(client, "statements")) == ["mentioned", "named"]


def test_the_results_of_a_search_are_not_counted_by_the_database(client, django_assert_max_num_queries):
    theme = a_theme(slug="rain")
    for title in ("War", "Peace", "War and peace"):
        a_statement(title=title, text="", themes=[theme])
    with django_assert_max_num_queries(40) as queries:
        assert page(client, "statements", q="-peace", theme="rain")["count"] == 1
        assert page(client, "statements", q="peace", theme="rain")["count"] == 2
    assert [row["sql"] for row in queries.captured_queries if row["sql"].startswith("SELECT COUNT(")] == []


FILTERS = [
    {"speaker": "ada"},
    {"conference": "rivers"},
    {"conference": "rivers", "session": "opening"},
    {"theme": "water"},
    {"kind": "greeting"},
    {"language": "zh"},
    {"after": "2020-06-01"},
    {"q": "speaker:ada water"},
]


@pytest.mark.parametrize("query", FILTERS)
def test_a_filter_means_the_same_as_on_the_page(client, query):
    session = a_session(conference=a_conference(slug="rivers", starts_on=date(2020, 9, 28)), slug="opening")
    a_statement(
        slug="match",
        title="Water",
        session=session,
        speaker=a_speaker(slug="ada"),
        kind="greeting",
        language="zh-Hant",
        themes=[a_theme(slug="streams", parent=a_theme(slug="water"))],
    )
    a_statement(slug="other", session=a_session(conference=a_conference(starts_on=date(2019, 1, 1))))
    assert slugs(page(client, "statements", **query)) == ["match"]
    assert "1 statement" in client.get("/statements/", query).content.decode()
