"""A printed label is parted into the name and the post."""

import pytest

from proceedings.importing.transcripts.capacities import part
from proceedings.importing.transcripts.roster import Roster


@pytest.mark.parametrize(
    ("label", "name", "post"),
    [
        ("Amina Diallo", "Amina Diallo", ""),
        ("President of Ruritania Rudolf Elphberg", "Rudolf Elphberg", "President of Ruritania"),
        ("President of Turkey Mehmet Ali Demir", "Mehmet Ali Demir", "President of Turkey"),
        ("Emir of Qatar Hamad bin Tariq Al Noor", "Hamad bin Tariq Al Noor", "Emir of Qatar"),
        ("President of Egypt Omar Said el-Masri", "Omar Said el-Masri", "President of Egypt"),
        ("Housing, Roads and Water Minister Anna Berg", "Anna Berg", "Housing, Roads and Water Minister"),
        ("Rector of Upper Valley University Anna Berg", "Anna Berg", "Rector of Upper Valley University"),
        ("Chair of the Board, moderator Anna Berg", "Anna Berg", "Chair of the Board, moderator"),
        ("Anna Berg, Minister of Water of France", "Anna Berg", "Minister of Water of France"),
        ("Anna Berg – Minister of Water", "Anna Berg", "Minister of Water"),
        ("Anna Berg (Minister)", "Anna Berg", "Minister"),
        ("Anna Berg, Daily Valley", "Anna Berg", "Daily Valley"),
        ("Director General, Anna Berg", "Anna Berg", "Director General"),
        ("PRESIDENT OF FRANCE ANNA BERG", "Anna Berg", "PRESIDENT OF FRANCE"),
        ("Sergeant A. Berg", "A. Berg", "Sergeant"),
        ("Dr Anna Berg", "Anna Berg", ""),
        (
            "Crown Prince of the Upper Valley Omar bin Said Al Noor",
            "Omar bin Said Al Noor",
            "Crown Prince of the Upper Valley",
        ),
        ("“Valley” TV journalist Anna Berg", "Anna Berg", "“Valley” TV journalist"),
        ("Министр культуры России Анна Ильина", "Анна Ильина", "Министр культуры России"),
        ("外交部长李伟", "李伟", "外交部长"),
        ("李伟教授", "李伟", "教授"),
        (
            "Student of the Technical School (Upper Valley) Anna Berg",
            "Anna Berg",
            "Student of the Technical School (Upper Valley)",
        ),
        ("Metropolitan of Rivertown Zosima", "Zosima", "Metropolitan of Rivertown"),
        ("Omar Major", "Omar Major", ""),
        ("Norwegian King", "", "Norwegian King"),
        ("Berg, Anna", "Berg, Anna", ""),
        ("Lord Ash of Mere (Green)", "Lord Ash of Mere", "Green"),
        ("Глава Республики Татарстан Анна Ильина", "Анна Ильина", "Глава Республики Татарстан"),
        ("Директор ПАО «Сад» Анна Ильина", "Анна Ильина", "Директор ПАО «Сад»"),
        ("李伟先生（中国）", "李伟", "中国"),
        ("The Minister of Water (Anna Berg)", "Anna Berg", "The Minister of Water"),
        ("Anna Berg (laughing)", "Anna Berg", ""),
        ("Anna Berg (in English)", "Anna Berg", ""),
        ("Kenya", "", "Kenya"),
        ("Deputy Prime Minister", "", "Deputy Prime Minister"),
        (
            "Secretary of the Council of Ministers of Ruritania",
            "",
            "Secretary of the Council of Ministers of Ruritania",
        ),
    ],
)
def test_a_label_is_parted_into_name_and_post(label, name, post):
    assert part(label)[:2] == (name, post)


@pytest.mark.parametrize("label", ["Question", "Moderator", "Speaker 2", "Q", "Вопрос", "主持人", "SPEAKER A"])
def test_a_label_that_names_nobody_invents_no_person(label):
    assert part(label).name == ""


@pytest.mark.parametrize("remark", ["retranslated", "via interpreter", "через переводчика", "spoke in French"])
def test_a_remark_tells_that_the_words_are_a_translation(remark):
    assert part(f"Anna Berg ({remark})") == ("Anna Berg", "", True)


def test_a_short_label_stands_for_the_full_name_that_the_document_has():
    roster = Roster(["Minister Anna Berg", "BERG", "A. Berg", "Mr Tran"])
    assert [roster.capacity(label).name for label in ("BERG", "A. Berg", "Ms Berg", "Mr Tran")] == [
        *["Anna Berg"] * 3,
        "Tran",
    ]


def test_a_surname_of_two_persons_stands_for_neither():
    roster = Roster(["Anna Berg", "Otto Berg", "BERG"])
    assert roster.capacity("BERG").name == "Berg"


def test_a_label_that_stands_alone_elsewhere_shows_where_the_name_begins():
    roster = Roster(["Volunteers Anna Maria Berg", "Anna Maria Berg"])
    assert roster.capacity("Volunteers Anna Maria Berg")[:2] == ("Anna Maria Berg", "Volunteers")


def test_a_particle_belongs_to_the_short_name():
    labels = ["Minister Ursula von der Ash", "Ms von der Ash", "von der Ash", "Charles de Berg", "de Berg"]
    roster = Roster(labels)
    names = ["Ursula von der Ash"] * 3 + ["Charles de Berg"] * 2
    assert [roster.capacity(label).name for label in labels] == names
