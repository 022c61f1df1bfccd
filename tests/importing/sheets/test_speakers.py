"""Several speakers in one cell of a sheet, and speakers who are only printed."""

import pytest

from proceedings.importing import sheets
from proceedings.importing.sheets import template
from proceedings.importing.sheets.existing import cell_texts, statement_values
from proceedings.importing.sheets.speakers import aligned, joined, separated
from proceedings.models import Speaker, Statement
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
)
from tests.support.sheets import answered, load_rows, mistakes_of, preview_rows, sheet

ROW = {"session": "Opening", "title": "Declaration"}


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Ann Ash, Bo Birch and Cy Cedar", ["Ann Ash", "Bo Birch", "Cy Cedar"]),
        ("Ann Ash, Bo Birch, and Cy Cedar", ["Ann Ash", "Bo Birch", "Cy Cedar"]),
        ("Ann Ash & Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Ann Ash, Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Ann Ash / Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Анна Ясень и Борис Берёза", ["Анна Ясень", "Борис Берёза"]),
        ("唐鳳、李明", ["唐鳳", "李明"]),
        ("Ministry of Water and Power", ["Ministry of Water", "Power"]),
        ("唐鳳，李明", ["唐鳳", "李明"]),
        ("唐鳳、李明和王伟", ["唐鳳", "李明", "王伟"]),
        ("Ann Ash\nBo Birch", ["Ann Ash", "Bo Birch"]),
        ("• Ann Ash\n• Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Ash, Ann and Birch, Bo", ["Ash, Ann", "Birch, Bo"]),
        ("Ann Ash with Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Ann Ash | Bo Birch", ["Ann Ash", "Bo Birch"]),
        ("Ann\nAsh", []),
        ("Ash, Ann", []),
        ("Martin King, Jr.", []),
        ("Bo Birch, PhD", []),
        ("Ann Ash, M.D. and Bo Birch, PhD", ["Ann Ash, M.D.", "Bo Birch, PhD"]),
        ("Ann Ash, Ma Wei", ["Ann Ash", "Ma Wei"]),
        ("Andy Sandys", []),
        ("van der Berg", []),
    ],
)
def test_a_name_may_be_several_where_words_or_signs_join_it(name, names):
    assert joined(name) == names


def test_semicolons_separate_names():
    assert separated("Ann Ash;  Bo\nBirch; ") == ["Ann Ash", "Bo\nBirch"]
    assert separated("; Bo Birch") == ["", "Bo Birch"]
    assert separated("Ash, Ann") == ["Ash, Ann"]


def test_posts_are_as_many_as_speakers():
    assert aligned("Chair; of all", 1) == ["Chair; of all"]
    assert aligned("Chair; ", 2) == ["Chair", ""]
    assert aligned(" ", 2) == ["", ""]
    with pytest.raises(ValueError, match="the row has 2 speakers: write 1 semicolons"):
        aligned("Chair", 2)


pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


def credited():
    return [[credit.name for credit in row.credits] for row in Statement.objects.with_context().order_by("pk")]


def test_joined_names_are_asked_about_and_no_person_is_invented(forum):
    rows = [
        ROW | {"speaker": "Ann Ash, Bo Birch and Cy Cedar", "title": "Three of us"},
        ROW | {"speaker": "Ann Ash & Bo Birch", "title": "Two of us"},
    ]
    outcome = preview_rows(*rows, conference=forum)
    assert [(question.name, question.parts, question.rows) for question in outcome.questions] == [
        ("Ann Ash, Bo Birch and Cy Cedar", ["Ann Ash", "Bo Birch", "Cy Cedar"], [2]),
        ("Ann Ash & Bo Birch", ["Ann Ash", "Bo Birch"], [3]),
    ]
    several = {row["speaker"]: "&" for row in rows}
    outcome = preview_rows(*rows, conference=forum, speaker=several)
    assert [(question.name, question.rows) for question in outcome.questions] == [
        ("Ann Ash", [2, 3]),
        ("Bo Birch", [2, 3]),
        ("Cy Cedar", [2]),
    ]
    new = dict.fromkeys(["Ann Ash", "Bo Birch", "Cy Cedar"], "")
    load_rows(*rows, conference=forum, speaker=several | new)
    assert credited() == [["Ann Ash", "Bo Birch", "Cy Cedar"], ["Ann Ash", "Bo Birch"]]
    assert Speaker.objects.count() == 3


def test_joined_names_may_be_one_new_organisation(forum):
    name = "Ministry of Water and Power"
    load_rows(ROW | {"speaker": name}, conference=forum, speaker={name: ""})
    assert credited() == [[name]]


def test_a_known_name_with_and_is_one_speaker(forum):
    a_speaker(name="Ida Strand and Brand")
    load_rows(ROW | {"speaker": "Ida Strand and Brand"}, conference=forum)
    assert credited() == [["Ida Strand and Brand"]]


def test_speakers_have_their_posts_in_the_same_order(forum):
    bo = a_speaker(name="Bo Birch")
    for speaker in (a_speaker(name="Ann Ash"), bo):
        an_appointment(speaker=speaker, title="Chair")
    body = an_organisation(name="The Body")
    row = ROW | {"speaker": "Ann Ash; Bo Birch", "post": "Chair; Envoy", "organisation": "; The Body"}
    load_rows(row, conference=forum)
    statement = Statement.objects.with_context().get()
    assert [str(credit) for credit in statement.credits] == ["Ann Ash, Chair", "Bo Birch, Envoy, The Body"]
    assert bo.appointments.get(title="Envoy").organisation == body


