"""The dresses of labels in parliaments, courts, hearings, chats and interviews."""

import pytest

from .documents import turns_of

ANNA, OMAR = ("Berg", "The bridge is ready."), ("Diallo", "Which one?")


@pytest.mark.parametrize(
    "line",
    [
        "Ms Berg — {}",
        "Ms Berg. – {}",
        "Ms. Berg. {}",
        "Mme Berg. {}",
        "Sra. Berg: {}",
        "La señora BERG: {}",
        "A SRA. BERG: {}",
        "Q12 Ms Berg: {}",
        "Frau Berg: {}",
        "السيدة Berg: {}",
        "0:0:1.5 --> 0:0:7.40\nMs Berg\n{}",
        "10:02:11 From Berg to Everyone:\n\t{}",
        "Ms Berg\n0:03\n{}",
    ],
)
def test_forms_of_address_and_signs_set_off_a_surname(line):
    other = line.replace("Berg", "Diallo").replace("BERG", "DIALLO")
    text = "\n\n".join([line.format(ANNA[1]), other.format(OMAR[1]), line.format("This one: the new one.")])
    assert turns_of(text) == [ANNA, OMAR, ("Berg", "This one: the new one.")]


@pytest.mark.parametrize(
    ("chair", "line"),
    [
        ("The CHAIR", "{} — {}"),
        ("The CHAIRMAN", "{}. {}"),
        ("THE COURT", "{}: {}"),
        ("M. le président", "{}. {}"),
        ("El señor PRESIDENTE", "{}: {}"),
        ("Председательствующий", "{}. {}"),
        ("Mr. Speaker", "{}: {}"),
        ("主席（以英语发言）", "{}：{}"),
        ("الرئيس", "{}: {}"),
    ],
)
def test_an_office_is_a_label_that_names_nobody(chair, line):
    turns = [(chair, "Order!"), ("Mr. Diallo", "I rise."), (chair, "Sit down."), ("Mr. Diallo", "I sit.")]
    names = [(f"[{chair}]" if name == chair else "Diallo", words) for name, words in turns]
    assert turns_of("\n\n".join(line.format(*turn) for turn in turns)) == names


def test_family_names_before_initials_end_in_a_full_stop():
    text = "Ильина А. П., партия сада. Сад цветёт.\n\nОрлов И.И. Где?\n\nИльина А. П. Там: у реки."
    assert turns_of(text) == [
        ("Ильина А. П.", "Сад цветёт."),
        ("Орлов И. И.", "Где?"),
        ("Ильина А. П.", "Там: у реки."),
    ]


def test_questions_of_a_briefing_need_no_stop():
    text = "Q    Is it open?\n\nMS. BERG:  It is.\n\nQ    Since when?\n\nMS. BERG:  Since May."
    assert turns_of(text) == [
        ("[Q]", "Is it open?"),
        ("Berg", "It is."),
        ("[Q]", "Since when?"),
        ("Berg", "Since May."),
    ]


def test_a_delegation_is_a_label_and_no_person():
    text = "Kenya: We agree.\n\nPeru, on behalf of the coast: We do not.\n\nKenya: Then wait."
    assert turns_of(text) == [
        ("[Kenya]", "We agree."),
        ("[Peru, on behalf of the coast]", "We do not."),
        ("[Kenya]", "Then wait."),
    ]


def test_an_office_with_its_holder_once_stands_for_the_holder():
    text = "The Prime Minister (Ms Anna Berg): Yes.\n\nMr Omar Diallo (Upper Valley): When?\n\nThe Prime Minister: Now."
    assert [name for name, _words in turns_of(text)] == ["Anna Berg", "Omar Diallo", "Anna Berg"]


def test_names_in_italics_are_labels_where_nothing_is_bold():
    page = "<p><i>Anna Berg:</i> Come in.</p><p><i>Omar Diallo:</i> Two things: tea and <i>Milk.</i></p>"
    assert turns_of(page, "html") == [("Anna Berg", "Come in."), ("Omar Diallo", "Two things: tea and Milk.")]


def test_a_paragraph_of_the_class_speaker_is_a_label():
    page = "<p class='speaker'>Anna Berg:</p><p>Come in.</p><p class='speaker'>Omar Diallo</p><p>Thanks.</p>"
    assert turns_of(page, "html") == [("Anna Berg", "Come in."), ("Omar Diallo", "Thanks.")]


def test_notes_alone_behind_a_bold_name_belong_to_the_label():
    labels = "<b>Anna Berg</b> (Lower Valley) (Green)", "<b>Omar Diallo</b> (Upper Valley)", "<b>Anna Berg</b>"
    words = "I beg to move.", "No.", "Yes."
    page = "".join(f"<p>{label}</p><p>{said}</p>" for label, said in zip(labels, words, strict=True))
    assert turns_of(page, "html") == [
        ("Anna Berg", "I beg to move."),
        ("Omar Diallo", "No."),
        ("Anna Berg", "Yes."),
    ]


def test_a_name_in_capitals_with_a_post_ends_in_a_full_stop():
    text = "CHAIR. We begin.\n\nANNA BERG, minister of water. Thanks.\n\nLT. GEN. OMAR DIALLO: Yes."
    assert [name for name, _words in turns_of(text)] == ["[CHAIR]", "Anna Berg", "Omar Diallo"]
