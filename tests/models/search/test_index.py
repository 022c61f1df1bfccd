"""The index matches the rows, however they were written."""

import json

import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connection, transaction

from proceedings.importing.loader import FixtureError, load
from proceedings.models import Statement, Translation
from proceedings.models.search import search_results
from proceedings.models.search.facts import INDEXES
from proceedings.models.search.index import broken_indexes, drifted, indexed_models
from proceedings.search import sqlite
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_translation, another_name

pytestmark = pytest.mark.django_db


def titles(query):
    return [row.title for row in Statement.objects.public().matching(query).order_by("title")]


def is_up_to_date():
    return not broken_indexes() and not any(rows for model in indexed_models() for _count, rows in drifted(model))


@pytest.fixture(autouse=True)
def up_to_date():
    """Check after every test that the index matches the rows."""
    yield
    assert is_up_to_date()


def test_a_saved_statement_is_found_by_its_new_words_alone():
    statement = a_statement(title="Peace", text="Rivers.")
    statement.title = "War"
    statement.save()
    assert (titles("peace"), titles("war"), titles("river")) == ([], ["War"], ["War"])


def test_a_statement_that_was_fetched_is_saved_with_its_words():
    a_statement(title="Peace")
    statement = Statement.objects.get()
    statement.title = "War"
    statement.save()
    assert (titles("peace"), titles("war")) == ([], ["War"])


def test_saving_one_column_saves_its_words():
    statement = a_statement(title="Peace")
    statement.title = "War"
    statement.save(update_fields=["title"])
    assert (titles("peace"), titles("war")) == ([], ["War"])


def test_another_language_gives_other_terms():
    statement = a_statement(title="Organisations", language="fr")
    assert titles("organisation") == []
    statement.language = "en"
    statement.save(update_fields=["language"])
    assert titles("organisation") == ["Organisations"]


def test_rows_are_read_without_their_terms(django_assert_num_queries):
    a_statement()
    with django_assert_num_queries(1) as queries:
        statement = Statement.objects.get()
        assert statement.title_terms == "statement " + statement.title.split()[1]
    assert "_terms" not in queries[0]["sql"]


def test_a_row_that_is_saved_without_its_text_keeps_it_in_the_index_and_in_the_history():
    statement = Statement.objects.defer("text").get(pk=a_statement(text="Rivers.").pk)
    statement.title = "War"
    statement.save()
    assert titles("war river") == ["War"]
    assert list(statement.history.values_list("title", "text")[:1]) == [("War", "Rivers.")]


def unsaved(**fields):
    session = a_session()
    speaker = a_speaker()
    return [
        Statement(
            slug=f"bulk-{number}",
            session=session,
            position=number,
            speaker=speaker,
            status="published",
            published_at="2020-10-01T12:00:00Z",
            language="en",
            title=f"Peace {number}",
            **fields,
        )
        for number in range(3)
    ]


def test_statements_made_in_bulk_are_found():
    Statement.objects.bulk_create(unsaved())
    assert titles("peace") == ["Peace 0", "Peace 1", "Peace 2"]


def test_statements_that_bulk_creation_updates_are_found():
    rows = Statement.objects.bulk_create(unsaved())
    for row in rows:
        row.title = row.title.replace("Peace", "War")
    Statement.objects.bulk_create(rows, update_conflicts=True, unique_fields=["pk"], update_fields=["title"])
    assert (titles("peace"), titles("war")) == ([], ["War 0", "War 1", "War 2"])


def test_statements_updated_in_bulk_are_found():
    Statement.objects.bulk_create(unsaved())
    rows = list(Statement.objects.all())
    rows[0].title = "War"
    Statement.objects.bulk_update(rows, ["title"])
    assert (titles("peace"), titles("war")) == (["Peace 1", "Peace 2"], ["War"])


