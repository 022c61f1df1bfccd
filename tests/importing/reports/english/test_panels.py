"""Panels and dialogues in English reports: who was introduced with a body, and whom a title or "the latter" means."""

import pytest

from tests.support.attributions import attributed, people


def speakers(text):
    return [name for name, _content in people(text, "en")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The town was represented by Ann Ash of the Elm Guild, who defended the rules, warning of rain.", "Ann Ash"),
        ("The last word went to Ann Ash, a beekeeper from Elmina, who warned that it rained.", "Ann Ash"),
        ("She was followed by Ann Ash (Elm University), who praised the charter.", "Ann Ash"),
        ("Ambassador Ann Ash of Chile, President of the Conference, said it rained.", "Ann Ash"),
        ("Principal Secretary Dr Ann Ash said it rained.", "Ann Ash"),
        ("State Minister for Transport Hon. Ann Ash said it rained.", "Ann Ash"),
        ("Deputy Director Assoc. Prof. Dr. Ann Ash said it rained.", "Ann Ash"),
        ("Ann Ash — chief economist of the Elm Institute — said it rained.", "Ann Ash"),
        ("Ann Ash – who runs the port – said it rained.", "Ann Ash"),
        ("The river, said Ann Ash of the basin council, is dying.", "Ann Ash"),
        ("Ms Ann Ash (Ghana), exercising her right of reply, rejected the claim that it rained.", "Ann Ash"),
        ("Ann Ash, Director of the Department of Agriculture of Upper Elm Province, said it rained.", "Ann Ash"),
        ("Emir Lund said it rained.", "Emir Lund"),
        ("In his keynote, Prof. Bo Birch of the Elm Institute warned against rain.", "Bo Birch"),
        ("In his opening remarks Bo Birch of the Elm Institute warned against rain.", "Bo Birch"),
        ("Bo Birch in his report highlighted the rain.", "Bo Birch"),
        ("On behalf of the Rector, Vice-Rector Bo Birch greeted them and said that it rained.", "Bo Birch"),
        ("Together with Ann Ash, Bo Birch opened the fair and said that it rained.", "Bo Birch"),
        ("The Rt Hon. Ann Ash MP, Minister for Rail, said it rained. The Minister noted the cold.", "Ann Ash"),
        ("Ann Ash, PhD, head of Elm Care, said it rained. The head of Elm Care noted the cold.", "Ann Ash"),
        ("Museum director Ann Ash came. According to the museum director, it rained.", "Ann Ash"),
        ("Mayor of Elm Bo Birch and museum director Ann Ash came. The museum director noted the cold.", "Ann Ash"),
        ("Ann Ash, Undersecretary for Labour Vetting, said it rained.", "Ann Ash"),
        ("In the opinion of Ms Ann Ash, Chair of the Group on Water Vetting, it rained.", "Ann Ash"),
        ("The Dean, Prof. (Mrs.) Ann Ash, said it rained.", "Ann Ash"),
        ("The Minister for Health, Smt. Ann Ash, said it rained.", "Ann Ash"),
        ("Dr Ann Ash of the Rhine–Elm Water Initiative said it rained.", "Ann Ash"),
        ("Dr Ann Ash of the Department of Private and Property Law said it rained.", "Ann Ash"),
        ("He Zhiming said it rained.", "He Zhiming"),
        ("Tshering Dorji said it rained.", "Tshering Dorji"),
        ("Khin Than Nu of the owners' union said it rained.", "Khin Than Nu"),
        ("Madam Wanjiru wa Kamau said it rained.", "Wanjiru wa Kamau"),
        ("Dr Noor ul-Ain Ash said it rained.", "Noor ul-Ain Ash"),
        ("The spokesman of the brewery, Mr Bo Birch, was hopeful, noting that it rained.", "Bo Birch"),
        ("As Ann Ash of the Salt Institute put it, rain helps.", "Ann Ash"),
        ("At the end of the session Ms Ann Ash of the growers' union deplored the rain.", "Ann Ash"),
        ("In reply to the Rapporteur, Ms Ann Ash said it rained.", "Ann Ash"),
        ("On behalf of the Minister, Ms Ann Ash (Elm) said it rained.", "Ann Ash"),
        ("Concern was expressed by Ms Ann Ash, Registrar of the College, about the rain.", "Ann Ash"),
        ("The issue of rain was raised by Ms Ann Ash.", "Ann Ash"),
        ("Ann Ash of the Rescue Department (Ghana) said it rained.", "Ann Ash"),
        ("Further, Ann Ash, the mayor, gave a talk. She said it rained.", "Ann Ash"),
        ("Subsequently Ann Ash gave a talk. She said it rained.", "Ann Ash"),
        ("Ann Ash said in her welcoming address that it rained.", "Ann Ash"),
        ("Ann Ash said in her concluding remarks that it rained.", "Ann Ash"),
        ("Ann Ash said at the press briefing that it rained.", "Ann Ash"),
        ("Ann Ash recalled in a short opening address that it rained.", "Ann Ash"),
    ],
)
def test_somebody_is_introduced(text, name):
    assert set(speakers(text)) == {name}


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Ann Ash of the Port Authority said it rained.", "The port official"),
        ("Ann Ash, representing the Swedish Guild, said it rained.", "The Swedish representative"),
        ("A report is due, for which Ann Ash is rapporteur. Ash noted the rain.", "The rapporteur"),
        ("The report is by a group of which Ann Ash was secretary. Ash noted the rain.", "The secretary"),
        ("Ann Ash, formerly of the Elm Ministry, said it rained.", "The former official"),
        ("Ms Ann Ash (Ghana) said it rained.", "The representative of Ghana"),
        ("The board met under the chairmanship of Ms Ann Ash (Tonga). Ash noted the rain.", "The Chair"),
        ("Dr. Ann Ash (University of Elm), chair of the meeting, noted the rain.", "The chair"),
    ],
)
def test_a_title_means_whoever_came_with_a_body_or_a_part(first, title):
    text = f"{first} Bo Birch objected that it snowed. {title} noted the cold."
    assert speakers(text) == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_her_royal_highness_is_the_last_speaker():
    text = "Princess Ann Ash of Elm said it rained. Her Royal Highness praised the rain."
    assert speakers(text) == ["Ann Ash", "Ann Ash"]


