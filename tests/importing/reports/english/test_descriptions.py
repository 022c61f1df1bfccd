"""People whom English reports call by what they are, where they come from, or what they do in the event."""

import pytest

from tests.support.attributions import people


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Present: Cllr A. Ash (Chair), Cllr B. Birch.\nThe Chair said rain fell.", "A. Ash"),
        ("Chair: Ms Ash (Norway)\nMr Birch (Chile) spoke. The Chair said rain fell.", "Ash"),
        ("The day was convened by Prof. Ann Ash. Bo Birch left. The convener said rain fell.", "Ann Ash"),
        ("Ann Ash (Denmark) and Bo Birch (Chile) met. The Dane said rain fell.", "Ann Ash"),
        ("Ann Ash of the Port Authority met Bo Birch. The woman from the Port Authority said rain fell.", "Ann Ash"),
        ("Ann Ash, 26, swims. “It rains,” said the 26-year-old.", "Ann Ash"),
        ("Ann Ash swims. It rained, the Leeds-born chemist noted.", "Ann Ash"),
        ("Minister Ann Ash met her Estonian counterpart, Bo Birch. The Estonian minister said rain fell.", "Bo Birch"),
        ("Minister Ann Ash met Minister Bo Birch. Ms Ash said rain fell. Her counterpart said it did.", "Bo Birch"),
        ("Joost van der Velde came. According to Mr van der Velde, rain fell.", "Joost van der Velde"),
        ("Ann Ash, the area Member of Parliament, came. The legislator said rain fell.", "Ann Ash"),
        ("Ann d'Este came. D'Este said rain fell.", "Ann d'Este"),
        ("Minister of Trade A. B. Birch came. The minister said rain fell.", "A. B. Birch"),
        ("The Minister of Industry, Mines and Energy, Ms Ann Ash, came. The minister said rain fell.", "Ann Ash"),
        ("Colonel (ret.) Bo Birch came. The retired colonel said rain fell.", "Bo Birch"),
        ("L. A. Pine (Elm) spoke. Lena Arkadyevna said rain fell.", "L. A. Pine"),
        ("The keynote fell to Ann Ash of Elm. She said rain fell.", "Ann Ash"),
        ("Her Danish colleague, Bo Birch, was cautious, suggesting that rain fell.", "Bo Birch"),
    ],
)
def test_somebody_is_known_by_a_description(text, speaker):
    assert people(text, "en")[-1][0] == speaker


def test_she_behind_somebody_without_a_name_is_nobody_of_the_text():
    text = "Ms Ash (Chile) said rain fell. The representative of Nepal said it did. She added that it helped."
    assert people(text, "en")[-1] == (None, "it helped")


def test_a_registrar_is_not_the_professor_listed_behind_him():
    text = "Present: The Registrar, Professor A. Ash, Professor B. Birch.\nThe Registrar said rain fell."
    assert people(text, "en")[-1] == (None, "rain fell")


def test_a_woman_can_be_a_chairman():
    text = "The chairman, Ann Ash, came. She said rain fell."
    assert people(text, "en")[-1] == ("Ann Ash", "rain fell")
