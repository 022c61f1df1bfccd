"""The steps of an editor on a proposal: each keeps the spans in order, and every typed field is saved with it."""

import copy
import json

import pytest

from proceedings.admin.proposals.page_context import places_in
from proceedings.models import Form
from tests.support.desk.forms import Fields, messages_of
from tests.support.desk.proposals import (
    PROGRAMME,
    TRANSCRIPT,
    address_of,
    edited,
    give,
    keys,
    spoken,
    step,
    transcript,
    violations,
    waiting,
)
from tests.support.factories import a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(admin_client):
    return transcript(admin_client)


def left(page):
    return [edited(page).text[start:end] for start, end in edited(page).proposal.left]


def test_the_page_shows_who_said_what(page):
    assert spoken(page) == [
        ("Ann Ash", "Good morning. The river is low this year."),
        ("Bo Birch", "We measure it each day. Nobody has seen it so low."),
        ("Ann Ash", "What shall we do?"),
        ("Cy Cedar", "Build a second dam. Plant trees."),
    ]
    assert edited(page).statements[0].post == "Mayor of Ashton"
    assert left(page) == ["Forum on the Upper Valley"]


def test_a_dropped_statement_is_left_and_can_be_restored(admin_client, page):
    dropped = step(admin_client, page, "drop:2")
    assert [name for name, _text in spoken(dropped)] == ["Ann Ash", "Ann Ash", "Cy Cedar"]
    assert left(dropped) == [
        "Forum on the Upper Valley",
        "Bo Birch: We measure it each day. Nobody has seen it so low.",
    ]
    restored = step(admin_client, dropped, "restore:2")
    assert spoken(restored) == spoken(page)
    assert (left(restored), violations(restored)) == (["Forum on the Upper Valley"], [])


def test_a_dropped_statement_whose_words_were_taken_is_not_restored(admin_client, page):
    dropped = step(admin_client, page, "drop:2")
    start, end = edited(dropped).proposal.left[1]
    taken = step(admin_client, dropped, f"take:{start}:{end}")
    refused = step(admin_client, taken, "restore:2")
    assert messages_of(refused) == [
        "Some of these words belong to another statement. Drop it first, or choose other words."
    ]
    assert spoken(refused) == spoken(taken)


def test_a_statement_is_split_at_a_place_in_its_text(admin_client, page):
    after = step(admin_client, page, "split:1:14")
    assert spoken(after)[:2] == [("Ann Ash", "Good morning."), ("Ann Ash", "The river is low this year.")]
    assert [edited(after).text[slice(*each.content[0])] for each in edited(after).statements[:2]] == [
        "Good morning.",
        "The river is low this year.",
    ]
    assert (keys(after), violations(after)) == ([1, 5, 2, 3, 4], [])


def test_a_text_that_was_typed_is_split_as_it_was_typed(admin_client, page):
    after = step(admin_client, page, "split:1:9", text__1="Welcome.\r\nThe river is very low.")
    assert spoken(after)[:2] == [("Ann Ash", "Welcome."), ("Ann Ash", "The river is very low.")]
    assert violations(after) == []


def test_the_places_where_a_statement_can_be_split_are_offered_without_javascript(admin_client, page):
    after = step(admin_client, page, "splitting:1")
    assert after.context["rows"][0].places == [(14, "The river is low this year.")]
    assert '<button class="button" name="do" value="split:1:14"' in after.content.decode()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("One. Two!", [(5, "Two!")]),
        ("Rain fell, and snow", [(11, "and snow")]),
        ("Rain fell", [(5, "fell")]),
        ("天晴。风大。", [(3, "风大。")]),
        ("Rain", []),
    ],
)
def test_a_text_is_divided_at_sentences_or_else_at_clauses_or_words(text, places):
    assert places_in(text) == places


def test_a_statement_is_joined_with_the_next(admin_client, page):
    after = step(admin_client, page, "join:1")
    assert spoken(after)[0] == (
        "Ann Ash",
        "Good morning. The river is low this year.\n\nWe measure it each day. Nobody has seen it so low.",
    )
    assert (keys(after), violations(after)) == ([1, 3, 4], [])


