"""The people whom titles, pronouns and clauses mean in English reports."""

import pytest

from proceedings.importing.reports import attribute
from tests.support.attributions import attributed, people, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Most faults are small, she noted.", [("she", "Most faults are small")]),
        ("Ann Ash said that most faults are caused by rain.", [("Ann Ash", "most faults are caused by rain")]),
        (
            "Officials from two upland states replied that it rained.",
            [("Officials from two upland states", "it rained")],
        ),
        ("Ann Ash replied that concerns had been raised in May.", [("Ann Ash", "concerns had been raised in May")]),
        ("Ann Ash said crews were tired: “Nobody sleeps.”", [("Ann Ash", "crews were tired: “Nobody sleeps.”")]),
        ("The coast states supported the plan, Ann Ash said.", [("Ann Ash", "The coast states supported the plan")]),
        (
            "Ann Ash noted that the guests were quick, and the talks underlined the ties of both towns, she stressed.",
            [("Ann Ash", "the guests were quick"), ("she", "the talks underlined the ties of both towns")],
        ),
        ("Ann Ash, sitting beside him, predicted that it would rain.", [("Ann Ash", "it would rain")]),
        (
            "According to Ann Ash, who leads the weather group, rain is late.",
            [("Ann Ash, who leads the weather group", "rain is late")],
        ),
        (
            "Figures released by the ministry on Monday show that rain is late.",
            [("Figures released by the ministry on Monday", "rain is late")],
        ),
        (
            "Ann Ash dismissed as “fantasy” the idea that rain is late.",
            [("Ann Ash", "as “fantasy” the idea that rain is late")],
        ),
        (
            "Ann Ash promised to mend the dam and apologised to the guests for the rain.",
            [("Ann Ash", "to mend the dam"), ("Ann Ash", "the rain")],
        ),
        ("Provost Ann Ash welcomed the delegates, among them ten students.", []),
        ("Speaking to reporters on the results, Ann Ash praised the dam.", [("Ann Ash", "the dam")]),
        ("Ann Ash assumed office in May.", []),
        ("Ann Ash assumed the office was open.", [("Ann Ash", "the office was open")]),
        ("Ann Ash said a few words.", []),
        ("The mayor answered some of the reporters' questions on the dam.", []),
    ],
)
def test_the_clauses_of_a_speaker(text, expected):
    assert attributed(text, "en") == expected


def test_the_chair_is_whoever_chaired_the_event():
    text = "The debate was chaired by Ann Ash. Bo Birch said it rained. Summing up, the chair noted the rain."
    assert speakers(text, "en") == [["Bo Birch"], ["Ann Ash"]]
    text = "Ann Ash moderated the panel. Bo Birch said it rained. The moderator stressed that it snowed."
    assert speakers(text, "en") == [["Bo Birch"], ["Ann Ash"]]


@pytest.mark.parametrize(
    ("first", "title", "speaker"),
    [
        ("Ann Ash, who leads the rain group at the institute, said it rained.", "The group's leader", "Ann Ash"),
        ("Ann Ash, who leads the rain group at the institute, said it rained.", "The Russian leader", None),
        ("Ann Ash, 54, who was mayor until May, said it rained.", "The ex-mayor", "Ann Ash"),
        ("Sir Bo Ash, who chairs the inquiry, said it rained.", "The inquiry's chairman", "Bo Ash"),
        ("Professor Ann Ash said it rained.", "The professor", "Ann Ash"),
        ("Ann Ash, chief executive of the Farmers' Union, said it rained.", "The union's CEO", "Ann Ash"),
        ("Former prime minister Ann Ash said it rained.", "The ex-premier", "Ann Ash"),
        ("Canon Ann Ash, vicar of Elm Hill, said it rained.", "The clergywoman", "Ann Ash"),
    ],
)
def test_a_title_alone_means_whoever_the_text_gives_it_to(first, title, speaker):
    text = f"{first} Cy Cole said it was warm. {title} noted the cold."
    assert [name for name, _content in people(text, "en")][-1] == speaker


def test_somebody_who_was_a_director_is_not_the_moderator():
    text = "Ann Ash, formerly Director for Labour, said it rained. The moderator said it snowed."
    assert people(text, "en") == [("Ann Ash", "it rained"), (None, "it snowed")]


def test_a_title_has_the_gender_of_its_pronoun():
    text = (
        "Ann Berg met Carl Dahl. The Governor noted the rain. She said it was cold.\nThe President said it snowed. He "
    )
    text += "praised the dam. Ann Berg said it was late."
    assert [name for name, _content in people(text, "en")] == ["Ann Berg", "Ann Berg", None, None, "Ann Berg"]


def test_a_title_of_a_man_does_not_mean_the_woman_who_speaks_next():
    text = "President Ann Ash met Minister Peter Birch. Mr Birch noted the rain. The President asked for a dam. "
    text += "The Minister promised one. She praised the plan."
    assert [name for name, _content in people(text, "en")][-2:] == ["Peter Birch", "Ann Ash"]


def test_whoever_asks_does_not_answer():
    text = "Ann Ash, an engineer, said it rained. Asked by Bo Birch whether it was cold, the engineer said it was."
    assert [name for name, _content in people(text, "en")] == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_an_envoy_is_the_ambassador_who_spoke_last():
    text = "The Dutch ambassador, Bo Birch, praised the rain. The envoy said it was cold.\n"
    text += "The UN special envoy, Ann Ash, said it snowed."
    assert [name for name, _content in people(text, "en")] == ["Bo Birch", "Bo Birch", "Ann Ash"]


