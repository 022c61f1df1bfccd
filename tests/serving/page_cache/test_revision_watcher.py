"""The watched revision."""

import logging

import pytest
from django.db import OperationalError

from proceedings.serving.page_cache import revision_watcher
from proceedings.serving.page_cache.revision_watcher import COUNTS_FOR, INTERVAL, RevisionWatcher


class Record:
    """A database whose revision is `number`, or which raises it; each question takes `seconds`."""

    def __init__(self):
        self.number, self.now, self.seconds = 1, 100.0, 0

    def read(self):
        self.now += self.seconds
        if isinstance(self.number, Exception):
            raise self.number
        return self.number


@pytest.fixture
def record():
    return Record()


@pytest.fixture
def watcher(record):
    return RevisionWatcher(record.read, clock=lambda: record.now)


def test_a_revision_is_not_current_before_the_first_answer(watcher):
    assert not watcher.is_current(1)
    assert not watcher.is_current(None)


def test_a_revision_is_current_until_the_next_one_is_known(watcher, record):
    watcher.check()
    assert watcher.is_current(1)
    record.number = 2
    watcher.check()
    assert (watcher.is_current(1), watcher.is_current(2)) == (False, True)


def test_an_answer_counts_for_less_than_a_second_from_its_question(watcher, record):
    assert INTERVAL + COUNTS_FOR <= 1
    record.seconds = 0.5
    watcher.check()
    record.now += COUNTS_FOR - 0.51
    assert watcher.is_current(1)
    record.now += 0.02
    assert not watcher.is_current(1)


def test_a_database_that_gives_no_answer_is_away_until_it_does(watcher, record):
    watcher.check()
    record.number = OperationalError("away")
    watcher.check()
    record.now += 5
    assert (watcher.is_away, watcher.revision, watcher.seconds_since_known()) == (True, 1, 5)
    record.number = 3
    watcher.check()
    assert (watcher.is_away, watcher.is_current(3)) == (False, True)


def test_an_unexpected_error_is_logged_and_does_not_end_the_watch(watcher, record, caplog):
    record.number = ZeroDivisionError()
    with caplog.at_level(logging.ERROR, revision_watcher.__name__):
        watcher.check()
    assert watcher.is_away
    assert [line.getMessage() for line in caplog.records] == ["The revision of the record could not be read."]