def test_two_people_with_bodies_are_two():
    assert speakers("Prof. Ann Ash of Elm and Dr Bo Birch of Oak differed on the rain.") == [None]
    assert speakers("The Rector, Ann Ash, and Dr Bo Birch of the Salt Institute agreed that it rained.") == [None]


def test_she_is_the_one_whom_a_thing_is_given():
    text = "Bo Birch said it rained. The floor was then given to Ms Ann Ash, and she said it snowed."
    assert speakers(text) == ["Bo Birch", "Ann Ash"]
    assert speakers("Ms Ann Ash met Mr Bo Birch in the hall, and he agreed that it rained.") == ["Bo Birch"]


def test_the_one_for_whom_somebody_speaks_says_nothing():
    text = "Addressing the Minister, Ms Ann Ash said it rained. The Minister replied that it snowed."
    assert speakers(text) == ["Ann Ash", None]


def test_a_title_of_another_body_means_nobody():
    text = "Ann Ash, director of the Elm Institute, said it rained. The director of the Oak Union said it snowed."
    assert speakers(text) == ["Ann Ash", None]
    text = "Mayor Ann Ash of Elm said it rained. The mayor of Oak noted the cold."
    assert speakers(text) == ["Ann Ash", None]
    text = "Ann Ash, representative of the Elm Institute, said it rained. The representative of Togo noted the cold."
    assert speakers(text) == ["Ann Ash", None]


def test_the_former_and_the_latter_are_those_of_the_sentence_before():
    text = "Ann Ash and Bo Birch spoke next. The former said it rained; the latter replied that it snowed."
    assert speakers(text) == ["Ann Ash", "Bo Birch"]
    text = "Ann Ash and Bo Birch spoke next. According to the former, it rained."
    assert speakers(text) == ["Ann Ash"]
    text = "Ann Ash invited Bo Birch to answer. The latter said that it snowed. He added that it was cold."
    assert speakers(text) == ["Ann Ash", "Bo Birch", "Bo Birch"]


def test_he_is_the_other_one_of_the_sentence_before_by_a_title_too():
    text = "Mr Cy Cole, Minister of Labour, praised the law. Bo Birch noted the rain. "
    assert speakers(f"{text}Ann Ash called on the Minister to pay. He promised a plan.")[-1] == "Cy Cole"


def test_the_speaker_answers_the_question_of_somebody_else():
    text = "Ann Ash said it rained. Bo Birch asked whether it had snowed. The speaker conceded that it was cold."
    assert speakers(text) == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_a_delegate_of_one_country_is_none_of_another():
    text = "Japan noted the rain; its representative, Mr Bo Birch, noted the cold. The representative of Togo noted it."
    assert speakers(text)[-1] is None


def test_a_moderator_is_told_at_the_beginning_of_a_sentence():
    text = "Moderated by Elm Director Dr Ann Ash, the panel met. Bo Birch noted the rain. The moderator noted the cold."
    assert speakers(text) == ["Bo Birch", "Ann Ash"]


def test_he_and_somebody_else_speak_together():
    text = "Bo Birch said it rained. He and Dr Ann Ash both opposed the dam."
    assert [source for source, _content in attributed(text, "en")][1:] == ["He & Dr Ann Ash"]
    assert speakers(text) == ["Bo Birch", None]


def test_people_with_bodies_in_brackets_speak_together():
    text = "Ann Ash of the Port (Ghana) and Bo Birch of the Guild (Togo) said it rained."
    assert [source for source, _content in attributed(text, "en")] == ["Ann Ash & Bo Birch of the Guild (Togo)"]


def test_words_behind_a_colon_are_those_of_the_person_before_it():
    text = "Bo Birch said it rained. A different tone was struck by Ann Ash: rain, she explained, was rare."
    assert people(text, "en")[-1] == ("Ann Ash", "rain was rare")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In her paper, Ann Ash asked why this is so.", [("Ann Ash", "why this is so")]),
        ("Ann Ash accepted the point.", [("Ann Ash", "the point")]),
        ("Ann Ash shared Chile's practice of weekly drills.", [("Ann Ash", "Chile's practice of weekly drills")]),
        ("Ann Ash introduced the annual report on trade.", [("Ann Ash", "the annual report on trade")]),
        ("Ann Ash introduced a ban.", []),
        ("Ann Ash saw no alternative to public funds.", [("Ann Ash", "public funds")]),
        ("Her thesis was contested by Ann Ash.", [("Ann Ash", "Her thesis")]),
        ("Notation, Ann Ash held, was dead.", [("Ann Ash", "Notation was dead")]),
        ("It was criticised that women had hardly been heard.", [(None, "women had hardly been heard")]),
        ("For the Lagos planner, the answer was simple.", [(None, "the answer was simple")]),
        ("Ann Ash thanked the port for its support and gave the floor to Bo Birch.", [("Ann Ash", "its support")]),
        ("In her concluding remarks, Ann Ash thanked all speakers.", []),
        ("The conference showed how much can be gained.", []),
        ("Ann Ash supported that proposal.", [("Ann Ash", "that proposal")]),
        ("The proposal found broad approval.", []),
    ],
)
def test_what_speakers_of_a_panel_say(text, expected):
    assert people(text, "en") == expected
