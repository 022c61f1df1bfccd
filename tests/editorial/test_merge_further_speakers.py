"""Merging speakers of statements that have several."""

import pytest

from proceedings.editorial.approvals import Approval
from proceedings.editorial.merge_speakers import MergeError, merge, plan
from proceedings.editorial.undo_merge import obstacle, undo
from tests.support.factories import a_co_speaker, a_speaker, a_statement, an_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return a_speaker(name="Ada Lovelace", slug="ada-lovelace")


@pytest.fixture
def twin():
    return a_speaker(name="Ада Лавлейс", slug="ada-lavleis")


def test_a_merge_moves_the_statements_that_a_speaker_made_with_others(ada, twin):
    row = a_co_speaker(speaker=twin)
    assert plan(twin, ada).statements == 1
    merge(twin, ada)
    row.refresh_from_db()
    assert (row.speaker, row.history.latest().history_change_reason) == (
        ada,
        "Ада Лавлейс (ada-lavleis) was merged into Ada Lovelace.",
    )


def test_two_speakers_of_one_statement_are_not_merged(ada, twin):
    statement = a_statement(speaker=ada, title="Declaration", slug="declaration")
    a_co_speaker(statement=statement, speaker=twin)
    message = "“Declaration” (declaration) lists both as its speakers. Remove one of them there first."
    with pytest.raises(MergeError) as error:
        merge(twin, ada)
    assert str(error.value) == message


def test_a_further_speaker_with_a_post_that_returns_blocks_the_undoing(ada, twin):
    post = an_appointment(speaker=twin, title="Envoy")
    done = merge(twin, ada)
    a_co_speaker(statement=a_statement(slug="later"), speaker=ada, appointment=post)
    assert "later" in obstacle(done)


def test_a_merge_keeps_the_approval_links_of_a_speaker(ada, twin):
    row = a_co_speaker(statement=a_statement(status="draft"), speaker=twin)
    Approval.ask(row.statement, 7, by=None, speaker=twin)
    merge(twin, ada)
    assert Approval.objects.get().speaker == ada


def test_an_undone_merge_returns_the_approval_links_of_the_statements_that_return(ada, twin):
    rows = [a_co_speaker(speaker=twin) for _number in range(2)]
    for row in rows:
        Approval.ask(row.statement, 7, by=None, speaker=twin)
    done = merge(twin, into=ada)
    # This one has got another speaker meanwhile.
    rows[1].refresh_from_db()
    rows[1].speaker = a_speaker()
    rows[1].save()
    restored, left = undo(done)
    assert left == 1
    assert [link.speaker for link in Approval.objects.order_by("pk")] == [restored, ada]
