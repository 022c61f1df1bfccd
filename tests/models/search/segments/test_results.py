"""Segments, rows that wait for them, and the full-text engine give the same results."""

from datetime import UTC, datetime

import pytest

from proceedings.filters.statements import StatementFilter
from proceedings.models import Conference, Speaker, Statement
from proceedings.models.search import search_results
from proceedings.models.search.segments import parts, results
from proceedings.models.search.segments.compaction import compact
from proceedings.models.search.segments.conditions import FactConditions
from proceedings.search.segments import columns
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db

QUERIES = [
    "water",
    "waters",
    "water salt",
    "water OR salt",
    "water -salt",
    '"salt water"',
    '"salt wat"*',
    "wat*",
    "the wells of the rivers are salt",
    "Mueller",
    "email",
    '"an email"',
    "вода",
    "水",
    "water kind:question",
    "water -kind:question",
    "water country:CN",
    "water theme:nature",
    "water language:en",
    "water after:2005",
    "water before:2005-06",
    "after:2005-05-02 before:2005-05-02",
    "water speaker:ada-ash",
    "water conference:second",
    "water organisation:union",
    "ash",
    "ash water",
    "ash OR salt",
    "water -ash",
    "kind:question",
    "lake",
    "water OR kind:question",
    "water OR wells OR kind:question OR theme:nature",
    "water -kind:question OR salt",
    "water salt OR country:RU",
    "kind:question OR -water",
]


@pytest.fixture
def record():
    """Return the statements of two conferences, some with a time of their own."""
    nature = a_theme(name="Nature", slug="nature")
    rain = a_theme(name="Rain", parent=nature)
    union = an_organisation(slug="union")
    ada = a_speaker(name="Ada Ash", slug="ada-ash", country="CN")
    bo = a_speaker(name="Bo Birch", country="RU")
    post = an_appointment(speaker=ada, organisation=union)
    first = a_session(conference=a_conference(slug="first", starts_on="2004-05-01", ends_on="2004-05-03"))
    second = a_session(conference=a_conference(slug="second", starts_on="2005-05"))
    at_noon = a_session(conference=second.conference, position=2, starts_at=datetime(2005, 5, 2, 12, tzinfo=UTC))
    rows = [
        a_statement(
            session=first, speaker=ada, appointment=post, title="Salt water", text="Water is salt.", themes=[rain]
        ),
        a_statement(
            session=first, speaker=bo, title="Wells", text="The wells of the rivers are salt.", kind="question"
        ),
        a_statement(session=second, speaker=ada, title="Water", text="Herr Müller and an e-mail.", themes=[nature]),
        a_statement(session=second, speaker=bo, title="Вода", text="Вода и 水.", language="ru"),
        a_statement(session=at_noon, speaker=bo, title="Waters", text="Salt, and water.", kind="question"),
        a_statement(session=second, speaker=bo, title="Water", text="By hand.", delivered_on="2005-05-07"),
        a_statement(session=second, speaker=None, label="Someone", kind="narrative", title="Water", text="A pause."),
        a_statement(session=second, speaker=bo, title="Water", text="A draft.", status="draft"),
    ]
    a_co_speaker(statement=rows[1], speaker=ada)
    return rows


def answer(client, **query):
    """Return the results, and all numbers beside them, of a query."""
    context = client.get("/search/", query).context
    facets = [(facet.parameter, [(value.label, value.count) for value in facet.values]) for facet in context["facets"]]
    years = [(year.label, year.count) for year in context["years"]]
    return [result.statement.title for result in context["results"]], context["total"], facets, years


def use_engine(monkeypatch):
    monkeypatch.setattr(results, "read_index", lambda: None)


@pytest.mark.parametrize("query", QUERIES)
def test_all_ways_give_the_same_results(client, record, monkeypatch, query):
    pending = answer(client, q=query)
    compact(enough=0)
    assert answer(client, q=query) == pending
    use_engine(monkeypatch)
    assert answer(client, q=query) == pending


FILTERS = [
    {"kind": "question"},
    {"form": "verbatim"},
    {"language": "ru"},
    {"country": "CN"},
    {"theme": "nature"},
    {"organisation": "union"},
    {"speaker": "ada-ash"},
    {"conference": "second"},
    {"after": "2005-05-03"},
    {"before": "2005-05-02", "kind": "question"},
]


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_all_ways_give_the_same_results_under_filters(client, record, monkeypatch, filters):
    pending = answer(client, q="water OR вода", **filters)
    assert pending[1] > 0
    compact(enough=0)
    assert answer(client, q="water OR вода", **filters) == pending
    use_engine(monkeypatch)
    assert answer(client, q="water OR вода", **filters) == pending


@pytest.mark.parametrize("order", ["-date", "date"])
@pytest.mark.parametrize("filters", [*FILTERS, {"q": "water"}, {"q": "ash water"}], ids=str)
def test_all_ways_give_the_same_order_by_date(client, record, monkeypatch, filters, order):
    pending = answer(client, ordering=order, **filters)
    assert pending[1] > 0
    compact(enough=0)
    assert answer(client, ordering=order, **filters) == pending
    use_engine(monkeypatch)
    assert answer(client, ordering=order, **filters) == pending


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_the_first_by_date_are_kept_even_in_the_middle_of_a_session(client, record, monkeypatch, most):
    compact(enough=0)
    whole = answer(client, conference="second")
    assert whole[1] == 5
    monkeypatch.setattr("proceedings.filters.statements.MAX_RANKED", most)
    from_segments = answer(client, conference="second")
    assert from_segments[:2] == (whole[0][:most], most)
    use_engine(monkeypatch)
    assert answer(client, conference="second") == from_segments


