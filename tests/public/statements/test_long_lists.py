"""Filtered lists of a long record, whose statements are counted in the search index."""

from functools import partialmethod

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from proceedings.filters import SearchFilter
from proceedings.filters import statements as filters
from proceedings.models import Statement
from proceedings.models.reads import page_keys
from proceedings.models.search.segments.compaction import compact
from proceedings.public import themes
from proceedings.public.pagination import KeyPaginator
from proceedings.public.statements import StatementList
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

QUERIES = [
    "kind=question",
    "form=reported",
    "language=ru",
    "country=KE",
    "theme=water",
    "organisation=port",
    "speaker=ann",
    "after=2020-05-01",
    "after=2020-01-01&before=2020-12-31",
    "kind=question&theme=water",
    "conference=old&kind=question",
    "country=KE&organisation=port&language=ru",
    "language=zh",
    "q=said",
    "q=said&country=KE",
    "q=ann+OR+water&form=reported",
    "q=nowhere&language=ru",
]


@pytest.fixture
def record():
    """Statements of two conferences that differ in all that they can be filtered by, joint ones and hidden ones."""
    theme = a_theme(slug="water")
    narrower = a_theme(parent=theme)
    port = an_organisation(slug="port")
    ann, kip = a_speaker(slug="ann", country="NO"), a_speaker(slug="kip", country="KE")
    posts = [an_appointment(speaker=speaker, organisation=port) for speaker in (ann, kip)]
    for slug, day in (("old", "2019-03-01"), ("new", "2020-06-01")):
        session = a_session(conference=a_conference(slug=slug, starts_on=day, ends_on=day, language="en"))
        for number in range(8):
            statement = a_statement(
                session=session,
                speaker=(ann, kip)[number % 2],
                appointment=posts[number % 2] if number % 3 else None,
                kind=("question", "address")[number % 2],
                form=("reported", "verbatim")[number // 2 % 2],
                language=("en", "ru")[number // 4],
                themes=[(theme, narrower)[number % 2]] if number % 3 else [],
            )
            if number == 0:
                a_co_speaker(statement=statement, speaker=kip, appointment=posts[1])
        a_statement(session=session, kind="question", language="zh", status="draft", themes=[theme])


def listed(client, query):
    """Return the number of statements, the slugs of each page, and the answer of the API. No page is rendered."""
    api = client.get(f"/api/v1/statements/?{query}").json()
    pages, number = [], 1
    while True:
        request = RequestFactory().get(f"/statements/?{query}&page={number}")
        request.user = AnonymousUser()
        context = StatementList.as_view()(request).context_data
        pages.append([statement.slug for statement in context["page_obj"]])
        if not context["page_obj"].has_next():
            return context["paginator"].count, pages, api
        number += 1


@pytest.mark.parametrize("query", QUERIES)
def test_a_filtered_list_is_the_same_in_a_long_record(client, record, monkeypatch, query):
    monkeypatch.setattr(StatementList, "paginate_by", 3)
    for change in (list, lambda: compact(enough=0), Statement.objects.filter(kind="address", language="en").delete):
        change()
        expected = listed(client, query)
        with monkeypatch.context() as patch:
            patch.setattr(filters, "MANY", 0)
            for most in (0, 3, 900):
                patch.setattr(filters, "KEYS", most)
                assert listed(client, query) == expected


@pytest.mark.parametrize(
    "query", ["country=KE", "q=said&language=ru", "before=2019-12-31", "after=2019-01-01&ordering=date"]
)
@pytest.mark.parametrize("limits", [{"MANY": 4, "NEAR": 0}, {"MANY": 4}, {}])
def test_pages_are_the_same_by_the_conferences_of_the_index(client, record, monkeypatch, query, limits):
    monkeypatch.setattr(StatementList, "paginate_by", 3)
    expected = listed(client, query)
    monkeypatch.setattr(filters, "MANY", 0)
    monkeypatch.setattr(filters, "KEYS", 0)
    monkeypatch.setattr(themes, "KEYS", 0)
    for name, value in {"KEYS": 0, "FIRST": 1, "FEW": 0, **limits}.items():
        monkeypatch.setattr(page_keys, name, value)
    assert listed(client, query) == expected


@pytest.mark.parametrize(
    "query",
    ["kind=question", "language=ru&ordering=date", "q=said&ordering=-date", "q=said&form=reported", "after=2090-01-01"],
)
def test_the_results_of_a_search_are_the_same(client, record, monkeypatch, query):
    def results():
        filterset = SearchFilter(QueryDict(query), Statement.objects.public())
        assert filterset.form.is_valid()
        return filterset.candidates("conference", "themes"), client.get(f"/search/feed.atom?{query}").content

    monkeypatch.setattr(filters, "MAX_RANKED", 3)
    expected = results()
    monkeypatch.setattr(filters, "MANY", 0)
    for most in (0, 900):
        monkeypatch.setattr(filters, "KEYS", most)
        monkeypatch.setattr(page_keys, "FEW", most)
        assert results() == expected


def pages_of(client, address):
    """Return the slugs of the statements on each page of an address."""
    pages, is_next = [], True
    while is_next:
        shown = client.get(f"{address}page={len(pages) + 1}").context["page_obj"]
        pages.append([statement.slug for statement in shown])
        is_next = shown.has_next()
    return pages


@pytest.mark.parametrize("address", ["/statements/?kind=question&", "/themes/water/?", "/organisations/port/?"])
def test_late_pages_are_read_from_the_index(client, record, monkeypatch, address):
    monkeypatch.setattr(KeyPaginator, "__init__", partialmethod(in_small_pages, KeyPaginator.__init__))
    expected = pages_of(client, address)
    assert len(expected) > 2
    read_from_the_index(monkeypatch)
    assert pages_of(client, address) == expected


def read_from_the_index(monkeypatch):
    """Let all pages be late ones, and no database read their keys."""
    for limit in ("KEYS", "MANY", "NEAR"):
        monkeypatch.setattr(page_keys, limit, 0)
    monkeypatch.setattr(filters, "MANY", 0)
    monkeypatch.setattr(filters, "KEYS", 0)
    monkeypatch.setattr(themes, "KEYS", 0)
    for name in ("first_keys", "keys_in", "keys_between"):
        monkeypatch.setattr(page_keys, name, lambda *_args: pytest.fail("the database was asked"))


def in_small_pages(paginator, initialise, rows, _per_page, **options):
    initialise(paginator, rows, 3, **options)


def test_the_rows_of_a_page_are_fetched_by_their_keys_alone(client, record):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/statements/?form=reported&q=-unknown").context["page_obj"]
    [fetching] = [query["sql"] for query in queries if '"proceedings_statement"."text"' in query["sql"]]
    assert "reported" not in fetching
    assert "unknown" not in fetching
    assert "published" in fetching


def test_late_pages_of_the_api_are_the_same(client, record, monkeypatch):
    address = "/api/v1/statements/?form=reported&page_size=3&page=2"
    expected = client.get(address).json()
    read_from_the_index(monkeypatch)
    assert client.get(address).json() == expected


def test_an_invalid_filter_of_a_long_record_is_reported(client, record, monkeypatch):
    monkeypatch.setattr(filters, "MANY", 0)
    assert client.get("/statements/?kind=song&theme=water").status_code == 400
