"""The people whom occupations, descriptions and introductions mean in English reports."""

import pytest

from tests.support.attributions import attributed, speakers


@pytest.mark.parametrize(
    "title",
    [
        "The student",
        "The Oak Lane student",
        "The striker",
        "The ward councillor",
        "The singer",
        "The bassist",
        "The bookmaker",
        "The mother of four",
        "The MP",
        "The head teacher from Elm",
    ],
)
def test_an_occupation_means_the_last_speaker(title):
    text = f"Bo Birch, director of the port, said it snowed. Ann Ash said it rained. {title} noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_the_professor_with_a_capital_is_whoever_is_called_so():
    text = "Professor Ann Ash said it rained. Bo Birch said it snowed. The Professor noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_the_professor_can_have_another_post():
    text = "The rector, Professor Ann Ash, said it rained. Mayor Bo Birch said it snowed. The Professor noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_an_assembly_with_the_word_of_a_rank_is_nobody():
    assert speakers("General Bo Birch said it snowed. The General Assembly noted the cold.", "en")[-1] == []


def test_an_office_does_not_mean_a_speaker_who_has_none():
    text = "Bo Birch said it snowed. Ann Ash said it rained. The treasurer noted the cold. The rector objected to this."
    assert speakers(text, "en")[2:] == [[], []]


@pytest.mark.parametrize(
    ("introduction", "title"),
    [
        ("Our guest was the director Ann Ash", "The guest"),
        ("The committee's treasurer is Ann Ash", "The treasurer"),
        ("Treasurer's report. Ms Ann Ash presented the books", "The treasurer"),
        ("The chairwoman, Representative Ann Ash, opened the talks", "The chairwoman"),
        ("The talks began with her Elmian counterpart, Ann Ash", "The Elmian"),
        ("The talks began with the Minister for Rail People, Ann Ash", "The Minister"),
    ],
)
def test_somebody_has_the_title_of_an_introduction(introduction, title):
    text = f"{introduction}. Then Bo Birch said it snowed. {title} noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


@pytest.mark.parametrize("source", ["incident commander Ann Ash", "goat farmer Ann Ash", "chief engineer Ann Ash"])
def test_a_post_before_a_name_has_words_before_it(source):
    assert attributed(f"“It rained,” {source} told reporters at the fair.", "en") == [(source, "It rained")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("One elderly punter claimed it rained.", "One elderly punter"),
        ("Another passer-by thought it rained.", "Another passer-by"),
    ],
)
def test_one_of_many_speaks_without_a_name(text, source):
    assert attributed(text, "en") == [(source, "it rained")]


def test_one_thing_says_nothing():
    assert attributed("One thing believed the most. Another day thought lost ended.", "en") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr Baker said it snowed. Mr R. Tanner left. Tanner said it rained.",
        "Mr R. Tanner said it snowed. Mr Tanner noted that it rained.",
        "Ann Baker said it snowed. Mr R. Tanner left. In the end, Tanner said it rained.",
    ],
)
def test_the_word_of_a_post_is_a_surname_where_the_text_has_it_as_one(text):
    assert speakers(text, "en")[-1] == ["R. Tanner"]


def test_a_post_behind_mister_is_no_surname():
    text = "Ann Ash, president of the union, said it snowed. Bo Birch said it rained. Madam President noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_a_turn_can_begin_with_a_surname():
    text = "The spokeswoman was Ann Ash. With Ms Ash came Bo Birch.\n\nAsh: The rain has been over since Sunday."
    assert speakers(text, "en") == [["Ann Ash"]]


@pytest.mark.parametrize(
    ("post", "title"),
    [
        ("owner of the Oak Brewery", "The brewer"),
        ("professor of history", "The historian"),
        ("lecturer in economics", "The economist"),
        ("head of the planning office", "The planner"),
    ],
)
def test_an_occupation_means_whoever_has_a_post_of_its_kind(post, title):
    text = f"Ann Ash, {post}, said it snowed. Bo Birch, a poet, said it rained. {title} noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