def test_the_last_statement_has_no_next(admin_client, page):
    after = step(admin_client, page, "join:4")
    assert messages_of(after) == ["This is the last statement."]
    assert spoken(after) == spoken(page)


def test_a_statement_is_reassigned_with_the_post_of_its_new_speaker(admin_client, page):
    after = step(admin_client, page, speaker__2="Cy Cedar")
    assert spoken(after)[1][0] == "Cy Cedar"
    assert edited(after).statements[1].post == "Engineer"


def test_a_statement_can_be_reassigned_to_somebody_new(admin_client, page):
    after = step(admin_client, page, speaker__2="Dee Dale", post__2="Guest", organisation__2="Dale Press")
    speaker = edited(after).proposal.speakers[-1]
    assert (speaker.name, speaker.post, speaker.organisation) == ("Dee Dale", "Guest", "Dale Press")
    assert [person.name for person in after.context["people"]] == ["Ann Ash", "Cy Cedar", "Dee Dale"]


def test_a_left_passage_becomes_a_statement_in_its_place(admin_client, page):
    (start, end) = edited(page).proposal.left[0]
    after = step(admin_client, page, f"take:{start}:{end}")
    assert spoken(after)[0] == ("", "Forum on the Upper Valley")
    assert (edited(after).statements[0].kind, edited(after).statements[0].form) == ("narrative", Form.VERBATIM)
    assert (left(after), violations(after)) == ([], [])
    named = step(admin_client, after, speaker__5="Ann Ash")
    assert (spoken(named)[0][0], edited(named).statements[0].kind) == ("Ann Ash", "remarks")


def test_a_statement_gets_other_words_of_the_source(admin_client, page):
    start = TRANSCRIPT.index("The river")
    after = step(admin_client, page, f"words:1:{start}:{start + 22}")
    assert spoken(after)[0] == ("Ann Ash", "The river is low this")
    assert left(after) == ["Forum on the Upper Valley", "Good morning.", "year."]
    assert violations(after) == []


def test_words_of_another_statement_are_refused(admin_client, page):
    start = TRANSCRIPT.index("What shall")
    after = step(admin_client, page, f"words:1:{start}:{start + 10}")
    assert "belong to another statement" in messages_of(after)[0]
    assert spoken(after) == spoken(page)


@pytest.mark.parametrize(
    "do",
    [
        "words:1:0:99999",
        "take:5:5",
        "drop:99",
        "split:1",
        "join:x",
        "nonsense:1",
        "drop:",
        "page",
        "page:x",
        "accept",
        "splitting",
        "take:0:1:2",
    ],
)
def test_a_step_that_is_not_possible_changes_nothing(admin_client, page, do):
    after = step(admin_client, page, do)
    assert (after.status_code, spoken(after)) == (200, spoken(page))


@pytest.mark.parametrize("value", ["\0", "x" * 5000, "-1", "<script>", "☃"])
def test_any_value_of_any_field_is_answered_with_a_page(admin_client, page, value):
    fields = Fields(page.content.decode()).values
    changes = {name.replace("-", "__"): value for name in fields if name not in {"version", "csrfmiddlewaretoken"}}
    after = step(admin_client, page, "preview", **changes)
    assert (after.status_code, "<script>," in after.content.decode()) == (200, False)
    assert violations(step(admin_client, admin_client.get(address_of(page)))) == []


def test_every_field_is_saved_with_each_step(admin_client, page):
    a_theme(name="Water", slug="water")
    after = step(
        admin_client,
        page,
        "drop:4",
        title__1="Low water",
        kind__1="opening_remarks",
        form__1="summary",
        session__1="Opening",
        text__1="The river is low.",
        add_theme__1="water",
        accepted__1="on",
    )
    row = edited(after).rows[0]
    assert row.is_accepted
    statement = row.statement
    assert (statement.title, statement.kind, statement.form, statement.session, statement.text, statement.themes) == (
        "Low water",
        "opening_remarks",
        "summary",
        "Opening",
        "The river is low.",
        ["water"],
    )


