"""The index is made anew, and what is out of step is told."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from proceedings.models import Statement
from proceedings.models.search.index import INDEXES, OWN
from proceedings.search.index import engine
from tests.support.factories import a_statement, another_name

pytestmark = pytest.mark.django_db


def found(query):
    return sorted(statement.title for statement in Statement.objects.public().matching(query))


def rebuilt(*options):
    out = StringIO()
    call_command("rebuild_search", *options, verbosity=0, stdout=out)
    return out.getvalue()


def test_rebuilding_mends_what_went_past_the_analysis():
    statement = a_statement(title="Peace")
    another_name(speaker=statement.speaker)
    assert rebuilt("--check") == "Search is in step with every row.\n"
    Statement.objects.update(title="War")
    out = StringIO()
    with pytest.raises(CommandError, match="rebuild_search mends it"):
        call_command("rebuild_search", "--check", verbosity=0, stdout=out)
    assert out.getvalue() == "1 row has words of before a change.\n"
    assert rebuilt() == "The index is made; 1 row had other words.\n"
    assert (found("peace"), found("war")) == ([], ["War"])


def test_rebuilding_makes_an_index_that_is_not_there():
    a_statement(title="Peace")
    with connection.cursor() as cursor:
        for index in INDEXES:
            engine(connection.vendor).remove(cursor, index)
    out = StringIO()
    with pytest.raises(CommandError, match="out of step"):
        call_command("rebuild_search", "--check", verbosity=0, stdout=out)
    assert out.getvalue() == (
        "The index of proceedings_statement does not agree with its rows.\n"
        "The index of proceedings_translation does not agree with its rows.\n"
    )
    rebuilt()
    assert found("peace") == ["Peace"]


def test_an_index_that_has_lost_its_rows_is_told_and_mended():
    a_statement(title="Peace")
    lose = f"DELETE FROM {OWN.name}"  # noqa: S608
    if connection.vendor == "sqlite":
        lose = f"INSERT INTO {OWN.name} ({OWN.name}) VALUES ('delete-all')"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(lose)
    assert found("peace") == []
    with pytest.raises(CommandError, match="out of step"):
        rebuilt("--check")
    rebuilt()
    assert found("peace") == ["Peace"]