@pytest.mark.parametrize("title", ["The expert from Elm", "The Elm-born chemist", "The tall bearded chemist"])
def test_a_description_means_the_last_speaker(title):
    text = f"Bo Birch said it snowed. Ann Ash said it rained. {title} noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


@pytest.mark.parametrize("source", ["Her father", "Her late father, a grower from Elm,", "The Speaker"])
def test_a_relation_or_the_speaker_of_a_house_is_not_the_last_speaker(source):
    text = f"Bo Birch said it hailed. Ann Ash said it rained. {source} maintained that it snowed."
    assert speakers(text, "en")[-1] == []


def test_she_is_nobody_of_the_text_behind_a_stranger_with_adjectives():
    text = "Ann Ash said it rained. A tall young woman, who farms by the river, stood up. It snowed, she said."
    assert speakers(text, "en")[-1] == []


def test_an_inhabitant_worries_before_a_colon():
    text = "Ann Ash said it rained. The Italian was also worried about the dam: engineers do not want more water."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_an_occupation_means_nobodys_sister():
    text = "Ann Ash said it rained. Her sister, Eve Ash, said it snowed. Some analysts complained of the cold. "
    assert speakers(f"{text}The banker noted the ice.", "en")[-1] == ["Ann Ash"]


def test_a_pupil_is_whoever_was_introduced_as_one():
    text = "Mayor Ann Ash spoke. Dan Dale, a pupil, asked why it rained. The pupil noted the cold. "
    assert speakers(text, "en")[-1] == ["Dan Dale"]


def test_an_age_before_a_name_is_no_part_of_it():
    text = "Mayor Ann Ash spoke. Eleven-year-old Dan Dale asked why it rained. Dan Dale noted the cold."
    assert speakers(text, "en") == [["Dan Dale"], ["Dan Dale"]]


def test_a_student_is_nobody_with_a_post_and_nobody_of_the_text_behind_a_student():
    text = "Ann Ash, mayor of Elm, said it rained. The student noted the cold."
    assert speakers(text, "en")[-1] == []
    text = "Ann Ash said it rained. A student asked whether it snowed. The student noted the cold."
    assert speakers(text, "en")[-1] == []


def test_an_occupation_means_the_last_speaker_behind_a_group_too():
    text = (
        "Bo Birch said it snowed. Ann Ash said it rained. Some analysts complained of the cold. The banker disagreed."
    )
    text += " The banker noted the ice."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_whoever_asked_is_not_the_representative_who_replies():
    text = "Present: Ann Ash (Elm Rail), Bo Birch (Elm Forum). Bo Birch asked whether it rained. "
    text += "In reply the operator's representative stated that it snowed."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_a_spokesman_is_not_the_envoy_of_a_body_who_comes_later():
    text = (
        "Growers fear the cold, their spokesman said.\n\nThe doors closed at noon. It was a long day for all of us.\n\n"
    )
    text += "Ann Ash of the Elm Institute said it snowed."
    assert speakers(text, "en") == [[], ["Ann Ash"]]


@pytest.mark.parametrize("title", ["The speaker", "Our guest", "The lecturer"])
def test_the_speaker_is_whoever_was_introduced_as_one(title):
    text = f"The speaker was Ms Ann Ash, a blender from Elm. Then Bo Birch said it snowed. {title} noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_every_farmer_is_nobody_in_particular():
    text = "Bo Birch said it snowed. The idea came from Ann Ash. Every farmer gets a kilo. The farmer noted the cold."
    assert speakers(f"{text}\n\nMs Ash left at noon.", "en") == [["Bo Birch"], ["Ann Ash"]]


def test_letters_behind_a_name_are_no_end_of_a_post():
    text = (
        "Counsel to the inquiry, Ann Ash QC, called the engineer, Bo Birch. Mr Birch said it rained. Counsel objected"
    )
    assert speakers(f"{text} to the rain.", "en")[-1] == ["Ann Ash"]


