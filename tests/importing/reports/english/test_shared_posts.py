"""Posts that several people share, and capitals that are places or bodies rather than people, in English reports."""

import pytest

from proceedings.importing.reports import attribute
from tests.support.attributions import speakers

SAID = "The Togolese leader said it rained."


def posts(text):
    """Return {name: post} of the people of one paragraph."""
    return {each.name: each.post[0] for each in attribute(text, [(0, len(text))], language="en").people}


@pytest.mark.parametrize(
    "text",
    [
        f"Talks between Presidents Ann Ash of Ghana and Bo Birch of Togo began. {SAID}",
        f"Presidents Ann Ash (Ghana) and Bo Birch (Togo) met. {SAID}",
        f"Talks between the presidents of Ghana and Togo, Ann Ash and Bo Birch, began. {SAID}",
        f"Presidents of Ghana and Togo Ann Ash and Bo Birch met. {SAID}",
        f"The presidents of Ghana (Ann Ash) and Togo (Bo Birch) met. {SAID}",
        f"Guests were the leaders of Ghana, Ann Ash, Togo, Bo Birch, and Niger, Cy Moss. {SAID}",
        f"The heads of state met: Ann Ash of Ghana, Bo Birch of Togo and Cy Moss of Niger. {SAID}",
        f"Ann Ash and Bo Birch, Presidents of Ghana and Togo, met. {SAID}",
        f"The guests were Ann Ash, Bo Birch and Cy Moss, the Presidents of Ghana, Togo and Niger. {SAID}",
        f"President of Ghana Ann Ash, President of Togo Bo Birch and Premier of Niger Cy Moss met. {SAID}",
        f"President Ann Ash and her Togolese counterpart Bo Birch met. {SAID}",
        f"The Presidents of Trinidad and Tobago and of Togo, Ann Ash and Bo Birch, met. {SAID}",
    ],
)
def test_each_of_several_people_behind_a_plural_title_has_the_post(text):
    assert speakers(text, "en") == [["Bo Birch"]]


def test_a_plural_title_gives_each_person_the_post_of_a_country():
    assert posts("Foreign Ministers Ann Ash (Ghana), Cy Moss (Niger) and Bo Birch (Togo) met in Elm.") == {
        "Ann Ash": "Foreign Minister of Ghana",
        "Cy Moss": "Foreign Minister of Niger",
        "Bo Birch": "Foreign Minister of Togo",
    }


def test_a_title_in_a_list_belongs_to_the_name_behind_it():
    assert posts("Present were Minister of Transport Ann Ash, Chairman of Elm Bank Bo Birch and Rector Cy Moss.") == {
        "Ann Ash": "Minister of Transport",
        "Bo Birch": "Chairman",
        "Cy Moss": "Rector",
    }


def test_a_first_sentence_of_names_and_titles_is_no_headline():
    text = "Ann Ash met with General Director of Elmneft Bo Birch.\n\nThe company head said it rained."
    reading = attribute(text, [(0, 54), (56, len(text))], language="en")
    assert [[person.name for person in who] for _each, who in reading.attributions] == [["Bo Birch"]]


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("General Director of Elmneft", "The CEO"),
        ("Director General of the World Health Organization", "The WHO chief"),
        ("Secretary-General of the East Elm Community", "The head of the organisation"),
        ("Head of Komi", "The Komi leader"),
        ("Commissioner for Children's Rights", "The children's ombudsman"),
        ("Director of the Oak Museum", "The head of the museum"),
        ("Presidential Press Secretary", "The Kremlin spokeswoman"),
    ],
)
def test_a_title_means_the_head_of_a_body(post, title):
    text = f"President Cy Moss talked with {post} Ann Ash today in the old port. {title} said it rained."
    assert speakers(text, "en") == [["Ann Ash"]]


def test_the_head_of_a_fund_is_its_director():
    text = "Director of the Elm Fund Ann Ash met Director Bo Birch. The head of the fund said it rained."
    assert speakers(text, "en") == [["Ann Ash"]]


def test_her_interlocutor_is_the_other_person_with_a_post():
    text = "Premier Ann Ash called Mayor Bo Birch. The Premier said it rained. Her interlocutor replied that it snowed."
    assert speakers(text, "en") == [["Ann Ash"], ["Bo Birch"]]


def test_a_list_of_places_alone_gives_nobody_a_post():
    assert posts("The governors of Elm, Oak and Ash Valley met in May.") == {}


def test_the_last_word_of_a_body_is_no_surname():
    text = "The Director of Elm Waterways, Ann Ash, came. The Director of Elm Waterways said it rained."
    assert speakers(text, "en") == [["Ann Ash"]]


@pytest.mark.parametrize(
    "text",
    ["The herders of Nor Elmia left.", "They work at the Salar de Elmia.", "A dam broke below Boca do Elmo."],
)
def test_a_place_with_several_words_is_nobody(text):
    assert posts(text) == {}


def test_a_letter_to_somebody_speaks_for_its_author():
    text = (
        "Ann Ash praised the choir. In a message of its own, the port thanked her.\n\n"
        "Ann Ash stressed that it rained. The letter to Mayor Bo Birch states that it snowed."
    )
    assert speakers(text, "en")[-1] == ["Ann Ash"]
