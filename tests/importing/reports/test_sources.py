"""The sources of words: people with what explains them, groups, bodies and texts; and the holders of titles."""

import pytest

from tests.support.attributions import attributed, people


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” said Ann Ash, 71, who keeps bees.", [("Ann Ash, 71, who keeps bees", "It rains")]),
        ("Ann Ash, who keeps bees, said it rained.", [("Ann Ash, who keeps bees", "it rained")]),
        ("“It rains,” said one of them.", [("one of them", "It rains")]),
        (
            "A report by the Corps of Engineers found that rain fell.",
            [("A report by the Corps of Engineers", "rain fell")],
        ),
        ("The report warned rain could fall.", [("The report", "rain could fall")]),
        ("People who live here say the dam is old.", [("People who live here", "the dam is old")]),
        ("Residents worry the dam is old.", [("Residents", "the dam is old")]),
        ("Ann Ash accused the mayor of haste.", [("Ann Ash", "the mayor of haste")]),
        ("Ann Ash hopes to open a school.", [("Ann Ash", "to open a school")]),
        ("Her advice to all was that rain helps.", [("Her", "rain helps")]),
        ("For Ann Ash of the bank, rain helps.", [("Ann Ash", "rain helps")]),
        (
            "Ann Ash praised the plan, stressed the need for rain and said it fell.",
            [("Ann Ash", "the plan"), ("Ann Ash", "the need for rain"), ("Ann Ash", "it fell")],
        ),
        (
            "Some speakers feared that it rained; others pointed to the drought.",
            [("Some speakers", "it rained"), ("others", "the drought")],
        ),
        ("Ann Ash does not believe that rain helps.", [("Ann Ash", "rain helps")]),
        ("“It rains,” Ann Ash told a crowd of about ten.", [("Ann Ash", "It rains")]),
        ("The governor's office declined to comment.", []),
    ],
)
def test_the_sources_of_english(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Анна Лунд рассказала об опыте и отметила, что прошёл дождь.",
            [("Анна Лунд", "опыте"), ("Анна Лунд", "прошёл дождь")],
        ),
        ("Анна Лунд рассчитывает открыть школу.", [("Анна Лунд", "открыть школу")]),
        ("Прошёл дождь, сообщила журналистам Анна Лунд.", [("Анна Лунд", "Прошёл дождь")]),
        ("«Идёт дождь», — вспомнила одна из них.", [("одна из них", "Идёт дождь")]),
        ("Жители боятся, что пойдёт дождь.", [("Жители", "пойдёт дождь")]),
        ("Опрос, проведённый в мае, показал: дождь нужен.", [("Опрос, проведённый в мае", "дождь нужен")]),
        ("Её совет: ждать дождя.", [("Её", "ждать дождя")]),
        ("«Идёт дождь», — цитирует его газета.", [("его", "Идёт дождь")]),
        ("В докладе говорится, что прошёл дождь.", [("докладе", "прошёл дождь")]),
        ("Десятилетие союза отметили вчера.", []),
    ],
)
def test_the_sources_of_russian(text, expected):
    assert attributed(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各国春天签字，秋天忘记，王海涛说。", [("王海涛", "各国春天签字，秋天忘记")]),
        ("王海涛对大家的支持表示感谢。", [("王海涛", "大家的支持")]),
        ("水利研究所的报告显示，水位上升。", [("水利研究所的报告", "水位上升")]),
        (
            "多位与会者强调了水的重要性，也有学者担心水会不够。",
            [("多位与会者", "水的重要性"), ("也有学者", "水会不够")],
        ),
        ("带头反对征税的议员王海涛指责市长操之过急。", [("带头反对征税的议员王海涛", "市长操之过急")]),
        ("王海涛将成绩归功于大家。", [("王海涛", "大家")]),
        ("根据章程，船要检查。", [("章程", "船要检查")]),
        ("有人提出的问题很多。", []),
    ],
)
def test_the_sources_of_chinese(text, expected):
    assert attributed(text, "zh") == expected


def test_a_pronoun_means_somebody_of_its_gender():
    text = "Ms Ash met Mr Birch.\nMs Ash said rain fell. Mr Birch said it stopped. She added that it helped."
    assert people(text, "en")[-1] == ("Ash", "it helped")
    text = "Анна Лунд сказала, что прошёл дождь. Пётр Бук заметил, что он помог. По её словам, дождь нужен."
    assert people(text, "ru")[-1] == ("Анна Лунд", "дождь нужен")


def test_an_occupation_means_the_last_speaker_and_an_office_does_not():
    text = "Ann Ash, a partner, said rain fell. It helped, the Swedish manager noted. The minister said it did."
    assert [who for who, _content in people(text, "en")] == ["Ann Ash", "Ann Ash", None]


def test_a_title_of_two_countries_means_nobody():
    text = "Mr Ash said rain fell. The Finnish President agreed that it did. The Danish President left."
    assert people(text, "en")[1] == (None, "it did")


def test_a_paragraph_that_is_a_quotation_goes_on_with_the_one_before():
    assert people("“Rain fell,” said Ann Ash.\n“It helped.”", "en") == [
        ("Ann Ash", "Rain fell"),
        ("Ann Ash", "It helped."),
    ]
    assert people("Ann Ash said rain fell.\n“It helped.”", "en") == [("Ann Ash", "rain fell")]


def test_the_verb_of_a_title_in_capitals_is_no_name():
    text = "Ambassador Birch Addresses the Chamber\nAmbassador Bo Birch said rain fell."
    assert people(text, "en") == [("Bo Birch", "rain fell")]


def test_a_name_with_initials_is_the_full_one():
    text = "Present: A. Ash.\nA. Ash said rain fell. Ann Ash said it helped."
    assert {who for who, _content in people(text, "en")} == {"Ann Ash"}


@pytest.mark.parametrize(
    "text",
    [
        "交通部部长高志远会见记者。高志远部长说，水够了。",
        "西北大学沈薇教授认为，水够了。",
        "主管教育的副行长佩兰作主旨演讲。该副行长承诺水够了。",
    ],
)
def test_chinese_names_stand_before_titles_and_without_a_point(text):
    assert people(text, "zh")[-1][0] in {"高志远", "沈薇", "佩兰"}
