"""The dresses of labels in assemblies and courts of many countries."""

import pytest

from proceedings.importing.transcripts import read_transcript

from .documents import a_document, turns_of


def capacities_of(text, kind="text"):
    """Return (speaker or label, post) of each turn."""
    _text, proposal = read_transcript(a_document(text, kind), "forum")
    return [(each.speaker or f"[{each.label}]", each.post) for each in proposal.proposals]


@pytest.mark.parametrize(
    ("line", "chair", "member", "expected"),
    [
        ("{}. {}", "PRESIDENTE", "ANNA BERG (Alba)", ("Anna Berg", "Alba")),
        ("{}. {}", "The SPEAKER pro tempore", "Ms. BERG of North Shore", ("Berg", "of North Shore")),
        ("{} – {}", "BAŞKAN", "ANNA BERG (Vadi)", ("Anna Berg", "Vadi")),
        ("{}: {}", "De voorzitter", "Mevrouw Berg (Groen)", ("Berg", "Groen")),
        ("{}: {}", "Marszałek", "Poseł Anna Berg", ("Anna Berg", "Poseł")),
        ("{}: {}", "HON. SPEAKER", "SHRI ANIL BERG (MERE)", ("Anil Berg", "MERE")),
        ("{}: {}", "An Ceann Comhairle", "Minister for Water (Deputy Anna Berg)", ("Anna Berg", "Minister for Water")),
        ("{}: {}", "Spokesman", "Anna Berg MP", ("Anna Berg", "MP")),
        ("{}：{}", "主 持 人", "水利部副部长 李伟", ("李伟", "水利部副部长")),
        ("{}：{}", "主席", "李委員偉", ("李偉", "委員")),
        ("○{}　{}", "委員長", "議長（李偉君）", ("李偉", "議長")),
        ("{}\n{}", "Präsident:", "Dr. Anna Berg, Parl. Staatssekretärin beim Minister für Wasser:", None),
    ],
)
def test_the_chair_and_a_member_are_labels(line, chair, member, expected):
    turns = [(chair, "Order."), (member, "I rise."), (chair, "Sit down.")]
    chair, member, last = capacities_of("\n\n".join(line.format(*turn) for turn in turns))
    assert (chair[0][0], last) == ("[", chair)
    assert member == (expected or ("Anna Berg", "Parl. Staatssekretärin beim Minister für Wasser"))


def test_family_names_in_capitals_stand_beside_a_chair_without_a_name():
    text = "ГОЛОВУЮЧИЙ. Прошу.\n\nБЕРГ А.П. Дякую.\n\nГОЛОВУЮЧИЙ. Сідайте."
    assert turns_of(text)[1] == ("Берг А. П.", "Дякую.")


def test_a_number_before_a_question_is_no_part_of_the_label():
    text = "1. Anna Berg (Upper Valley): When?\n\nThe Minister of Water (Omar Diallo): Soon.\n\nAnna Berg: Thanks."
    assert [name for name, _words in turns_of(text)] == ["Anna Berg", "Omar Diallo", "Anna Berg"]
    assert turns_of("Anf. 12 ANNA BERG (S):\nJa.\n\nAnf. 13 OMAR DIALLO (M):\nNej.")[0] == ("Anna Berg", "Ja.")


def test_an_item_of_a_numbered_list_in_a_speech_is_no_label():
    text = "Anna Berg: Two things.\n\n1. Water Law: we need it.\n\n2. Omar Diallo: thank him.\n\nLi Wei: Yes."
    assert [name for name, _words in turns_of(text)] == ["Anna Berg", "Li Wei"]


def test_words_to_another_person_are_no_label():
    text = "Anna Berg: Is it shut?\n\n– No, Mr Diallo: it is open.\n\nOmar Diallo: Thanks."
    assert turns_of(text)[0] == ("Anna Berg", "Is it shut?\n\n– No, Mr Diallo: it is open.")