@pytest.mark.parametrize("body", ["of the union Rise", "from the company Elmo", "of the newspaper Oak Herald"])
def test_a_body_behind_a_person_is_no_speaker(body):
    assert speakers(f"But Ann Ash {body} said it rained.", "en") == [["Ann Ash"]]


def test_a_post_behind_a_person_without_one_is_theirs():
    text = "Bo Birch, mayor of Elm, said it snowed. Ann Ash defended the dam. The head of the dam guild noted the cold."
    assert speakers(text, "en")[-1] == ["Ann Ash"]


def test_he_is_still_a_stranger_in_the_sentence_behind_his_words():
    text = "Bo Birch, mayor of Elm, said it snowed. The representative of China urged calm; sanctions, he said, failed."
    assert speakers(f"{text} He called for dialogue.", "en")[-1] == []


def test_the_ambassador_is_the_permanent_representative():
    text = "Bo Birch said it snowed. The Permanent Representative of Elm, Ann Ash, said it rained."
    assert speakers(f"{text} The Ambassador noted the cold.", "en")[-1] == ["Ann Ash"]


def test_a_student_who_acts_is_nobody_of_the_text():
    text = "Ann Ash said it rained.\n\nA student from Elm read a poem. The student noted the cold."
    assert speakers(text, "en")[-1] == []


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("President Ann Ash of Elmia hosted her counterparts on Monday. President Bo Birch left.", "The host"),
        ("President Ann Ash hosted President Bo Birch. He said it snowed. She said it hailed.", "The host"),
        ("President Bo Birch said it snowed. The host added that it hailed. He met Ann Ash.", "The guest"),
        ("President Ann Ash of Elmia was in the chair. President Bo Birch came.", "The host"),
        ("President Bo Birch hosted Ms Ann Ash at the fair. Mr Birch said it hailed.", "His guest"),
        ("President Bo Birch met Ms Ann Ash of Elmia, who is on an official visit. He said it hailed.", "The guest"),
        ("President Ann Ash met Bo Birch of Elmia, who was on a visit. He said it hailed.", "The host"),
        ("President Ann Ash received Governor Bo Birch at the fair. Minister Cy Cole came, too.", "The host"),
    ],
)
def test_a_guest_is_not_the_host(opening, title):
    text = f"{opening} Mr Birch said it was late. {title} noted the cold. Ann Ash said it rained."
    assert speakers(text, "en")[-2] == ["Ann Ash"]


def test_a_guest_without_a_name_beside_the_speaker_is_not_the_host():
    text = "President Ann Ash hosted Foreign Minister Bo Birch. She said it rained. Her guest noted the cold."
    assert speakers(text, "en")[-1] == ["Bo Birch"]


def test_one_of_several_guests_is_the_last_speaker_but_never_the_host():
    text = "President Ann Ash hosted Bo Birch and Cy Cole. Mr Birch said it rained. Mr Cole said it snowed. "
    assert speakers(f"{text}The guest noted the cold.", "en")[-1] == ["Cy Cole"]
    assert speakers(f"{text}Ms Ash said it hailed. The guest noted the cold.", "en")[-1] == []


def test_a_guest_beside_no_known_host_is_the_last_speaker():
    text = "Ann Ash said it rained. Bo Birch said it snowed. The guest noted the cold."
    assert speakers(text, "en")[-1] == ["Bo Birch"]


@pytest.mark.parametrize(
    ("post", "title", "expected"),
    [
        ("Prime Minister", "The head teacher", []),
        ("Minister of Trade", "The nurse", []),
        ("Prime Minister", "The author", ["Ann Ash"]),
        ("President of the Elm Guild", "The potter", ["Ann Ash"]),
    ],
)
def test_a_worker_is_no_member_of_the_government(post, title, expected):
    assert speakers(f"{post} Ann Ash toured the school. {title} reported that it rained.", "en")[-1] == expected