def test_texts_that_nobody_changed_stay_byte_for_byte(admin_client):
    page = give(admin_client, file=("forum.txt", TRANSCRIPT.replace("\n", "\r\n").encode()), kind="transcript")
    texts = [statement.text for statement in edited(page).statements]
    after = step(admin_client, page, title__1="Low water")
    assert [statement.text for statement in edited(after).statements] == texts


def test_a_page_is_marked_as_checked_at_once(admin_client, page):
    after = step(admin_client, page, "accept:1:2:3:4")
    assert after.context["accepted"] == 4


def test_the_last_steps_can_be_undone_one_after_the_other(admin_client, page):
    first = step(admin_client, page, "drop:2")
    after = step(admin_client, first, "drop:3")
    undone = step(admin_client, after, "undo")
    assert spoken(undone) == spoken(first)
    again = step(admin_client, undone, "undo")
    assert spoken(again) == spoken(page)
    assert edited(again).version > edited(after).version
    for _one in range(4):
        again = step(admin_client, again, "undo")
    assert not again.context["can_undo"]


def test_undo_takes_nothing_back_that_was_just_typed(admin_client, page):
    after = step(admin_client, page, "drop:2")
    typed = step(admin_client, after, "undo", title__1="My title")
    assert messages_of(typed) == ["What you typed is saved, and nothing is undone. Undo it now, and then the step."]
    assert (edited(typed).statements[0].title, keys(typed)) == ("My title", [1, 3, 4])
    assert keys(step(admin_client, step(admin_client, typed, "undo"), "undo")) == [1, 2, 3, 4]


def test_only_the_latest_steps_are_kept(admin_client, admin_user, page):
    for number in range(8):
        page = step(admin_client, page, title__1=f"Title {number}")
    assert len(waiting(admin_user, page).steps()) == 5


def test_a_session_of_a_programme_keeps_its_room_under_another_title(admin_client):
    page = give(admin_client, file=("schedule.json", json.dumps(PROGRAMME).encode()))
    page = step(admin_client, page, session__1="Opening")
    assert [(each["title"], each["room"]) for each in edited(page).proposal.conference["sessions"]] == [
        ("Opening", "Hall")
    ]


def test_a_session_whose_statements_get_two_titles_keeps_its_own(admin_client):
    programme = copy.deepcopy(PROGRAMME)
    [talk] = programme["schedule"]["conference"]["days"][0]["rooms"]["Hall"]
    talk["persons"].append({"id": 2, "public_name": "Bo Birch"})
    page = give(admin_client, file=("schedule.json", json.dumps(programme).encode()))
    [session] = edited(page).proposal.conference["sessions"]
    page = step(admin_client, page, session__1="Opening", session__2="Closing")
    assert edited(page).proposal.conference["sessions"] == [session]


def test_joint_speakers_are_split_together_and_not_joined(admin_client):
    words = "The rain will come. The river will rise"
    page = give(admin_client, f"Report\n\nMayor Ann Ash and Minister Bo Birch said that {words}.\n", kind="report")
    assert [name for name, _text in spoken(page)] == ["Ann Ash", "Bo Birch"]
    assert [view.is_joint for view in page.context["rows"]] == [False, True]
    content = edited(page).statements[0].content
    start = content[0][0]
    long = step(admin_client, page, f"words:1:{start}:{start + len(words)}")
    split = step(admin_client, long, f"split:1:{len('The rain will come. ')}")
    assert spoken(split) == [
        ("Ann Ash", "The rain will come."),
        ("Bo Birch", "The rain will come."),
        ("Ann Ash", "The river will rise"),
        ("Bo Birch", "The river will rise"),
    ]
    refused = step(admin_client, split, "join:1")
    assert "cannot be joined" in messages_of(refused)[0]
    assert violations(refused) == []
