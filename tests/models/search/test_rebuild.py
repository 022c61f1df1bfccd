"""The index is rebuilt, and differences are reported."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from proceedings.models import Statement
from proceedings.models.search.facts import INDEXES, OWN
from proceedings.search.engines import engine
from tests.support.factories import a_statement, another_name

pytestmark = pytest.mark.django_db


def titles(query):
    return sorted(statement.title for statement in Statement.objects.public().matching(query))


def rebuild_search(*options):
    out = StringIO()
    call_command("rebuild_search", *options, verbosity=0, stdout=out)
    return out.getvalue()


def test_rebuilding_updates_outdated_terms():
    statement = a_statement(title="Peace")
    another_name(speaker=statement.speaker)
    assert rebuild_search("--check") == "Search is up to date.\n"
    Statement.objects.update(title="War")
    out = StringIO()
    with pytest.raises(CommandError, match=r"Run manage\.py rebuild_search"):
        call_command("rebuild_search", "--check", verbosity=0, stdout=out)
    assert out.getvalue() == "1 row has outdated terms.\n"
    assert rebuild_search() == "The index was rebuilt. The terms of 1 row changed.\n"
    assert (titles("peace"), titles("war")) == ([], ["War"])


def test_rebuilding_creates_a_missing_index():
    a_statement(title="Peace")
    with connection.cursor() as cursor:
        for index in INDEXES:
            engine(connection.vendor).remove(cursor, index)
    out = StringIO()
    with pytest.raises(CommandError, match="out of date"):
        call_command("rebuild_search", "--check", verbosity=0, stdout=out)
    assert out.getvalue() == (
        "The index of proceedings_statement does not match its rows.\n"
        "The index of proceedings_translation does not match its rows.\n"
    )
    rebuild_search()
    assert titles("peace") == ["Peace"]


def test_rebuilding_repairs_an_index_that_has_lost_its_rows():
    a_statement(title="Peace")
    lose = f"DELETE FROM {OWN.name}"  # noqa: S608
    if connection.vendor == "sqlite":
        lose = f"INSERT INTO {OWN.words} ({OWN.words}) VALUES ('delete-all')"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(lose)
    assert titles("peace") == []
    with pytest.raises(CommandError, match="out of date"):
        rebuild_search("--check")
    rebuild_search()
    assert titles("peace") == ["Peace"]


def test_rebuilding_repairs_facts_that_are_not_those_of_the_rows():
    a_statement(title="Peace")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {OWN.name} SET themes = '7'")  # noqa: S608
    with pytest.raises(CommandError, match="out of date"):
        rebuild_search("--check")
    rebuild_search()
    assert rebuild_search("--check") == "Search is up to date.\n"
