"""The posts that stand around a Russian name."""

import pytest

from proceedings.importing.reports.russian.backend import analyse


def people(text):
    """Return (name, post, organisation) of the named people of one sentence."""
    mentions = analyse(text, [(0, len(text))]).mentions
    return [(each.name, each.post, each.organisation) for each in mentions if each.name]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Выступил вице-губернатор Приморья Иван Лунд.", ("Иван Лунд", "вице-губернатор Приморья", "")),
        ("Прибыл председатель КНР Ху Цзиньтао.", ("Ху Цзиньтао", "председатель", "КНР")),
        ("Встретили главу Московской области Ивана Петрова.", ("Иван Петров", "главу Московской области", "")),
        (
            "Пришёл координатор движения «Чистый берег» Иван Лунд.",
            ("Иван Лунд", "координатор", "движения «Чистый берег»"),
        ),
        ('Пришла пресс-секретарь "Берега" Анна Лунд.', ("Анна Лунд", "пресс-секретарь", '"Берега"')),
        ("Пришёл директор Союза лесов (СЛ) Иван Лунд.", ("Иван Лунд", "директор Союза лесов (СЛ)", "")),
        (
            "Пришёл президент и главный редактор журнала Иван Лунд.",
            ("Иван Лунд", "президент и главный редактор журнала", ""),
        ),
        ("Пришёл председатель совета академик Иван Лунд.", ("Иван Лунд", "председатель совета", "")),
        ("Иван Лунд — директор музея.", ("Иван Лунд", "директор музея", "")),
    ],
)
def test_a_post_belongs_to_the_name_beside_it(text, expected):
    assert people(text) == [expected]
