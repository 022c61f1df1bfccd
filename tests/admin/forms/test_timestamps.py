"""Warnings of timestamps that are ignored."""

import pytest

from tests.support.desk.forms import fill, messages_of
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db

WARNING = (
    "1 of its timestamps is ignored: “Lakes”. The words of a timestamp must be once in the text, in the order of the "
    "times, between the start and the end in the recording."
)


@pytest.mark.parametrize(("text", "count"), [("Rivers. Lakes and seas.", 0), ("Rivers. Seas.", 1)])
def test_an_edit_that_leaves_a_timestamp_without_its_words_is_saved_with_a_warning(admin_client, text, count):
    statement = a_statement(
        status="draft", text="Rivers. Lakes.", recording_start=62, recording_timestamps="1:02 Rivers\n1:04 Lakes"
    )
    address = f"/admin/proceedings/statement/{statement.pk}/change/"
    response = fill(admin_client, address, text=text)
    statement.refresh_from_db()
    assert (statement.text, statement.recording_timestamps) == (text, "1:02 Rivers\n1:04 Lakes")
    page = messages_of(admin_client.get(response["location"]))
    assert [WARNING in message for message in page if "timestamp" in message] == [True] * count
