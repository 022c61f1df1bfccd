"""News in English: what polls, groups and people with a title say, plan, praise and refuse."""

import pytest

from proceedings.importing.proposals import read
from tests.support.attributions import attributed, people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Ann Ash is praising the ruling.", [("Sen. Ann Ash", "the ruling")]),
        ("Ann Ash doesn't expect to win.", [("Ann Ash", "to win")]),
        ("ASHTON, Ohio (AP) — Rain fell, Ann Ash said.", [("Ann Ash", "Rain fell")]),
        ("Six in 10 voters say rain helps.", [("Six in 10 voters", "rain helps")]),
        ("Half of them support a levy.", [("Half of them", "a levy")]),
        ("Officials in Elm say rain fell.", [("Officials in Elm", "rain fell")]),
        ("A poll released on Monday put the number at 58.", [("A poll released on Monday", "the number at 58")]),
        ("Ann Ash cast him as an outsider.", [("Ann Ash", "him as an outsider")]),
        ("Poll: Most voters want rain", [("Poll", "Most voters want rain")]),
        ("Asked whether rain fell, Ann Ash said it did.", [("", "whether rain fell"), ("Ann Ash", "it did")]),
        ("“It fell,” Ann Ash wrote for the majority.", [("Ann Ash", "It fell")]),
        ("Ann Ash told the paper, “It fell.”", [("Ann Ash", "It fell.")]),
        ("Ann Ash told reporters he was glad.", [("Ann Ash", "he was glad")]),
        ("He met voters who say rain fell.", [("who", "rain fell")]),
        ("Her aunt's son, Bo Birch, said rain fell.", [("Her aunt's son, Bo Birch", "rain fell")]),
        ("Ann Ash (R-Ohio) said rain fell.", [("Ann Ash (R-Ohio)", "rain fell")]),
        ("When he blamed the rain, Ann Ash replied that it helped.", [("he", "the rain"), ("Ann Ash", "it helped")]),
        (
            "It is an idea that Ann Ash supports and Bo Birch opposes.",
            [("Ann Ash", "an idea"), ("Bo Birch", "an idea")],
        ),
        ("The plan was criticized by economists.", [("economists", "The plan")]),
        ("Democrats sued, arguing that rain fell.", [("Democrats", "rain fell")]),
        ("Ann Ash will oppose the bill.", [("Ann Ash", "the bill")]),
        ("Ann Ash is not interested in fame.", [("Ann Ash", "fame")]),
        ("Ann Ash issued a statement saying rain fell.", [("Ann Ash", "rain fell")]),
        ("Bo Birch's claim that rain fell has been denied.", [("Bo Birch's", "rain fell")]),
    ],
)
def test_the_frames_of_news(text, expected):
    assert attributed(text, "en") == [(source, content) for source, content in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Police pressed charges against two men.",
        "The senator posted guards at the gate.",
        "He gave the keys to his son.",
        "Ann Ash wrote two books about gardens.",
        "The Justice Department moved.",
    ],
)
def test_a_doing_is_no_attribution(text):
    assert attributed(text, "en") == []


def test_a_headline_in_capitals_is_attributed_to_whom_the_text_names():
    text = "Ash Slams Rivals Over Budget\nMayor Ann Ash said rain fell."
    assert people(text, "en") == [("Ann Ash", "Rivals Over Budget"), ("Ann Ash", "rain fell")]


def test_a_short_title_means_its_holder():
    text = "Sen. Ann Ash said rain fell. Gov. Bo Birch said it helped. The senator said it fell again."
    assert [who for who, _content in people(text, "en")] == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_a_surname_can_be_the_name_of_an_office():
    assert people("Rep. Peter King said rain fell.", "en") == [("Peter King", "rain fell")]


def test_he_and_she_are_told_by_first_names():
    text = "Anna Ash said rain fell. Peter Birch said it helped. Critics said it did not. She said that it did."
    assert people(text, "en")[-1] == ("Anna Ash", "it did")


def test_attitudes_and_questions_of_nobody_are_no_statements():
    text = "Mayor Ann Ash plans to run.\n\nAsked about rain, Ann Ash said that it fell.\n\nAnn Ash noted that it helps."
    _text, proposal = read("", text.encode(), "news.txt")
    assert [each.text for each in proposal.proposals] == ["it fell", "it helps"]
    assert "Mayor Ann Ash plans to run" in " ".join(text[start:end] for start, end in proposal.left)


def test_a_quotation_that_the_next_paragraph_opens_again_goes_on():
    text = "“It rains,” Ann Ash said. “It has rained for days.\n“And it will rain on.”"
    assert people(text, "en") == [("Ann Ash", "It rains"), ("Ann Ash", "It has rained for days And it will rain on.")]
