"""Labels in every usual dress begin the turns of their speakers."""

import pytest

from proceedings.importing.documents import Block, Document
from proceedings.importing.transcripts import is_transcript, read_transcript

from .documents import a_document, turns_of


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("markdown", "**Anna Berg:** Welcome.\n\nSit down.\n\n**Li Wei**: Thanks."),
        ("markdown", "**Minister Anna Berg** *(via interpreter)*: Welcome.\n\nSit down.\n\n**Li Wei:** Thanks."),
        ("text", "Anna Berg: Welcome.\n\nSit down.\n\nLi Wei: Thanks."),
        ("text", "ANNA BERG: Welcome.\n\nSit down.\n\nLI WEI: Thanks."),
        ("text", "ANNA BERG. Welcome.\n\nSit down.\n\nLI WEI. Thanks."),
        ("text", "Mme Anna Berg. — Welcome.\n\nSit down.\n\nM. Li Wei. — Thanks."),
        ("text", "<v Anna Berg>Welcome.\n\nSit down.\n\n<v Li Wei>Thanks."),
        ("text", "[00:01:05] Anna Berg: Welcome.\n\nSit down.\n\n[00:01:09] Li Wei: Thanks."),
        ("text", "Anna Berg  1:05\nWelcome.\n\nSit down.\n\nLi Wei  1:09\nThanks."),
        ("text", "Anna Berg (Minister): Welcome.\n\nSit down.\n\nLi Wei (Mayor): Thanks."),
        ("markdown", "**The Chair (Anna Berg):** Welcome.\n\nSit down.\n\n**Li Wei:** Thanks."),
    ],
)
def test_a_label_begins_the_turn_of_its_speaker(kind, text):
    assert turns_of(text, kind) == [("Anna Berg", "Welcome.\n\nSit down."), ("Li Wei", "Thanks.")]


NAMES = "Anna Berg", "Li Wei", "Anna Berg"
WORDS = "The road is open.", "We thank the hosts.", "Sit down."


@pytest.mark.parametrize(
    "turn",
    [
        "<p><b>{}.</b> {}</p>",
        "<p><b>{}</b> — {}</p>",
        "<p><b>{}</b></p><p>{}</p>",
        "<p><strong>{}</strong><br>{}</p>",
        "<h4>{}</h4><p>{}</p>",
        "<dl><dt>{}</dt><dd>{}</dd></dl>",
        "<p><span class=speaker>{}</span> {}</p>",
        "<div class=speaker>{}</div><div>{}</div>",
        "<p><span style='font-weight: 700'>{}</span> {}</p>",
    ],
)
def test_a_name_set_off_from_the_words_is_a_label_where_it_comes_again(turn):
    page = "".join(turn.format(*each) for each in zip(NAMES, WORDS, strict=True))
    assert turns_of(page, "html") == [*zip(NAMES, WORDS, strict=True)]


def test_biographies_are_no_turns():
    page = "<p><b>Anna Berg</b><br>Professor of law.</p><p><b>Li Wei</b><br>Minister of water.</p>"
    assert not is_transcript(a_document(page, "html"))
    assert turns_of(page, "html") == []


def test_an_office_is_the_person_whom_the_document_names_with_it():
    text = "THE CHAIR (ANNA BERG): Welcome.\n\nLI WEI: Thanks.\n\nTHE CHAIR: Sit down."
    assert turns_of(text) == [("Anna Berg", "Welcome."), ("Li Wei", "Thanks."), ("Anna Berg", "Sit down.")]


def test_initials_and_letters_of_questions_are_labels():
    assert turns_of("A.B.: Why?\n\nL.W.: Because.\n\nA.B.: Thanks.") == [
        ("A.B.", "Why?"),
        ("L.W.", "Because."),
        ("A.B.", "Thanks."),
    ]
    assert turns_of("问：何时开通？\n\n答：已经开通。") == [("[问]", "何时开通？"), ("[答]", "已经开通。")]


def test_the_heading_of_a_table_is_no_turn():
    page = "<table><tr><th>Speaker</th><th>Words</th></tr><tr><td>Anna Berg</td><td>Welcome.</td></tr>"
    page += "<tr><td>Li Wei</td><td>Thanks.</td></tr></table>"
    assert turns_of(page, "html") == [("Anna Berg", "Welcome."), ("Li Wei", "Thanks.")]


def test_labels_at_the_beginning_of_lines_part_a_paragraph():
    assert turns_of("Q. Why?\nA. I do not know.\nNobody does.\n\nQ. Thanks.") == [
        ("[Q]", "Why?"),
        ("[A]", "I do not know.\nNobody does."),
        ("[Q]", "Thanks."),
    ]