def test_a_statement_that_moves_in_the_programme_moves_in_the_results_at_once(client, record):
    compact(enough=0)
    before = answer(client, conference="first")[0]
    record[0].position = 9
    record[0].save()
    assert answer(client, conference="first")[0] == before[::-1]


def test_results_by_date_are_answered_from_segments(client, record, monkeypatch):
    compact(enough=0)
    monkeypatch.setattr(StatementFilter, "without_words", lambda *_args: pytest.fail("the engine was asked"))
    conditions = FactConditions().public().at(record[0].conference)
    monkeypatch.setattr(StatementFilter, "conditions", conditions)
    assert answer(client, conference="first")[1] == 2


def test_a_session_filters_the_segments(client, record):
    compact(enough=0)
    session = record[4].session
    assert answer(client, q="water", conference="second", session=session.slug)[0] == ["Waters"]


def test_words_in_a_translation_are_found_with_segments(client, record):
    compact(enough=0)
    a_translation(statement=record[0], title="Вода", text="Вода.")
    assert sorted(answer(client, q="вода")[0]) == ["Salt water", "Вода"]


def withdraw(statement):
    Statement.objects.filter(pk=statement.pk).update(
        status="withdrawn", withdrawal_reason="Wrong.", withdrawn_at=datetime(2024, 1, 1, tzinfo=UTC)
    )


def withdraw_conference(statement):
    Conference.objects.filter(pk=statement.conference.pk).update(
        status="withdrawn", withdrawal_reason="Wrong.", withdrawn_at=datetime(2024, 1, 1, tzinfo=UTC)
    )


def delete(statement):
    statement.delete()


@pytest.mark.parametrize("hide", [withdraw, withdraw_conference, delete])
def test_what_is_hidden_is_gone_from_results_and_numbers_at_once(client, record, hide):
    compact(enough=0)
    before = answer(client, q="müller")
    assert (before[0], before[1]) == (["Water"], 1)
    hide(record[2])
    assert answer(client, q="müller") == ([], 0, [], [])
    compact(enough=0)
    assert answer(client, q="müller") == ([], 0, [], [])


def test_changed_words_and_facts_count_at_once(client, record):
    compact(enough=0)
    record[0].title = record[0].text = "Ice"
    record[0].save()
    Speaker.objects.filter(slug="ada-ash").update(country="KZ")
    assert answer(client, q="ice")[0] == ["Ice"]
    assert "Salt water" not in answer(client, q="water")[0]
    assert dict(answer(client, q="water OR ice")[2])["country"] == [("Kazakhstan", 2), ("Russia", 2)]


def test_too_many_pending_rows_are_searched_by_the_engine(client, record, monkeypatch):
    known = answer(client, q="water")
    monkeypatch.setattr(parts, "MOST_PENDING", 3)
    assert parts.read_index() is None
    assert answer(client, q="water") == known


def test_too_long_pending_texts_are_searched_by_the_engine(client, record, monkeypatch):
    known = answer(client, q="water")
    monkeypatch.setattr(parts, "MOST_CHARACTERS", 3)
    record[0].save()
    Statement.objects.filter(pk=record[0].pk).update(kind="question")
    assert parts.read_index() is None
    assert answer(client, q="water")[0] == known[0]


def test_words_and_fields_joined_by_or_are_answered_from_segments(client, record, monkeypatch):
    compact(enough=0)
    monkeypatch.setattr(search_results, "rows", lambda *_args: pytest.fail("the engine was asked"))
    assert len(answer(client, q="salt OR kind:question")[0]) == 3


def test_numbers_are_the_same_when_the_numbering_of_texts_begins_anew(client, record, monkeypatch):
    compact(enough=0)
    known = answer(client, q="water")
    monkeypatch.setattr(columns, "MOST_TEXTS", 0)
    before = columns.numberings[0]
    assert answer(client, q="water") == known
    assert columns.numberings[0] is not before


def test_only_the_newest_rows_are_ranked(client, record, monkeypatch):
    compact(enough=0)
    monkeypatch.setattr("proceedings.models.search.search_results.MAX_RANKED", 2)
    assert sorted(answer(client, q="water")[0]) == ["Water", "Water"]


def test_a_segment_that_is_made_anew_has_another_version(record):
    compact(enough=0)
    first = parts.read_index().versions
    Statement.objects.filter(pk=record[0].pk).update(kind="question")
    compact(enough=0)
    second = parts.read_index().versions
    assert second.keys() == first.keys()
    assert set(second.values()).isdisjoint(first.values())


class Replaced(list):
    """A list in which another thread replaces each item that is set."""

    def __setitem__(self, at, _item):
        super().__setitem__(at, parts.NOTHING_PENDING)


def test_a_search_in_another_thread_does_not_change_the_pending_rows_of_this_one(client, record, monkeypatch):
    monkeypatch.setattr(parts, "last_pending", Replaced([parts.NOTHING_PENDING]))
    assert answer(client, q='"salt water"')[0] == ["Salt water"]
