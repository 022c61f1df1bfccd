"""Words that English reports attribute by nouns, passives, colons and participles."""

import pytest

from tests.support.attributions import attributed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Her offer to train the clerks was greeted with applause.", [("Her", "train the clerks")]),
        ("Ann Ash's view, that rain helps, found few friends.", [("Ann Ash's", "rain helps")]),
        ("His call for drains drew applause.", [("His", "drains")]),
        ("The mayor's pledge that no road would be closed was welcomed.", [("The mayor's", "no road would be closed")]),
        ("Nine ministers ended the day with a pledge to buy drains.", [("Nine ministers", "buy drains")]),
        ("Ann Ash closed the session with a warning: “Rain is rain.”", [("Ann Ash", "Rain is rain.")]),
        ("Ann Ash had one question for the bank: who would pay?", [("Ann Ash", "who would pay?")]),
        ("Ann Ash gave a gloomy assessment of the drains.", [("Ann Ash", "the drains")]),
        ("The letter contained a warning about floods.", [("The letter", "floods")]),
        ("Ann Ash's advice to the bank was to wait.", [("Ann Ash", "to wait")]),
        ("Her answer was short and clear: wait.", [("Her", "wait")]),
        ("To Ann Ash, rain is a gift.", [("Ann Ash", "rain is a gift")]),
    ],
)
def test_a_noun_attributes_words(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "His account of the journey was published.",
        "The minister left for Elm with a request for help.",
        "They had lunch with an offer on the table.",
        "The meeting had ended with the adoption of a declaration on drains.",
        "The work is going according to plan.",
    ],
)
def test_a_noun_of_a_thing_attributes_nothing(text):
    assert attributed(text, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor was told that rain fell.", [("", "rain fell")]),
        ("The office was instructed to draft a plan.", [("", "The office … to draft a plan")]),
        (
            "They agreed to meet again and the office was instructed to draft a plan.",
            [("They", "to meet again"), ("", "the office … to draft a plan")],
        ),
        ("The need for drains was stressed.", [("", "The need for drains")]),
        ("It was agreed to meet again.", [("", "to meet again")]),
        ("As noted by the mayor, rain fell.", [("the mayor", "rain fell")]),
        ("As was stressed during the debate, rain fell.", [("", "rain fell")]),
        ("Readiness was expressed to widen the drains.", [("", "to widen the drains")]),
        ("The workshop heard that rain fell.", [("", "rain fell")]),
        ("It was noted by the Chair that rain fell.", [("the Chair", "rain fell")]),
        ("The consensus was that rain helps.", [("", "rain helps")]),
        ("The plan was described by Ann Ash as a gift.", [("Ann Ash", "The plan … as a gift")]),
    ],
)
def test_a_passive_attributes_words(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Ash was blunt: “Rain is rain.”", [("Ann Ash", "Rain is rain.")]),
        ("Ann Ash did not mince her words: the plan was late.", [("Ann Ash", "the plan was late")]),
        ("Ann Ash was gloomy: prices, she feared, would fall.", [("she", "prices … would fall")]),
        ("‘Rain is rain,’ Ann Ash remarked.", [("Ann Ash", "Rain is rain")]),
        (
            "Ann Ash replied: ‘The boys' school is shut. It will not open.’",
            [("Ann Ash", "The boys' school is shut. It will not open.")],
        ),
        ("• Both guests said that rain fell.", [("Both guests", "rain fell")]),
        ("Elm, 7 June 2023 – Nine ministers said that rain fell.", [("Nine ministers", "rain fell")]),
        ("After the talks the two sides agreed to build drains.", [("the two sides", "to build drains")]),
    ],
)
def test_a_colon_a_mark_or_a_bullet_stands_before_words(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ann Ash, stressing the need for drains, called for a levy.",
            [("Ann Ash", "the need for drains"), ("Ann Ash", "a levy")],
        ),
        (
            "Norway, while welcoming the offer, enquired whether it would last.",
            [("Norway", "the offer"), ("Norway", "whether it would last")],
        ),
        ("Turning to the budget, Ann Ash said that it was small.", [("Ann Ash", "it was small")]),
        (
            "Ann Ash stressed the value of drains and cleaning ditches.",
            [("Ann Ash", "the value of drains and cleaning ditches")],
        ),
        (
            "Ann Ash expressed satisfaction with the talks and hope that rain would fall.",
            [("Ann Ash", "the talks"), ("Ann Ash", "rain would fall")],
        ),
        ("Ann Ash expressed her opinion, adding that rain fell.", [("Ann Ash", "rain fell")]),
        ("Ann Ash said Norway was rich but knew its limits.", [("Ann Ash", "Norway was rich but knew its limits")]),
        ("Ann Ash said that, in her view, rain helps.", [("Ann Ash", "in her view, rain helps")]),
        ("Ann Ash remarked, half in jest, that rain helps.", [("Ann Ash", "rain helps")]),
        ("Ann Ash informed the Ambassador of the measures taken.", [("Ann Ash", "the measures taken")]),
        ("Ann Ash noted that rain fell, and thanked the hosts.", [("Ann Ash", "rain fell")]),
        ("Ann Ash said that rain fell, to applause from the gallery.", [("Ann Ash", "rain fell")]),
        (
            "Ann Ash said rain fell, with Bo Birch adding that it helped.",
            [("Ann Ash", "rain fell"), ("Bo Birch", "it helped")],
        ),
        ("The Elm Post quoted Ann Ash as saying that rain fell.", [("Ann Ash", "rain fell")]),
        ("They condemn the delay and call for drains.", [("They", "the delay"), ("They", "drains")]),
        ("Ann Ash agreed with the mayor that rain fell.", [("Ann Ash", "rain fell")]),
        ("They read a letter from the bank, which says that rain fell.", [("a letter from the bank", "rain fell")]),
    ],
)
def test_several_words_of_one_speaker_are_told_apart(text, expected):
    assert attributed(text, "en") == expected