def test_titles_in_capitals_between_paragraphs_are_nobody_s_words():
    text = "MR. ASH: We begin.\n\nFIRST PART OF THE HEARING\n\nMS. BERG: Good.\n\nMR. ASH: Sit."
    assert turns_of(text) == [("Ash", "We begin."), ("Berg", "Good."), ("Ash", "Sit.")]


def test_a_list_of_those_present_is_no_turn():
    text = "**Moderator:** Prof. Lena Ash, Upper Valley\n\n**Lena Ash:** Welcome.\n\n**Omar Diallo:** Thanks."
    assert turns_of(text, "markdown") == [("Lena Ash", "Welcome."), ("Omar Diallo", "Thanks.")]


def test_the_title_of_a_page_is_no_label():
    page = "<h1>Briefing by Minister Anna Berg</h1><p>The old mill</p><p>MS. BERG: Welcome.</p><p>MR. ASH: Thanks.</p>"
    assert turns_of(page, "html") == [("Berg", "Welcome."), ("Ash", "Thanks.")]


def test_a_post_behind_a_bold_name_belongs_to_the_label():
    text = "**ANNA BERG**, Mayor of Mere: Welcome.\n\n**OMAR DIALLO** (chair): Thanks.\n\n**ANNA BERG:** Sit."
    assert capacities_of(text, "markdown") == [
        ("Anna Berg", "Mayor of Mere"),
        ("Omar Diallo", "chair"),
        ("Anna Berg", ""),
    ]


def test_a_note_between_a_name_and_a_comma_is_a_post():
    text = (
        "<p><b>Anna Berg (Green), blue-card question.</b> – Why?</p><p><b>Omar Diallo (Blue), rapporteur.</b> – So.</p>"
    )
    assert capacities_of(text, "html") == [("Anna Berg", "Green"), ("Omar Diallo", "Blue, rapporteur")]


def test_stops_in_parentheses_end_no_label():
    page = "".join(
        f"<p><b>{name}</b> ({note}) - {words}</p>"
        for name, note, words in [
            ("O SR. PRESIDENTE", "Rui Alves. Azul - VA", "Ordem."),
            ("A SRA. LIA COSTA", "Verde - VA. Pela ordem.", "Sim."),
            ("O SR. PRESIDENTE", "Rui Alves. Azul - VA", "Sente-se."),
        ]
    )
    assert turns_of(page, "html") == [("Rui Alves", "Ordem."), ("Lia Costa", "Sim."), ("Rui Alves", "Sente-se.")]


def test_several_members_are_a_voice_without_a_name():
    names = "M. Luc Ash.", "Plusieurs députés du groupe Vert.", "Mme Eva Sol.", "M. Luc Ash."
    page = "".join(f"<p><b>{name}</b> Oui, à {number}.</p>" for number, name in enumerate(names))
    assert turns_of(page, "html")[1] == ("[Plusieurs députés du groupe Vert]", "Oui, à 1.")


@pytest.mark.parametrize("outlet", ["CCTV", "Reuters", "Valley News", "Upper Valley TV"])
def test_a_newspaper_or_an_agency_is_no_person(outlet):
    page = f"<p><b>{outlet}:</b> When?</p><p><b>Chen Yi:</b> Soon.</p><p><b>{outlet}:</b> Why?</p>"
    assert turns_of(page, "html")[0] == (f"[{outlet}]", "When?")


def test_a_chinese_reporter_has_a_label_where_only_the_spokesman_is_bold():
    page = "<p>山谷社记者：何时？</p><p><b>李伟：</b>五月。</p><p>河流报记者：为何？</p><p><b>李伟：</b>因为下雨。</p>"
    assert [name for name, _words in turns_of(page, "html")] == ["[山谷社记者]", "李伟", "[河流报记者]", "李伟"]


