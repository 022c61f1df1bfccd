"""Fields of a query, such as `theme:health`."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.factories import a_statement, a_theme

pytestmark = pytest.mark.django_db


def test_a_name_is_looked_up_once_for_each_request(client):
    a_statement(title="Water", themes=[a_theme(name="Nature", slug="nature")])
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/search/", {"q": "water theme:nature"})
    assert response.context["total"] == 1
    assert sum('"proceedings_theme"."slug" = ' in query["sql"] for query in captured) == 1


def test_a_field_without_an_answer_is_reported_once(client):
    response = client.get("/search/", {"q": "theme:nature OR theme:nature -theme:nature"})
    assert response.context["filterset"].form.errors["q"] == ["There is no theme “nature”."]
