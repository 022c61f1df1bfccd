"""The speakers of a proposal: matched to the record, new, or a question that is never guessed."""

import pytest

from proceedings.models import Speaker, Statement
from tests.support.desk.proposals import create, edited, give, spoken, step, transcript
from tests.support.factories import a_speaker, another_name

pytestmark = pytest.mark.django_db

VOICES = """WEBVTT

00:01.000 --> 00:04.000
<v S01>Good morning to you all.

00:05.000 --> 00:08.000
<v S02>The river is low.

00:09.000 --> 00:12.000
<v S01>What shall we do?
"""


def people(page):
    return {person.name: person.choice for person in page.context["people"]}


def problems(page):
    return [problem.message for problem, _page in page.context["problems"]]


def test_a_name_on_the_record_is_matched_in_any_script_and_others_are_new(admin_client):
    a_speaker(name="Bo Birch", slug="bo-birch")
    another_name(speaker=a_speaker(name="Анна Аш", slug="anna"), name="Ann Ash", language="en")
    assert people(transcript(admin_client)) == {"Ann Ash": "anna", "Bo Birch": "bo-birch", "Cy Cedar": ""}


def test_a_name_of_several_people_is_asked_and_never_guessed(admin_client):
    a_speaker(name="Bo Birch", slug="bo-birch")
    a_speaker(name="Bo Birch", slug="bo-birch-x")
    page = transcript(admin_client)
    assert people(page)["Bo Birch"] is None
    preview = step(admin_client, page, "preview")
    assert problems(preview) == ["Several people on the record have the name “Bo Birch”. Say which one is meant."]
    assert "Create drafts" not in preview.content.decode()
    answered = step(admin_client, page, person__2="bo-birch-x")
    create(admin_client, answered)
    assert Statement.objects.get(title__startswith="We measure").speaker.slug == "bo-birch-x"


def test_somebody_else_of_a_name_on_the_record_becomes_a_new_speaker(admin_client):
    a_speaker(name="Bo Birch", slug="bo-birch")
    page = step(admin_client, transcript(admin_client), person__2="+")
    create(admin_client, page)
    assert Speaker.objects.filter(name="Bo Birch").count() == 2
    assert Statement.objects.get(title__startswith="We measure").speaker.slug != "bo-birch"


def test_only_an_offered_row_can_be_chosen(admin_client):
    a_speaker(name="Somebody Else", slug="else")
    page = step(admin_client, transcript(admin_client), person__2="else")
    assert people(page)["Bo Birch"] == ""


def test_a_new_name_counts_for_all_statements_of_its_speaker(admin_client):
    a_speaker(name="Anna Ash", slug="anna-ash")
    page = step(admin_client, transcript(admin_client), name__1="Anna Ash")
    assert [name for name, _text in spoken(page)] == ["Anna Ash", "Bo Birch", "Anna Ash", "Cy Cedar"]
    assert people(page)["Anna Ash"] == "anna-ash"


def test_two_spellings_of_one_speaker_become_one(admin_client):
    page = step(admin_client, transcript(admin_client), name__3="Ann Ash")
    assert [name for name, _text in spoken(page)] == ["Ann Ash", "Bo Birch", "Ann Ash", "Ann Ash"]
    assert [(person.name, person.statements) for person in page.context["people"]] == [("Ann Ash", 3), ("Bo Birch", 1)]


def test_a_post_in_the_panel_counts_for_the_statements_that_had_the_former_one(admin_client):
    page = step(admin_client, transcript(admin_client), post__3="Guest")
    page = step(admin_client, page, person_post__1="Chair", person_organisation__1="River Board")
    assert [(each.post, each.organisation) for each in edited(page).statements[:3]] == [
        ("Chair", "River Board"),
        ("", ""),
        ("Guest", ""),
    ]


def test_a_numbered_voice_is_asked_once_and_the_answer_counts_for_all_its_turns(admin_client):
    page = give(admin_client, file=("forum.vtt", VOICES.encode()))
    page = step(admin_client, page, conference__title="River Forum")
    assert page.context["voices"] == [("S01", 2, None), ("S02", 1, None)]
    preview = step(admin_client, page, "preview")
    assert problems(preview) == [f"Say who “{label}” is, or that the name is not known." for label in ("S01", "S02")]
    page = step(admin_client, page, voice_name__1="Ann Ash", voice_nobody__2="on")
    assert [name for name, _text in spoken(page)] == ["Ann Ash", "", "Ann Ash"]
    create(admin_client, page)
    statements = Statement.objects.order_by("position").values_list("speaker__name", "label", "recording_start")
    assert list(statements) == [("Ann Ash", "", 1), (None, "S02", 5), ("Ann Ash", "", 9)]


def test_an_answer_about_a_voice_can_be_taken_back(admin_client):
    page = give(admin_client, file=("forum.vtt", VOICES.encode()))
    page = step(admin_client, page, voice_name__1="Ann Ash")
    page = step(admin_client, page, voice_name__1="")
    assert page.context["voices"] == [("S01", 2, None), ("S02", 1, None)]


def test_one_turn_of_a_voice_can_be_somebody_elses(admin_client):
    page = give(admin_client, file=("forum.vtt", VOICES.encode()))
    page = step(admin_client, page, voice_name__1="Ann Ash", speaker__3="Cy Cedar")
    assert [name for name, _text in spoken(page)] == ["Ann Ash", "", "Cy Cedar"]
