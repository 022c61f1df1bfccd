"""Speakers who may be one person are proposed by their names, in any script and spelling."""

import pytest

from proceedings.editorial.duplicates import Reason, pairs
from proceedings.editorial.merge_speakers import merge
from proceedings.editorial.not_duplicates import NotDuplicate
from proceedings.models import Speaker
from tests.support.factories import a_speaker, another_name

pytestmark = pytest.mark.django_db


def proposed():
    return [(pair.reason, *sorted(pair.names)) for pair in pairs()]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Sergey Lavrov", "Лавров Сергей", Reason.SAME_NAME),
        ("Sergey Lavrov", "Sergei Lavrov", Reason.SAME_SOUND),
        ("Лавров Сергей", "Sergei Lawrow", Reason.SAME_SOUND),
        ("Éric Bréhault", "ERIC BREHAULT", Reason.SAME_NAME),
        ("Titus von Köller", "Titus von Koeller", Reason.SAME_SOUND),
        ("Юрий Селиванов", "Yury Selivanov", Reason.SAME_SOUND),
        ("唐鳳", "Tang Feng", Reason.SAME_NAME),
        ("唐鳳", "唐凤", Reason.HOMOPHONES),
        ("Chieh-Ting Yeh", "Chiehting Yeh", Reason.SAME_SOUND),
        ("Jack Diederich", "Jack Diedreich", Reason.ONE_LETTER),
        ("Kiran Jonnalagadda", "Kiran Jonnalgadda", Reason.ONE_LETTER),
        ("Jason Coombs", "Jason R. Coombs", Reason.LONGER),
        ("A. Lovelace", "Ada Lovelace", Reason.INITIALS),
    ],
)
def test_similar_names_are_proposed_with_the_reason(one, other, reason):
    a_speaker(name=one), a_speaker(name=other), a_speaker(name="Somebody Else")
    assert proposed() == [(reason, *sorted([one, other]))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna Ivanov", "Anna Ivanova"),
        ("Daniel Lindner", "Daniela Lindner"),
        ("Li Wei", "Li Wen"),
        ("Dan Smith", "Don Smith"),
        ("李素華", "李花書"),
        ("聽眾A", "聽眾B"),
        ("Audrey Tang", "唐鳳"),
        ("Ada", "Ada Lovelace"),
        ("Delegate 9", "Delegate 95"),
        ("Delegate 12345", "Delegate 12346"),
        ("", "…"),
    ],
)
def test_names_of_different_persons_are_not_proposed(one, other):
    a_speaker(name=one), a_speaker(name=other)
    assert proposed() == []


def test_other_names_count_and_a_pair_is_proposed_once():
    audrey, tang = a_speaker(name="Audrey Tang"), a_speaker(name="唐鳳")
    another_name(speaker=audrey, name="唐鳳", language="zh-Hant")
    another_name(speaker=tang, name="Audrey T.", language="en")
    assert [(pair.reason, pair.first, pair.second) for pair in pairs()] == [(Reason.SAME_NAME, audrey.pk, tang.pk)]


@pytest.mark.parametrize("register", [{"wikidata": "Q42"}, {"orcid": "0000-0002-1825-0097"}])
def test_a_shared_identifier_is_the_strongest_reason(register):
    a_speaker(name="Sergey Lavrov"), a_speaker(name="Sergei Lavrov")
    a_speaker(name="Ada", **register), a_speaker(name="Augusta", **register)
    assert [pair.reason for pair in pairs()] == [Reason.IDENTIFIER, Reason.SAME_SOUND]


def test_different_identifiers_exclude_a_pair():
    a_speaker(name="Ada Lovelace", wikidata="Q1"), a_speaker(name="Ada Lovelace", wikidata="Q2")
    assert proposed() == []


def test_an_initial_that_fits_many_names_proposes_no_pair():
    for name in ("A. Lovelace", "Ada Lovelace", "Anna Lovelace", "Anton Lovelace"):
        a_speaker(name=name)
    assert proposed() == []


def test_a_rejected_pair_is_not_proposed_again():
    one, other = a_speaker(name="Ada Lovelace"), a_speaker(name="Ada Lovelace")
    NotDuplicate.objects.keep(other, one)
    NotDuplicate.objects.keep(one, other)
    assert (NotDuplicate.objects.count(), proposed()) == (1, [])


def test_a_merged_pair_is_not_proposed():
    one, other = a_speaker(name="Ada Lovelace"), a_speaker(name="Ada Lovelace")
    merge(other, into=one)
    assert proposed() == []


@pytest.mark.parametrize("length", [2, 40])
def test_pairs_makes_three_queries_for_any_number_of_speakers(django_assert_num_queries, length):
    for number in range(length):
        another_name(speaker=a_speaker(name=f"Ada {number}"))
    with django_assert_num_queries(3):
        pairs()


def test_pairs_does_not_compare_every_name_with_every_other(monkeypatch):
    calls = []
    monkeypatch.setattr("proceedings.editorial.duplicates.distance", lambda *words: calls.append(words) or 2)
    syllables = ["ka", "lo", "mi", "ner", "pu", "sta", "vo", "zi"]
    names = [f"{a}{b}{c} {d}{a}{b}" for a in syllables for b in syllables for c in syllables for d in syllables]
    Speaker.objects.bulk_create(Speaker(name=name, slug=f"s-{at}") for at, name in enumerate(names))
    pairs()
    assert len(calls) < 10 * len(names)
