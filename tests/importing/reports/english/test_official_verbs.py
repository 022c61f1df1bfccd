"""Verbs by which press services attribute words in English, and objects that tell whether they do."""

import pytest

from tests.support.attributions import attributed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Ash gave to understand that rain fell.", [("Ann Ash", "rain fell")]),
        ("Ann Ash responded that of 40 mills 30 were open.", [("Ann Ash", "of 40 mills 30 were open")]),
        ("Ann Ash submitted for consideration a plan for a dam.", [("Ann Ash", "a plan for a dam")]),
        ("Ann Ash raised no objection to the dam.", [("Ann Ash", "the dam")]),
        ("Ann Ash refused to comment on the price.", [("Ann Ash", "the price")]),
        ("Ann Ash spoke with appreciation of the millers.", [("Ann Ash", "the millers")]),
        ("Ann Ash marvelled at the mill.", [("Ann Ash", "the mill")]),
        ("Ann Ash accepted the reproach.", [("Ann Ash", "the reproach")]),
        ("Ann Ash set 9 May as the last possible date.", [("Ann Ash", "9 May as the last possible date")]),
        ("Ann Ash pressed for a second dam to be built.", [("Ann Ash", "a second dam to be built")]),
        ("Ann Ash sought federal support of 9 million.", [("Ann Ash", "federal support of 9 million")]),
        ("Ann Ash charged the Mayor with drafting a plan.", [("Ann Ash", "drafting a plan")]),
        ("Ann Ash began her report with the mill, which had burned.", [("Ann Ash", "the mill, which had burned")]),
        ("She acquainted her guests with the mill, which had burned.", [("She", "the mill, which had burned")]),
        ("Ann Ash wished the first-graders patience.", [("Ann Ash", "the first-graders patience")]),
        (
            "Ann Ash wished President of Ghana Bo Birch and his people a mild spring.",
            [("Ann Ash", "President of Ghana Bo Birch and his people a mild spring")],
        ),
        ("The dam was ready, Ann Ash assessed.", [("Ann Ash", "The dam was ready")]),
        ("Training counted for much, Ann Ash continued.", [("Ann Ash", "Training counted for much")]),
        ("Ann Ash answered in the affirmative: the dam was ready.", [("Ann Ash", "the dam was ready")]),
        ("Ann Ash enlarged on the plan for a dam.", [("Ann Ash", "the plan for a dam")]),
        ("Ann Ash gave the green light to the dam.", [("Ann Ash", "the dam")]),
        ("Ann Ash's instruction was to widen the dam.", [("Ann Ash", "to widen the dam")]),
        (
            "Ann Ash was sceptical about the dam, but agreed to pay.",
            [("Ann Ash", "the dam"), ("Ann Ash", "to pay")],
        ),
    ],
)
def test_a_verb_attributes_words(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Ash was pressed for time.",
        "Ann Ash began her report with a film.",
        "Ann Ash set the lamp on the table.",
        "Ann Ash sought a seat.",
        "The police charged Ann Ash with theft.",
    ],
)
def test_a_verb_with_another_object_attributes_nothing(text):
    assert attributed(text, "en") == []
