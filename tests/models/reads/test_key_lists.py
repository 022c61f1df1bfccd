"""Rows are looked up by a list of keys of any length."""

import pytest

from proceedings.models import Session, Speaker
from proceedings.models.reads.key_lists import Among
from tests.support.factories import a_session, a_speaker

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_more_keys_than_a_query_has_parameters():
    speakers = [a_speaker() for _number in range(3)]
    keys = [speakers[0].pk, speakers[2].pk, *range(10**12, 10**12 + 70_000)]
    assert set(Speaker.objects.filter(Among("pk", keys))) == {speakers[0], speakers[2]}


def test_rows_are_found_by_the_keys_of_others():
    sessions = [a_session() for _number in range(3)]
    chosen = {sessions[1].conference_id}
    assert list(Session.objects.filter(Among("conference", chosen))) == [sessions[1]]


def test_an_empty_list_has_no_key():
    a_speaker()
    assert list(Speaker.objects.filter(Among("pk", []))) == []


def test_rows_that_are_not_listed_are_found():
    first, second = a_speaker(), a_speaker()
    assert list(Speaker.objects.exclude(Among("pk", [first.pk]))) == [second]
