"""The parts of a name, proposed from its spelling, its name for sorting and its country."""

import pytest

from proceedings.models.names.parts import LITERAL, NameParts, proposed_parts


def shown(parts):
    """The parts on one line: given/dropping|non-dropping/family/suffix, with > after a family name that comes first."""
    given = "/".join(filter(None, [parts.given_name, parts.dropping_particle]))
    family = "/".join(filter(None, [parts.non_dropping_particle, parts.family_name, parts.suffix]))
    return f"{family} > {given}" if parts.family_name_first else f"{given} | {family}"


@pytest.mark.parametrize(
    ("name", "sort_name", "expected"),
    [
        ("Vladimir Norov", "Norov, Vladimir", "Vladimir | Norov"),
        ("Владимир Норов", "Norov, Vladimir", "Владимир | Норов"),
        ("Юрий Ушаков", "Ushakov, Yury", "Юрий | Ушаков"),
        ("דוד כהן", "Cohen, David", "דוד | כהן"),
        ("Zoé Müller", "Muller, Zoe", "Zoé | Müller"),
        ("Jan van der Berg", "Berg, Jan van der", "Jan | van der/Berg"),
        ("Ludwig von der Heide", "von der Heide, Ludwig", "Ludwig | von der/Heide"),
        ("Ludwig von der Heide", "Heide, Ludwig von der", "Ludwig/von der | Heide"),
        ("Tawfiq al-Hakim", "Hakim, Tawfiq al-", "Tawfiq | al-/Hakim"),
        ("Martin King Jr.", "King, Martin, Jr.", "Martin | King/Jr."),
        ("Ana García Márquez", "García Márquez, Ana", "Ana | García Márquez"),
        ("Ida Strand and Brand", "Strand and Brand, Ida", "Ida | Strand and Brand"),
        ("Lee 👩🏽‍💻 Park", "Park, Lee", "Lee 👩🏽‍💻 | Park"),
        ("Xie Fuzhan", "Xie, Fuzhan", "Xie > Fuzhan"),
        ("Nguyễn Văn An", "Nguyen, Van An", "Nguyễn > Văn An"),
        ("Orbán Viktor", "Orban, Viktor", "Orbán > Viktor"),
    ],
)
def test_a_name_for_sorting_shows_the_family_name(name, sort_name, expected):
    assert shown(proposed_parts(name, sort_name)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Łukasz Langa", "Łukasz | Langa"),
        ("Jan van der Berg", "Jan | van der/Berg"),
        ("Tawfiq al-Hakim", "Tawfiq | al-/Hakim"),
        ("Jean d'Alembert", "Jean | d'/Alembert"),
        ("Oscar De La Renta", "Oscar | De La Renta"),
        ("Martin King, Jr.", "Martin | King/Jr."),
        ("H.E. Mr. Igor IVANOV", "Igor | IVANOV"),
        ("J. R. R. Tolkien", "J. R. R. | Tolkien"),
        ("José Ortega y Gasset", "José | Ortega y Gasset"),
        ("Ana García Márquez", "Ana | García Márquez"),
        ("João Oliveira Filho", "João | Oliveira Filho"),
        ("Игорь Сергеевич Иванов", "Игорь Сергеевич | Иванов"),
        ("Иванов Игорь Сергеевич", "Игорь Сергеевич | Иванов"),
        ("Лавров Сергей", "Сергей | Лавров"),
        ("Иванов И. С.", "И. С. | Иванов"),
        ("Norov, Vladimir", "Vladimir | Norov"),
        ("唐鳳", "唐 > 鳳"),
        ("谢伏瞻", "谢 > 伏瞻"),
        ("欧阳修", "欧阳 > 修"),
        ("诸葛孔明", "诸葛 > 孔明"),
        ("김대중", "김 > 대중"),
        ("Nguyễn Văn An", "Nguyễn > Văn An"),
    ],
)
def test_a_spelling_shows_the_parts(name, expected):
    assert shown(proposed_parts(name)) == expected


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Xie Fuzhan", "CN", "Xie > Fuzhan"),
        ("Audrey Tang", "TW", "Audrey | Tang"),
        ("Moon Jae-in", "KR", "Moon > Jae-in"),
        ("Nguyen Van An", "VN", "Nguyen > Van An"),
        ("Cristina Fernández de Kirchner", "AR", "Cristina | Fernández de Kirchner"),
        ("José María Aznar", "ES", "José María | Aznar"),
        ("Ana Ruano Pla", "ES", "Ana | Ruano Pla"),
        ("Charles André de Gaulle", "FR", "Charles André | de/Gaulle"),
    ],
)
def test_a_country_shows_the_custom(name, country, expected):
    assert shown(proposed_parts(name, country=country)) == expected


def test_a_name_in_chinese_characters_shows_that_a_latin_spelling_is_chinese():
    assert proposed_parts("Xie Fuzhan", "Xie Fuzhan", other_names=["谢伏瞻"]) == NameParts(
        "Xie", "Fuzhan", family_name_first=True
    )
    assert proposed_parts("Xie Fuzhan", "Xie Fuzhan", other_names=["Се Фучжань"]) == LITERAL


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Sukarno", ""),
        ("Ministry of Water and Power", ""),
        ("NATO Secretariat", ""),
        ("Министерство финансов", ""),
        ("A Deputy", ""),
        ("Several delegates", ""),
        ("Speaker 12", ""),
        ("Ann Lee (interpreter)", ""),
        ("bell hooks", ""),
        ("Ida Strand and Brand", ""),
        ("Chen Lihua", ""),
        ("Ban Ki-moon", ""),
        ("Nguyen Van An", ""),
        ("Mahathir bin Mohamad", ""),
        ("María de Jesús López", ""),
        ("Слободан Милошевич", ""),
        ("田中太郎", ""),
        ("信屹 陳", ""),
        ("توفيق الحكيم", ""),
        ("Halldóra Jónsdóttir", "IS"),
        ("Viktor Orbán", "HU"),
        ("", ""),
        ("👩🏽‍💻", ""),
    ],
)
def test_a_name_is_not_divided_in_doubt(name, country):
    assert proposed_parts(name, country=country) == LITERAL


@pytest.mark.parametrize(("name", "sort_name"), [("Jón Sigurðsson", "Jon Sigurdsson"), ("Ann Lee", "Ray, Bob")])
def test_a_name_for_sorting_that_names_no_family_leaves_the_name_whole(name, sort_name):
    assert proposed_parts(name, sort_name) == LITERAL
