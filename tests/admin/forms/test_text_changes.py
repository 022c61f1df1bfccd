"""Warnings of words that other readers of Markdown would change."""

import pytest

from tests.support.desk.forms import fill, messages_of
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("text_format", "count"), [("markdown", 1), ("plain", 0)])
def test_saving_a_changed_text_warns_of_its_first_words(admin_client, text_format, count):
    statement = a_statement(title="Years", status="draft")
    address = f"/admin/proceedings/statement/{statement.pk}/change/"
    response = fill(admin_client, address, text="1. a\n5. b", text_format=text_format)
    statement.refresh_from_db()
    assert (statement.text.split(), statement.text_format) == (["1.", "a", "5.", "b"], text_format)
    page = messages_of(admin_client.get(response["location"]))
    assert sum("Line 2: the numbers of a list would change here: “5” to “2”." in message for message in page) == count