def test_a_headline_can_name_the_speaker_before_a_colon():
    text = "Mayor Ash: Young voters must be heard\nThe town met.\nMayor Ann Ash said it rained."
    assert people(text, "en")[0] == ("Ann Ash", "Young voters must be heard")


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Premier Batzorig Tumen Met with Herders", "Batzorig Tumen"),
        ("Rosa Tumen Answers Herders' Questions", "Rosa Tumen"),
        ("Governor Tumen Signs Order", "Tumen"),
    ],
)
def test_a_name_in_a_headline_ends_before_its_verb(headline, name):
    text = f"{headline}\nMr Tumen said that it rained.\nThe herders' hall was full."
    assert people(text, "en")[-1] == (name, "it rained")


def test_a_headline_makes_no_statement():
    text = "Harbour chief admits boats are slow\nAnn Ash said it rained.\nBo Birch said it snowed."
    spans = [(0, 35), (36, 59), (60, len(text))]
    assert [each.is_remark for each, _people in attribute(text, spans, language="en").attributions] == [
        False,
        True,
        True,
    ]


def test_a_post_goes_on_with_a_clause():
    text = "Ann Ash, permanent secretary at the ministry of an island that lost its only dam, said it rained.\n"
    text += "Bo Birch, a farmer, said it snowed.\nThe Permanent Secretary stressed that it was cold."
    assert [name for name, _content in people(text, "en")] == ["Ann Ash", "Bo Birch", "Ann Ash"]


def test_she_answers_whom_a_student_asked():
    text = "Bo Birch said it rained. A student asked Ann Ash whether it snowed. She answered that it was cold."
    assert [name for name, _content in people(text, "en")] == ["Bo Birch", None, "Ann Ash"]


def test_a_short_title_means_the_last_speaker_without_a_post_behind_a_longer_one():
    text = "Cy Cole said it snowed. The Road Minister came late. Bo Birch said it rained. The minister noted the cold."
    assert [name for name, _content in people(text, "en")] == ["Cy Cole", "Bo Birch", "Bo Birch"]


def test_titles_of_two_speakers_who_have_none_mean_nobody():
    text = "Ann Ash met Bo Birch. Ann Ash said it rained. The President noted the cold.\nThe Governor said it snowed."
    assert [name for name, _content in people(text, "en")] == ["Ann Ash", None, None]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("Ann Ash told Vladimir Putin that it was cold. The President said it thawed.", "Ann Ash"),
        ("Ann Ash thanked the governor and said it thawed. Vladimir Putin noted it.", None),
        ("Ann Ash told Vladimir Putin that it was cold. Bo Birch noted it. The President agreed.", None),
        ("Mayor Ann Ash told Vladimir Putin that it was cold. The President said it thawed.", None),
    ],
)
def test_another_office_beside_a_leader_means_the_only_other_speaker_even_if_named_later(last, first):
    text = f"Vladimir Putin went to the sea. The governor reported that it snowed. The harvest was small.\n{last}"
    assert people(text, "en")[0][0] == first


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ann Moss, head of roads, noted it. The Rev. Al Birch, pastor of Mount Elm A.M.E. Church, said it snowed.",
            ["Ann Moss", "Al Birch"],
        ),
        (
            "Ambassador Ann Ash said it rained. Asked about Commissioner Bo Birch, the ambassador said it snowed.",
            ["Ann Ash", "Ann Ash"],
        ),
        (
            "Emma Ash said it rained. Selma Birch said it snowed. Many said it was cold. She noted the wind.",
            ["Emma Ash", "Selma Birch", None, "Selma Birch"],
        ),
        (
            "Emma Ash said it rained. Selma Birch said it snowed. A student said it was cold. She noted the wind.",
            ["Emma Ash", "Selma Birch", None, None],
        ),
        (
            "Ann Ash, a nurse at Elm College and head of a club, said it rained. Cy Cole noted it. The head noted it.",
            ["Ann Ash", "Cy Cole", "Ann Ash"],
        ),
        (
            "Ann Ash, secretary of the drivers' union, said it rained. Cy Cole praised it. The secretary noted it.",
            ["Ann Ash", "Cy Cole", "Ann Ash"],
        ),
        (
            "Vladimir Putin met Bo Birch. Bo Birch said it snowed. The President said it rained. He noted the cold.",
            ["Bo Birch", "Vladimir Putin", "Vladimir Putin"],
        ),
        (
            "Thandiwé Ash said it rained. Tomislav Birch noted the cold. She praised the wind.",
            ["Thandiwé Ash", "Tomislav Birch", "Thandiwé Ash"],
        ),
        (
            """The head of a town's oldest dry fruit shop said it rained. Cy Cole noted it.
The Road Minister was late. Bo Birch noted it. The minister said it snowed.""",
            [None, "Cy Cole", "Bo Birch", "Bo Birch"],
        ),
    ],
)
def test_the_speaker_behind_others(text, names):
    assert [name for name, _content in people(text, "en")] == names


def test_the_first_word_of_a_group_is_no_person():
    text = "Younger members said it rained. Ann Ash said it snowed."
    assert [person.name for person in attribute(text, [(0, len(text))], language="en").people] == ["Ann Ash"]
