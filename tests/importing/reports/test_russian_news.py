"""The frames of Russian news, and who speaks in them."""

import pytest

from proceedings.importing.documents.document import Block, Document
from proceedings.importing.reports import attribute
from proceedings.importing.reports.russian.names import in_nominative
from proceedings.importing.reports.statements import proposal_of


def read(text):
    """Return (source, content, names of the people) of each attribution of one paragraph."""
    attributed = attribute(text, [(0, len(text))], language="ru")
    return [
        (
            " & ".join(text[source.start : source.end] for source in each.sources),
            " … ".join(text[start:end] for start, end in each.content),
            [person.name for person in people],
        )
        for each, people in attributed.attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Дождь прошёл. Об этом сообщила пресс-служба порта.", "пресс-служба порта", "Дождь прошёл"),
        ("В письме сообщается о дожде.", "письме", "дожде"),
        ("«Прошёл сильный дождь», — говорится в письме.", "письме", "Прошёл сильный дождь"),
        ("В министерстве считают, что прошёл дождь.", "министерстве", "прошёл дождь"),
        ("По слухам, прошёл дождь.", "", "прошёл дождь"),
        ("Предлагается построить мост.", "", "построить мост"),
        ("Совет порта намерен построить мост.", "Совет порта", "построить мост"),
        ("Совет порта строить мост не собирается.", "Совет порта", "строить мост"),
        ("Совет порта публично раскритиковал мост.", "Совет порта", "мост"),
        ("Совет порта вчера вечером официально предупредил о дожде.", "Совет порта", "дожде"),
        ("Газета «Порт», которую читают моряки, выступила за мост.", "Газета «Порт», которую читают моряки", "мост"),
        ("«Прошёл сильный дождь», — цитирует «Порт» Анну Лунд.", "Анну Лунд", "Прошёл сильный дождь"),
        ("Моряки призвали построить мост, пишет Порт.", "Моряки", "построить мост"),
        ("Большинство моряков согласились, что прошёл дождь.", "Большинство моряков", "прошёл дождь"),
        ("О дожде рассказала Анна Лунд.", "Анна Лунд", "дожде"),
        ("Важность моста подчеркнула Анна Лунд.", "Анна Лунд", "Важность моста"),
        ("С критикой моста выступила Анна Лунд.", "Анна Лунд", "моста"),
        ("Слово взяла Анна Лунд, отметившая, что прошёл дождь.", "Анна Лунд", "прошёл дождь"),
        ("Анна Лунд, по словам которой прошёл дождь, уехала.", "которой", "прошёл дождь, уехала"),
        ("Первой выступила Анна Лунд: «Прошёл сильный дождь».", "Анна Лунд", "Прошёл сильный дождь"),
        ("«Прошёл сильный дождь», — развела руками Анна Лунд.", "Анна Лунд", "Прошёл сильный дождь"),
        ("Анна Лунд обещала мост, если гости попросят об этом.", "Анна Лунд", "мост, если гости попросят об этом"),
    ],
)
def test_a_sentence_of_news_has_its_source_and_its_words(text, source, content):
    assert [row[:2] for row in read(text)] == [(source, content)]


def test_another_body_in_the_sentence_has_its_own_words():
    text = "Союз лоцманов считает, что мост нужен, а совет порта уверен, что денег нет."
    assert [row[:2] for row in read(text)] == [("Союз лоцманов", "мост нужен"), ("совет порта", "денег нет")]


def test_a_quotation_goes_on_behind_a_dash():
    text = "— Прошёл дождь, — сказала Анна Лунд. — Дорога открыта."
    assert [row[1] for row in read(text)] == ["Прошёл дождь … Дорога открыта"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Председатель союза, доктор наук А.А. Лунд отметил, что да.",
            "Председатель союза, доктор наук А.А. Лунд",
            "А.А. Лунд",
        ),
        (
            "Анна Лунд, директор музея, кандидат наук, отметила, что да.",
            "Анна Лунд, директор музея, кандидат наук",
            "Анна Лунд",
        ),
        ("Ткачиха Анна Лунд отметила, что да.", "Ткачиха Анна Лунд", "Анна Лунд"),
        ("Пресс-секретарь Бука Анна Лунд отметила, что да.", "Пресс-секретарь Бука Анна Лунд", "Анна Лунд"),
        ("Посол Халид аль-Мансури отметил, что да.", "Посол Халид аль-Мансури", "Халид аль-Мансури"),
        ("В. Н. Сорокина отметила, что да.", "В. Н. Сорокина", "В. Н. Сорокина"),
        ("По словам министра Дмитрия Пескова, да, пожалуй.", "министра Дмитрия Пескова", "Дмитрий Песков"),
    ],
)
def test_a_source_is_the_whole_name_with_its_posts(text, source, name):
    assert [(who, names) for who, _content, names in read(text)] == [(source, [name])]


def test_a_title_is_of_the_gender_of_its_verb_and_of_its_country():
    text = (
        "Президент Финляндии Анна Лунд сказала, что прошёл дождь. Президент Эстонии Пётр Бук сказал, что он помог. "
        "Финский президент добавила, что дождь нужен. Президент заметила, что его мало."
    )
    assert [names for _who, _content, names in read(text)][2:] == [["Анна Лунд"], ["Анна Лунд"]]


def test_a_first_name_with_a_patronymic_is_known_by_its_full_name():
    text = "Анна Лунд сказала, что прошёл дождь. Анна Петровна добавила, что он помог."
    assert [names for _who, _content, names in read(text)] == [["Анна Лунд"]] * 2


@pytest.mark.parametrize(
    ("printed", "nominative"),
    [
        ("Вадима Деньгина", "Вадим Деньгин"),
        ("Барака Обамы", "Барак Обама"),
        ("Андрея Лугового", "Андрей Луговой"),
        ("Людмилу Зенькович", "Людмила Зенькович"),
        ("Александра Захарова", "Александра Захарова"),
    ],
)
def test_names_are_put_into_the_nominative(printed, nominative):
    assert in_nominative(printed) == nominative


def test_what_somebody_only_intends_becomes_no_draft():
    text = "Анна Лунд намерена построить мост. Анна Лунд сказала, что прошёл дождь."
    document = Document("text", text, [Block(0, len(text))])
    assert [each.text for each in proposal_of(document, "news.txt", "ru").proposals] == ["прошёл дождь"]
