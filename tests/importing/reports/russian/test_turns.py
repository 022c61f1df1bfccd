"""Sentences behind the tag of a turn in a dialogue, in Russian."""

from tests.support.attributions import read_russian


def contents(text):
    return [(content, names) for _source, content, names in read_russian(text)]


def test_the_words_behind_a_tag_between_dashes_are_the_speakers():
    text = "– Мост стар, – сказала Анна Лунд. – Его чинили зимой. Денег больше нет."
    assert contents(text) == [
        ("Мост стар", ["Анна Лунд"]),
        ("Его чинили зимой. Денег больше нет", ["Анна Лунд"]),
    ]


def test_a_quotation_with_a_tag_within_stays_one():
    text = "«Мост стар, – сказала Анна Лунд. – Его чинили зимой»."
    assert contents(text) == [("Мост стар … Его чинили зимой", ["Анна Лунд"])]