def test_a_row_of_a_table_has_the_speaker_before_the_words():
    text = "10:00\n\nAnna Berg\n\nWelcome.\n\n10:05\n\nLi Wei\n\nThanks."
    starts, blocks = 0, []
    for number, cell in enumerate(text.split("\n\n")):
        blocks.append(Block(starts, starts + len(cell), "cell", row=number // 3))
        starts += len(cell) + 2
    _text, proposal = read_transcript(Document("docx", text, blocks), "forum.docx")
    assert [(each.speaker, each.text) for each in proposal.proposals] == [
        ("Anna Berg", "Welcome."),
        ("Li Wei", "Thanks."),
    ]


def test_where_labels_are_bold_other_words_before_a_colon_are_words():
    text = "**Anna Berg:** Three states spoke.\n\nFrance: “We agree.”\n\nLi Wei: I do.\n\n**Li Wei:** Thanks."
    assert turns_of(text, "markdown") == [
        ("Anna Berg", "Three states spoke.\n\nFrance: “We agree.”"),
        ("Li Wei", "I do."),
        ("Li Wei", "Thanks."),
    ]


def test_facts_about_the_document_are_no_speakers():
    assert turns_of("Date: 3 May\n\nPresent: all\n\nAnna Berg: Welcome.\n\nNote: it rained.\n\nLi Wei: Thanks.") == [
        ("Anna Berg", "Welcome.\n\nNote: it rained."),
        ("Li Wei", "Thanks."),
    ]


def test_stage_directions_and_omissions_between_paragraphs_are_left_out():
    text = "Anna Berg: One. (Laughter.)\n\n[Applause]\n\n<…>\n\nTwo.\n\n* * *\n\nThe hall emptied.\n\nLi Wei: Thanks."
    _text, proposal = read_transcript(a_document(text, "text"), "forum.txt")
    assert [each.text for each in proposal.proposals] == ["One. (Laughter.)\n\nTwo.", "Thanks."]
    assert [text[start:end] for start, end in proposal.left] == ["[Applause]", "The hall emptied."]


def test_a_quotation_that_repeats_the_words_beside_it_is_left_out():
    pulled = "we shall share every river that crosses a border"
    text = f"Anna Berg: Today I say: {pulled}, and more.\n\n{pulled}\n\nGoodbye.\n\nLi Wei: Thanks."
    assert turns_of(text)[0] == ("Anna Berg", f"Today I say: {pulled}, and more.\n\nGoodbye.")


def test_headings_are_the_sessions_and_end_the_words_before_them():
    text = "## Opening\n\n**Anna Berg:** Welcome.\n\n## Closing\n\nIt was late.\n\n**Li Wei:** Goodbye."
    _text, proposal = read_transcript(a_document(text), "forum.md")
    assert [(each.text, each.session) for each in proposal.proposals] == [
        ("Welcome.", "Opening"),
        ("Goodbye.", "Closing"),
    ]
    assert proposal.conference["sessions"] == [{"title": "Opening"}, {"title": "Closing"}]


def test_words_are_those_of_the_source_character_by_character():
    text = "Anna Berg: Two\N{NO-BREAK SPACE}rivers,  “three” lakes\N{HORIZONTAL ELLIPSIS}\n\nLi Wei: Thanks."
    words, proposal = read_transcript(a_document(text, "text"), "forum.txt")
    first = proposal.proposals[0]
    assert first.text == "Two\N{NO-BREAK SPACE}rivers,  “three” lakes\N{HORIZONTAL ELLIPSIS}"
    assert [words[start:end] for start, end in first.content] == [first.text]
    assert (first.text_format, first.form) == ("plain", "verbatim")


def test_two_persons_behind_one_label_have_the_same_words():
    _text, proposal = read_transcript(a_document("Anna Berg and Li Wei: Welcome.\n\nLi Wei: Thanks.", "text"), "a")
    assert [(each.speaker, each.text) for each in proposal.proposals] == [
        ("Anna Berg", "Welcome."),
        ("Li Wei", "Welcome."),
        ("Li Wei", "Thanks."),
    ]


def test_the_title_is_the_first_sentence():
    _text, proposal = read_transcript(a_document("Anna Berg: Thank you all. We begin.\n\nLi Wei: Thanks", "text"), "a")
    assert [each.title for each in proposal.proposals] == ["Thank you all.", "Thanks"]


def test_a_translation_is_marked_by_its_rule():
    _text, proposal = read_transcript(a_document("ANNA BERG (via interpreter): Yes.\n\nLI WEI: Thanks.", "text"), "a")
    assert [each.rule for each in proposal.proposals] == ["label-capitals-translated", "label-capitals"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Anna Berg: Welcome to you all.\n\nLi Wei: Thanks to you.", True),
        ("**President Anna Berg:** Welcome to you all, who came from so far away.", True),
        ("Anna Berg opened the forum. She said: water matters.\n\nLi Wei noted that it does.", False),
        ("Conclusion: water matters.", False),
        ("Rivers and Trade: New Ways\n\nRivers and Trade: New Ways\n\nAnna Berg noted that water matters.", False),
        ("", False),
    ],
)
def test_a_transcript_is_known_by_its_labels(text, answer):
    assert is_transcript(a_document(text)) is answer