def test_a_dump_has_no_terms_and_loaddata_makes_them(tmp_path):
    statement = a_statement(title="Peace")
    dump = serializers.serialize(
        "json", Statement.objects.all(), use_natural_foreign_keys=True, use_natural_primary_keys=True
    )
    assert "terms" not in dump
    file = tmp_path / "dump.json"
    file.write_text(dump.replace("Peace", "War"), encoding="utf-8")
    call_command("loaddata", str(file), verbosity=0)
    assert (titles("peace"), titles("war")) == ([], ["War"])
    statement.delete()
    call_command("loaddata", str(file), verbosity=0)
    assert titles("war") == ["War"]


def fixture(folder, titles, **fields):
    """Write a fixture of statements with these titles. Return its path."""
    conference = {"slug": "c", "title": "C", "language": "en", "status": "published"}
    records = [
        {"model": "proceedings.conference", "fields": conference | {"published_at": "2020-10-01T12:00:00Z"}},
        {"model": "proceedings.session", "fields": {"conference": ["c"], "slug": "s", "title": "S", "position": 1}},
        {"model": "proceedings.speaker", "fields": {"slug": "p", "name": "P"}},
    ]
    for number, title in enumerate(titles):
        statement = {"slug": f"s-{number}", "session": ["c", "s"], "position": number + 1, "speaker": ["p"]}
        statement |= {"title": title, "language": "en", "status": "published", "published_at": "2020-10-01T12:00:00Z"}
        records.append({"model": "proceedings.statement", "fields": statement | fields})
    file = folder / "fixture.json"
    file.write_text(json.dumps(records), encoding="utf-8")
    return file


@pytest.mark.parametrize("many", [1, 2, 1000])
def test_statements_from_fixtures_are_found_also_after_an_update(tmp_path, monkeypatch, many):
    monkeypatch.setattr("proceedings.models.search.index.MANY", many)
    a_statement(title="Peace before")
    load([fixture(tmp_path, ["Peace 0", "Peace 1"])])
    assert titles("peace") == ["Peace 0", "Peace 1", "Peace before"]
    tally = load([fixture(tmp_path, ["Peace 0", "War 1", "War 2"])])
    assert str(tally) == "1 created, 1 updated, 4 unchanged"
    assert (titles("peace"), titles("war")) == (["Peace 0", "Peace before"], ["War 1", "War 2"])
    load([fixture(tmp_path, ["Organisations"], language="fr")])
    assert titles("organisation") == []
    assert is_up_to_date()


def test_a_fixture_cannot_set_terms(tmp_path):
    with pytest.raises(FixtureError) as error:
        load([fixture(tmp_path, ["Peace"], title_terms="war")])
    assert [problem.field for problem in error.value.problems] == ["title_terms"]


def test_translations_lead_to_their_statement():
    translation = a_translation(statement=a_statement(title="Water"), title="Вода", text="Реки.")
    assert (titles("вода"), titles("река"), titles("рыба")) == (["Water"], ["Water"], [])
    translation.text = "Рыбы."
    translation.save()
    assert (titles("река"), titles("рыба")) == ([], ["Water"])
    Translation.objects.all().delete()
    assert (titles("вода"), titles("water")) == ([], ["Water"])


def test_private_rows_are_not_found():
    a_statement(title="Draft", status="draft")
    a_statement(title="Draft", session=a_session(conference=a_conference(status="draft")))
    a_translation(statement=a_statement(title="Other", status="in_review"), title="Draft")
    speaker = a_speaker(name="Draft")
    a_statement(title="Draft", speaker=speaker, status="draft")
    assert titles("draft") == []
    assert list(Statement.objects.public().ranked("draft")) == []


def test_a_withdrawn_or_deleted_statement_is_not_found():
    gone, deleted = a_statement(title="Peace"), a_statement(title="Peace")
    gone.withdraw("A wrong name.")
    deleted.delete()
    assert titles("peace") == []


def test_deleting_a_conference_leaves_no_words_behind():
    statement = a_statement(title="Peace")
    a_translation(statement=statement)
    statement.session.conference.delete()
    assert titles("peace") == []


