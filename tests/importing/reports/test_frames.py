import pytest

from tests.support.attributions import attributed, speakers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Ash noted that rain fell.", [("Ann Ash", "rain fell")]),
        ("Ann\u00a0Ash noted\u00a0that rain fell.", [("Ann\u00a0Ash", "rain fell")]),
        ("Ann Ash said the road was open.", [("Ann Ash", "the road was open")]),
        ("Ann Ash stressed the need for rain.", [("Ann Ash", "the need for rain")]),
        ("Rain fell, Ann Ash said.", [("Ann Ash", "Rain fell")]),
        ("Rain fell, said Ann Ash, the mayor.", [("Ann Ash, the mayor", "Rain fell")]),
        ("The roads, Ann Ash said, were closed.", [("Ann Ash", "The roads … were closed")]),
        ("According to Ann Ash, rain fell.", [("Ann Ash", "rain fell")]),
        ("As Mayor Ann Ash put it, rain is rain.", [("Mayor Ann Ash", "rain is rain")]),
        ("“Rain fell,” said Ann Ash.", [("Ann Ash", "Rain fell")]),
        ("Ann Ash was sure that rain would fall.", [("Ann Ash", "rain would fall")]),
        ("Ann Ash told the guests that rain fell.", [("Ann Ash", "rain fell")]),
        (
            "Ann Ash said that rain fell, stressing that it helped.",
            [("Ann Ash", "rain fell"), ("Ann Ash", "it helped")],
        ),
        ("Ann Ash noted that rain fell and called for drains.", [("Ann Ash", "rain fell"), ("Ann Ash", "drains")]),
        (
            "Ann Ash noted that rain fell; that drains broke; and that, again, nobody came.",
            [("Ann Ash", "rain fell"), ("Ann Ash", "drains broke"), ("Ann Ash", "again, nobody came")],
        ),
        ("Ann Ash and Bo Birch noted that rain fell.", [("Ann Ash & Bo Birch", "rain fell")]),
        (
            "Ann Ash said rain fell, while Bo Birch noted that it stopped.",
            [("Ann Ash", "rain fell"), ("Bo Birch", "it stopped")],
        ),
        ("Rain fell, Ann Ash told her guests.", [("Ann Ash", "Rain fell")]),
        ("Ann Ash of the growers' union protested that rain fell.", [("Ann Ash of the growers' union", "rain fell")]),
        ("Ann Ash drew Bo Birch's attention to the rain.", [("Ann Ash", "the rain")]),
        (
            "Ann Ash asked whether rain fell, to which Bo Birch replied that it did.",
            [("Ann Ash", "whether rain fell"), ("Bo Birch", "it did")],
        ),
        ("Ann Ash set the tone: “Rain fell,” she declared.", [("she", "Rain fell")]),
        ("Asked about rain, Ann Ash replied: “It fell.”", [("Ann Ash", "It fell.")]),
        ("The participants noted that rain fell.", [("The participants", "rain fell")]),
        ("It was noted that rain fell.", [("", "rain fell")]),
    ],
)
def test_the_frames_of_english(text, expected):
    assert attributed(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Анна Лунд отметила, что прошёл дождь.", [("Анна Лунд", "прошёл дождь")]),
        ("Анна Лунд подчеркнула важность дождя.", [("Анна Лунд", "важность дождя")]),
        ("Прошёл дождь, — отметила Анна Лунд.", [("Анна Лунд", "Прошёл дождь")]),
        ("«Прошёл дождь», — сказала Анна Лунд.", [("Анна Лунд", "Прошёл дождь")]),
        ("Как отметила Анна Лунд, прошёл дождь.", [("Анна Лунд", "прошёл дождь")]),
        ("По словам Анны Лунд, прошёл дождь.", [("Анны Лунд", "прошёл дождь")]),
        ("Анна Лунд заявила: «Прошёл дождь».", [("Анна Лунд", "Прошёл дождь")]),
        (
            "Анна Лунд отметила, что прошёл дождь, подчеркнув, что он помог.",
            [("Анна Лунд", "прошёл дождь"), ("Анна Лунд", "он помог")],
        ),
        ("Никто не верил, что пойдёт дождь, вспомнила Анна Лунд.", [("Анна Лунд", "Никто не верил, что пойдёт дождь")]),
        ("Анна Лунд предложила составить список.", [("Анна Лунд", "составить список")]),
        ("Анна Лунд назвала дождь подарком.", [("Анна Лунд", "дождь подарком")]),
        ("«Прошёл дождь», — убеждена Анна Лунд.", [("Анна Лунд", "Прошёл дождь")]),
        ("Прозвучало мнение, что прошёл дождь.", [("", "прошёл дождь")]),
        ("Участники отметили, что прошёл дождь.", [("Участники", "прошёл дождь")]),
        ("Отмечено, что прошёл дождь.", [("", "прошёл дождь")]),
    ],
)
def test_the_frames_of_russian(text, expected):
    assert attributed(text, "ru") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王海涛指出，雨停了。", [("王海涛", "雨停了")]),
        ("浙江大学校长王海涛在致辞中强调，雨停了。", [("浙江大学校长王海涛", "雨停了")]),
        ("王海涛强调了雨水的重要性。", [("王海涛", "雨水的重要性")]),
        ("据王海涛介绍，雨停了。", [("王海涛", "雨停了")]),
        ("王海涛说：“雨停了。”", [("王海涛", "雨停了。")]),
        ("“雨停了。”王海涛说。", [("王海涛", "雨停了。")]),
        ("王海涛指出，雨停了，并强调路开了。", [("王海涛", "雨停了"), ("王海涛", "路开了")]),
        ("“雨停了。”王海涛保证，路会开。", [("王海涛", "路会开")]),
        ("与会专家一致认为，雨停了。", [("与会专家", "雨停了")]),
    ],
)
def test_the_frames_of_chinese(text, expected):
    assert attributed(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ann Ash spoke at the conference.", "en"),
        ("Ann Ash, Bo Birch and Cy Cedar took part in the event.", "en"),
        ("Ann Ash and Bo Birch discussed the roads.", "en"),
        ("Ann Ash welcomed the participants.", "en"),
        ("The reports of the mayor were long.", "en"),
        ("Анна Лунд приняла участие в конференции.", "ru"),
        ("Эксперты обсудили вопросы финансирования.", "ru"),
        ("王海涛出席了论坛。", "zh"),
        ("会议讨论了融资问题。", "zh"),
    ],
)
def test_taking_part_is_no_remark(text, language):
    assert attributed(text, language) == []


