"""English speakers with something between them and their verb, and clauses that another speaker or word begins."""

import pytest

from tests.support.attributions import attributed, people


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Ann Ash came. She, visibly annoyed, said that rain fell.", [("Ann Ash", "rain fell")]),
        ("It was the turn of Ann Ash, third of a family from Elm, who said rain fell.", [("Ann Ash", "rain fell")]),
        ("Ann Ash, a baker by trade, reassured them: “The oven is safe.”", [("Ann Ash", "The oven is safe.")]),
        (
            "Ann Ash asked them to buy ovens, which she says pay for themselves.",
            [("Ann Ash", "them to buy ovens"), ("Ann Ash", "pay for themselves")],
        ),
        (
            "According to Ann Ash, rain fell; she blamed the dam for this.",
            [("Ann Ash", "rain fell"), ("Ann Ash", "the dam for this")],
        ),
        (
            "Ann Ash noted that rain had fallen, but the harm was, in her view, small.",
            [("Ann Ash", "rain had fallen"), ("Ann Ash", "the harm was small")],
        ),
        (
            "The case was put by Ann Ash, a baker, who noted that rain fell, and who deplored the dam.",
            [("Ann Ash", "rain fell"), ("Ann Ash", "the dam")],
        ),
        ("Ann Ash promised a new roof, which prompted laughter.", [("Ann Ash", "a new roof")]),
        (
            "It was then that Ann Ash, the doyenne, protested; one must not, she said, run.",
            [("Ann Ash", "one must not run")],
        ),
        ("Ann Ash did not hide that rain fell.", [("Ann Ash", "rain fell")]),
        ("Ann Ash, head of the Elm Centre for Port Economics, said rain fell.", [("Ann Ash", "rain fell")]),
        ("Felipe Ash, the historian, came. Don Felipe said rain fell.", [("Felipe Ash", "rain fell")]),
    ],
)
def test_the_words_behind_an_aside(text, rows):
    assert people(text, "en")[-len(rows) :] == rows


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It rains,” exclaimed the good old chronicler.", "the good old chronicler"),
        ("The tutors say nobody sleeps.", "The tutors"),
        ("Both, however, agreed that rain fell.", "Both"),
        ("In the ensuing debate several millers were of the opinion that rain fell.", "several millers"),
        (
            "On drains, the guideline circulated at the fair recommends two pipes.",
            "the guideline circulated at the fair",
        ),
    ],
)
def test_somebody_without_a_name_speaks(text, source):
    assert attributed(text, "en")[0][0] == source


def test_the_prime_minister_is_no_other_minister():
    text = "Ann Ash, Minister of Trade of Elmland, came. The Prime Minister of Elmland said rain fell."
    assert people(text, "en") == [(None, "rain fell")]


def test_a_dialogue_with_dashes_goes_on_in_several_sentences():
    text = "– It rains, laughs Ann Ash. – We have one umbrella. It leaks."
    assert people(text, "en") == [("Ann Ash", "It rains"), ("Ann Ash", "We have one umbrella It leaks")]


def test_a_quotation_behind_what_somebody_does_is_theirs():
    text = "“Rain fell,” Ann Ash said. “It snowed.” She laughed. “It hailed all day.”"
    assert people(text, "en")[-1] == ("Ann Ash", "It hailed all day.")


def test_our_friend_from_a_place_is_whoever_comes_next():
    text = "Ann Ash of Elm said rain fell. Next came Mr Bo Birch's account. Our friend from Oak said that it snowed."
    assert people(text, "en") == [("Ann Ash", "rain fell"), ("Bo Birch", "it snowed")]