def test_a_transaction_that_is_rolled_back_does_not_change_the_index():
    statement = a_statement(title="Peace")
    with transaction.atomic():
        statement.title = "War"
        statement.save()
        a_statement(title="War")
        transaction.set_rollback(True)
    assert (titles("peace"), titles("war")) == (["Peace"], [])


def test_a_speaker_is_found_by_new_names():
    speaker = a_speaker(name="Ada")
    a_statement(title="Peace", speaker=speaker)
    assert (titles("ada"), titles("ада")) == (["Peace"], [])
    another_name(speaker=speaker, name="Ада")
    speaker.name = "Eve"
    speaker.save()
    assert (
        titles("ada"),
        titles("ада"),
        titles("eve peace"),
        titles("peace -eve"),
    ) == ([], ["Peace"], ["Peace"], [])


def test_a_long_text_is_saved_and_found_by_its_beginning():
    words = " ".join(f"w{number}x" for number in range(200_000))
    a_statement(title="Long", text=f"Peace {words}")
    a_statement(title="Dense", text="и人" * 400_000)
    assert (titles("peace"), titles("w40000x"), titles("w199999x")) == (
        ["Long"],
        ["Long"],
        [],
    )


def test_a_phrase_is_found_wherever_it_stands_in_a_long_text():
    a_statement(title="Long", text="人" * 20_000 + "人民")
    assert (titles("人民"), titles('"人民人"')) == (["Long"], [])


def test_a_phrase_is_found_beyond_the_limit_of_positions():
    a_statement(title="人", text=" ".join(["人"] * 255) + "民")
    a_statement(title="Short", text="人民")
    assert titles("人民") == ["Short", "人"]
    assert {row.title for row in Statement.objects.public().ranked("人民")} == {"Short", "人"}


def test_a_phrase_does_not_cross_from_the_title_to_the_text():
    a_statement(title="For lasting peace", text="Treaties of friendship.")
    assert (titles('"lasting peace"'), titles('"peace treaties"')) == (["For lasting peace"], [])
    assert [row.title for row in Statement.objects.public().ranked('"treaties of friend"*')] == ["For lasting peace"]


def test_results_are_filtered_by_the_current_values_of_rows():
    one, other = a_statement(title="Peace"), a_statement(title="Peace, too")
    Statement.objects.filter(pk=one.pk).update(speaker=other.speaker, kind="question")
    other.kind = "answer"
    other.save()
    public = Statement.objects.public()
    assert {row.title for row in public.by(other.speaker).ranked("peace")} == {"Peace", "Peace, too"}
    assert [row.title for row in public.filter(kind="question").ranked("peace")] == ["Peace"]
    # PostgreSQL has no copy of the slug in its index.
    assert [row.title for row in public.filter(slug=other.slug).ranked("peace")] == ["Peace, too"]


def test_ranking_is_limited_to_the_newest_statements(monkeypatch):
    monkeypatch.setattr(search_results, "MAX_RANKED", 2)
    Statement.objects.bulk_create(unsaved())
    assert [row.title for row in Statement.objects.public().ranked("peace")] == ["Peace 2", "Peace 1"]
    assert Statement.objects.public().ranked("peace").count() == 2
    assert Statement.objects.public().matching("peace").count() == 3


def test_filters_apply_before_the_limit_of_ranking(monkeypatch):
    monkeypatch.setattr(search_results, "MAX_RANKED", 1)
    first, *_others = Statement.objects.bulk_create(unsaved())
    ranked = Statement.objects.public().filter(pk=first.pk).with_context().ranked("peace")
    assert [row.title for row in ranked] == ["Peace 0"]
    assert list(Statement.objects.filter(pk__in=ranked.values("pk"))) == [first]


def test_migrations_keep_the_triggers():
    """SQLite drops triggers when a migration recreates a table. Such a migration must create them again."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        for index in INDEXES:
            assert sqlite.stored_triggers(cursor, index) == sqlite.triggers(index)