def test_surnames_titles_and_pronouns_mean_the_person_on_the_roster():
    text = (
        "BHI Director Ann Ash said rain fell. Mayor Bo Birch said it stopped. The BHI Director said it fell again. "
        "She noted that roads broke. Mr Birch said they held. An expert said that both were wrong."
    )
    assert speakers(text, "en") == [["Ann Ash"], ["Bo Birch"], ["Ann Ash"], ["Ann Ash"], ["Bo Birch"], []]


def test_countries_with_a_title_are_nobody_by_name():
    assert speakers("The French and Polish Presidents noted that rain fell.", "en") == [[]]


def test_spellings_of_one_name_are_one_person():
    text = "Director Andrei Kjær said rain fell. Andrey Kjaer noted that it helped. Ms Ann Ash agreed that it did."
    assert speakers(text, "en") == [["Andrei Kjær"], ["Andrei Kjær"], ["Ann Ash"]]
    text = "Директор Пётр Семёнов отметил, что прошёл дождь. Петр Семенов добавил, что он помог."
    assert speakers(text, "ru") == [["Пётр Семёнов"]] * 2


def test_a_pronoun_means_the_person_with_whom_its_sentence_begins():
    text = "Bo Birch said rain fell. Ann Ash set the tone: “Rain is rain,” she declared."
    assert speakers(text, "en") == [["Bo Birch"], ["Ann Ash"]]


def test_a_chinese_pronoun_means_the_last_person_who_acted():
    assert speakers("茶叶协会会长罗敏华首先发言。她坦言，雨停了。", "zh") == [["罗敏华"]]


def test_a_surname_of_two_people_means_nobody():
    text = "Ann Ash said rain fell. Cy Ash said it stopped. Bo Birch said roads broke. Ash noted that all were right."
    assert speakers(text, "en") == [["Ann Ash"], ["Cy Ash"], ["Bo Birch"], []]


def test_russian_names_are_matched_in_every_case():
    text = (
        "Директор музея Анна Крылова отметила, что прошёл дождь. По словам Крыловой, он помог. Она считает, что мало."
    )
    assert speakers(text, "ru") == [["Анна Крылова"]] * 3