def test_initials_before_a_dash_are_labels_where_they_come_again():
    assert turns_of("AB — Where?\n\nJS — In Mere.\n\nAB — And then: what?") == [
        ("AB", "Where?"),
        ("JS", "In Mere."),
        ("AB", "And then: what?"),
    ]


@pytest.mark.parametrize("note", ["addressing the minister", "обращаясь к министру", "she/her", "blue-card answer"])
def test_a_note_about_manner_is_no_post(note):
    text = f"Anna Berg ({note}): Welcome.\n\nOmar Diallo: Thanks."
    assert capacities_of(text)[0] == ("Anna Berg", "")


def test_a_table_of_markdown_has_the_speakers_in_its_first_column():
    text = "| Speaker | Words |\n|---|---|\n| **Anna Berg** | Welcome. |\n| Omar Diallo | Thanks. |\n"
    assert turns_of(text, "markdown") == [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks.")]


@pytest.mark.parametrize(
    "turn", ["<p><u>{}</u></p><p>{}</p>", "<div class='speech__speaker-name'>{}</div><p>{}</p>", "<p>【{}】{}</p>"]
)
def test_underlines_classes_and_brackets_set_off_names(turn):
    turns = [("Anna Berg", "Welcome."), ("Omar Diallo", "Thanks."), ("Anna Berg", "Sit.")]
    assert turns_of("".join(turn.format(*each) for each in turns), "html") == turns


@pytest.mark.parametrize("line", ["Column 124", "3.15 pm", "[Page 7]"])
def test_the_number_of_a_column_and_the_hour_are_nobody_s_words(line):
    text = f"Anna Berg: The bridge is old, and\n\n{line}\n\nI crossed it.\n\nOmar Diallo: I too."
    assert turns_of(text)[0] == ("Anna Berg", "The bridge is old, and\n\nI crossed it.")


def test_capitals_that_only_a_surname_has_are_those_of_its_source():
    text = "Anna BERG: Welcome.\n\nMr. McASH: Thanks.\n\nShaun D'ARC: Sit.\n\nAnna BBC: No."
    assert [name for name, _words in turns_of(text)] == ["Anna Berg", "McAsh", "Shaun D'ARC", "Anna BBC"]


def test_a_post_in_the_line_below_a_bold_name_belongs_to_it():
    page = "<p><b>Anna Berg<br>Minister of Water</b><br>Welcome.</p><p><b>Omar Diallo</b><br>Thanks.</p>"
    assert capacities_of(page + page, "html") == [("Anna Berg", "Minister of Water"), ("Omar Diallo", "")] * 2


def test_a_post_in_small_letters_before_a_name_of_the_document_is_a_label():
    text = "Министр речных дел Анна Ильина: Да.\n\nВедущий: Когда?\n\nА. Ильина: В мае.\n\nВедущий: Спасибо."
    assert capacities_of(text)[0] == ("Анна Ильина", "Министр речных дел")


@pytest.mark.parametrize(
    ("question", "answer"), [("P.-", "R.-"), ("В.:", "О.:"), ("Q. –", "R. –"), ("Савол:", "Жавоб:")]
)
def test_letters_and_words_of_questions_name_nobody(question, answer):
    text = f"{question} Un?\n\n{answer} Deux.\n\n{question} Trois?\n\n{answer} Quatre."
    assert [name[0] for name, _words in turns_of(text)] == ["["] * 4


def test_an_initial_is_no_letter_of_an_answer():
    text = "A. Berg: Welcome.\n\nO. Diallo: Thanks.\n\nA. Berg: Sit."
    assert [name for name, _words in turns_of(text)] == ["A. Berg", "O. Diallo", "A. Berg"]


def test_a_surname_with_an_article_is_a_name():
    text = "Luc d'Ash: Welcome.\n\nOmar Diallo: Thanks.\n\nLuc d'Ash: Sit."
    assert turns_of(text)[0] == ("Luc d'Ash", "Welcome.")
