"""Pages of rows with more statements than are sorted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.models import statement_queryset
from tests.support.factories import a_statement, a_theme, an_appointment, an_organisation
from tests.support.query_plans import reads_a_table_whole

pytestmark = pytest.mark.django_db


def test_counts_on_the_page_of_an_organisation_read_its_own_statements(client, monkeypatch):
    monkeypatch.setattr(statement_queryset, "MANY", 0)
    post = an_appointment(organisation=an_organisation(slug="sco"))
    a_statement(speaker=post.speaker, appointment=post, themes=[a_theme()])
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/organisations/sco/").status_code == 200
    by = ('SELECT "proceedings_statement_themes"."theme_id"', 'SELECT "proceedings_conference"."starts_on"')
    counting = [query["sql"] for query in queries if query["sql"].startswith(by) and "GROUP BY 1" in query["sql"]]
    assert [reads_a_table_whole(sql) for sql in counting] == [False, False]
