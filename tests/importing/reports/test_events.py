"""The title, days, place and organisers of an event, as far as a report states them; doubtful ones are left out."""

import pytest

from proceedings.importing.documents import read_document
from proceedings.importing.reports.events import conference_of

FIELDS = ("starts_on", "ends_on", "place", "organisers")


def stated(sentence, language):
    """Return the days, the place and the organisers of a report that begins with a title and a sentence."""
    document = read_document("text", f"Days of Water\n\n{sentence}\n\nAnd so on.".encode(), "report.txt")
    conference = conference_of(document, language)
    return tuple(conference.get(name, "") for name in FIELDS)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The forum was held in Paris, France, on 3-5 October 2022.",
            ("2022-10-03", "2022-10-05", "Paris, France", ""),
        ),
        (
            "The forum took place from 30 September to 2 October 2022 at the Hilton Hotel in Brussels.",
            ("2022-09-30", "2022-10-02", "Brussels", ""),
        ),
        (
            "The forum was organised by the Ministry of Trade and Industry, the Academy of Art and UNESCO.",
            (
                "",
                "",
                "",
                ["Ministry of Trade and Industry", "Academy of Art", "UNESCO"],
            ),
        ),
        (
            "On 2 May 2021, the Institute of Water together with the University of Oslo (UiO) held its seminar.",
            ("2021-05-02", "2021-05-02", "", ["Institute of Water", "University of Oslo"]),
        ),
        (
            "Vienna, 21 November 2022. The round table was hosted by the Rail Forum.",
            ("2022-11-21", "2022-11-21", "Vienna", ["Rail Forum"]),
        ),
        ("A meeting was held in the framework of the Year on October 3-5, 2022.", ("2022-10-03", "2022-10-05", "", "")),
        ("The conference, organised by Ann Ash, was held in English.", ("", "", "", "")),
        ("The forum on Rivers in Asia was held in May.", ("", "", "", "")),
        ("The next forum will be held in Rome on 3 May 2023.", ("", "", "", "")),
        ("The Council was founded on 3 May 1990.", ("", "", "", "")),
        ("The forum was held on 31 February 2022.", ("", "", "", "")),
    ],
)
def test_an_english_report_states_its_event(sentence, expected):
    assert stated(sentence, "en") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "С 12 по 14 марта 2024 года в Нижнем Новгороде прошёл форум, организованный Водным обществом (ВО).",
            ("2024-03-12", "2024-03-14", "Нижний Новгород", ["Водное общество"]),
        ),
        (
            "Форум организован Институтом географии совместно с Союзом городов.",
            ("", "", "", ["Институт географии", "Союз городов"]),
        ),
        (
            "Форум прошёл 30 сентября – 2 октября 2022 года в Санкт-Петербурге.",
            ("2022-09-30", "2022-10-02", "Санкт-Петербург", ""),
        ),
        (
            "Организаторами форума выступили Институт Европы и Союз городов.",
            ("", "", "", ["Институт Европы", "Союз городов"]),
        ),
        ("Министр, работающий в Москве, открыл форум.", ("", "", "", "")),
        ("Следующий форум пройдёт в Самаре 3 мая 2025 года.", ("", "", "", "")),
    ],
)
def test_a_russian_report_states_its_event_with_names_in_the_nominative(sentence, expected):
    assert stated(sentence, "ru") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2023年9月20日至22日，由和平与发展研究所、北京大学联合主办的论坛在昆明隆重举行。",
            ("2023-09-20", "2023-09-22", "昆明", ["和平与发展研究所", "北京大学"]),
        ),
        ("会议于线上举行。", ("", "", "", "")),
        ("下届论坛将于2026年5月3日在成都举行。", ("", "", "", "")),
    ],
)
def test_a_chinese_report_states_its_event(sentence, expected):
    assert stated(sentence, "zh") == expected
