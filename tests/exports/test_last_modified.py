import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proceedings.exports.last_modified import last_change_of_statements
from proceedings.models import Statement
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db
BEFORE, LATER = "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"


def test_the_last_change_is_looked_for_once_until_the_record_changes():
    statement = a_statement()
    Statement.objects.update(modified_at=BEFORE)
    assert last_change_of_statements().day == 1
    with CaptureQueriesContext(connection) as queries:
        assert last_change_of_statements().day == 1
    assert [query["sql"].rpartition(" ")[2] for query in queries] == ["proceedings_revision"]
    Statement.objects.filter(pk=statement.pk).update(modified_at=LATER)
    assert last_change_of_statements().day == 2
    statement.delete()
    assert last_change_of_statements() is None
