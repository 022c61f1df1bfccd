"""Words around English nouns of speech, in turns, and within what somebody else says."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ann Ash came. “It is late,” was her blunt verdict.", "It is late"),
        ("Ann Ash came. “Save water” is how Ms Ash put it.", "Save water"),
        ("Ann Ash came. “Not yet,” came the reply from Ms Ash.", "Not yet"),
        ("Ann Ash came. The response of Ms Ash was that it was late.", "it was late"),
        ("Ann Ash came. A warning came from Ms Ash: it was late.", "it was late"),
        ("Ann Ash came. For her the road is a river.", "the road is a river"),
        ("Ann Ash came. By her count, nine wells are dry.", "nine wells are dry"),
        ("Ann Ash gave an assurance that the road would open.", "the road would open"),
        ("Ann Ash told the meeting traffic had grown.", "traffic had grown"),
        ("Ann Ash pointed, in this connection, to the floods.", "the floods"),
        ("Ann Ash presented a study according to which rain fell.", "rain fell"),
        ("Ann Ash has good news: the fund has grown.", "the fund has grown"),
        ("Ann Ash, Elm Water. “We dig no more.”", "We dig no more."),
        ("Ann Ash (Elm Institute): The roads are open now.", "The roads are open now"),
        ("Ann Ash would only say that it rained.", "it rained"),
        ("Ann Ash urged calm: “It rains.”", "It rains."),
        ("Ann Ash urged the town to dig: “It rains.”", "It rains."),
        ("Ann Ash asked the town to dig. Anything less would fail.", "Anything less would fail"),
        ("Ann Ash said rain fell. She had dug a well herself.", "She had dug a well herself"),
        ("Ann Ash said rain fell. The Treasury had rejected the wells.", "The Treasury had rejected the wells"),
        ("Ann Ash warned against wells. A well helps nobody in a flood.", "A well helps nobody in a flood"),
    ],
)
def test_words_are_attributed(text, words):
    assert people(text, "en")[-1] == ("Ann Ash", words)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody at the meeting disputed it.",
        "Ann Ash named no price.",
        "Ann Ash did not comment on the price.",
        "Ann Ash would not say whether it rained.",
        "Ann Ash, who expected forty guests, counted ninety.",
        "Past talks have settled disputes that courts could not.",
        "Mayors met to compare notes.",
    ],
)
def test_who_says_nothing_is_not_attributed(text):
    assert people(text, "en") == []


def test_a_quotation_between_others_keeps_its_tag():
    text = "“We knew nothing,” said Ann Ash. She added: “It rained.”"
    assert people(text, "en") == [("Ann Ash", "We knew nothing"), ("Ann Ash", "It rained.")]


def test_whoever_is_asked_replies_behind_a_colon():
    text = "Asked whether the road was open, Ann Ash answered: it was."
    assert people(text, "en")[-1] == ("Ann Ash", "it was")