def test_a_post_of_one_of_several_speakers_is_not_guessed(forum):
    for name in ("Ann Ash", "Bo Birch"):
        a_speaker(name=name)
    outcome = preview_rows(ROW | {"speaker": "Ann Ash; Bo Birch", "post": "Chair"}, conference=forum)
    assert [message.partition(":")[0] for _row, _column, message in mistakes_of(outcome)] == ["the row has 2 speakers"]


def test_a_speaker_who_is_only_printed_needs_a_label(forum):
    outcome = preview_rows(ROW | {"speaker": ""}, conference=forum)
    assert [message for _row, _column, message in mistakes_of(outcome)] == [
        "A statement needs a speaker, or the speaker as printed, unless its kind is narrative."
    ]
    load_rows(ROW | {"speaker": "", "label": "A Deputy"}, conference=forum)
    statement = Statement.objects.get()
    assert (statement.speaker, statement.label, statement.slug) == (None, "A Deputy", "a-deputy-forum")


def downloaded(statements):
    names = template.headings()
    return [dict(zip(names, row, strict=True)) for row in template.rows(statements.order_by("pk"))]


def test_a_downloaded_sheet_of_joint_statements_changes_nothing(forum):
    session = a_session(conference=forum, title="Opening")
    statement = a_statement(session=session, status="draft", label="The Chair")
    post = an_appointment(organisation=an_organisation())
    a_co_speaker(statement=statement, speaker=post.speaker, appointment=post, label="The Envoy")
    a_co_speaker(statement=statement, speaker=None, label="Several delegates", position=5)
    a_statement(session=session, status="draft", speaker=None, label="A Deputy")
    rows = downloaded(Statement.objects.all())
    assert rows[0]["Speaker"] == f"{statement.speaker.name}; {post.speaker.name}; Several delegates"
    assert rows[0]["Post"] == f"; {post.title}; "
    for columns in (rows, [{name: row[name] for name in row if name != "Post"} for row in rows]):
        outcome = preview_rows(*columns)
        assert (mistakes_of(outcome), outcome.questions) == ([], [])
        assert str(outcome.tally).startswith("0 created, 0 updated")


def test_labels_are_those_of_all_speakers_in_order(forum):
    for name in ("Ann Ash", "Bo Birch"):
        a_speaker(name=name)
    load_rows(
        ROW | {"speaker": "Ann Ash; Bo Birch", "label": "The Chair; The Envoy", "title": "One"},
        ROW | {"speaker": "Ann Ash; ", "label": "; A Deputy", "title": "Two"},
        ROW | {"speaker": "Ann Ash; Bo Birch", "label": "The Chair", "title": "Three"},
        conference=forum,
    )
    rows = Statement.objects.with_context().order_by("pk")
    assert [[(credit.name, credit.label) for credit in row.credits] for row in rows] == [
        [("Ann Ash", "The Chair"), ("Bo Birch", "The Envoy")],
        [("Ann Ash", ""), ("A Deputy", "A Deputy")],
        [("Ann Ash", "The Chair"), ("Bo Birch", "")],
    ]
    # One label without a semicolon leaves the others as they are.
    load_rows({"slug": rows[0].slug, "label": "Chair"}, {"slug": rows[1].slug, "label": "; Several"})
    rows = Statement.objects.with_context().order_by("pk")[:2]
    assert [[credit.label for credit in row.credits] for row in rows] == [["Chair", "The Envoy"], ["", "Several"]]
    outcome = preview_rows(ROW | {"speaker": "Ann Ash; Bo Birch", "label": "a; b; c"}, conference=forum)
    assert [column for _row, column, _message in mistakes_of(outcome)] == ["D (Printed as)"]


def test_a_sheet_adds_a_speaker_and_removes_none(forum):
    statement = a_statement(session=a_session(conference=forum, title="Opening"), status="draft")
    row = a_co_speaker(statement=statement)
    names = [statement.speaker.name, row.speaker.name, a_speaker(name="Cy Cedar").name]
    load_rows({"slug": statement.slug, "speaker": "; ".join(names)})
    assert credited() == [names]
    outcome = preview_rows({"slug": statement.slug, "speaker": names[0]})
    assert [message for _row, _column, message in mistakes_of(outcome)] == [
        "the statement has 2 further speakers: remove those who do not belong in its form."
    ]


def test_a_sheet_adds_no_speaker_to_something_published(forum):
    statement = a_statement(session=a_session(conference=forum, title="Opening"))
    other = a_speaker(name="Bo Birch")
    outcome = preview_rows({"slug": statement.slug, "speaker": f"{statement.speaker.name}; {other.name}"})
    assert [message for _row, _column, message in mistakes_of(outcome)] == [
        "this statement has been published: correct it on its own page, or leave the row as it was."
    ]


def test_the_answer_of_several_is_kept_for_the_load(forum):
    read = sheet(ROW | {"speaker": "Ann Ash & Bo Birch"})
    answers = answered({"speaker": {"Ann Ash & Bo Birch": "&", "Ann Ash": "", "Bo Birch": ""}})
    seen = sheets.preview_sheet(read, conference="forum", answers=answers)
    assert seen.new["speaker"] == ["Ann Ash", "Bo Birch"]


def test_cells_name_all_speakers(forum):
    row = a_co_speaker(speaker=a_speaker(name="Bo Birch", country="FR"))
    [values] = statement_values(Statement.objects.all())
    texts = cell_texts(values)
    assert (texts["speaker"], texts["country"], texts["post"]) == (f"{row.statement.speaker}; Bo Birch", "", "")
