import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError

from proceedings.citing.recordings import paragraph_times
from proceedings.editorial.models import Passage
from proceedings.importing.drafts import Document, FixtureError
from proceedings.importing.drafts import draft as draft_document
from proceedings.importing.proposals import Proposal, ProposedStatement
from proceedings.models import Conference, Organisation, Organiser, Speaker, Statement, Status
from tests.support.factories import a_conference, a_session

pytestmark = pytest.mark.django_db
REPORT = Path("tests/importing/reports/sco-own-words.txt")
RECORD = "fixtures/sco-regional-governance-2020.yaml"


def draft(*arguments):
    out = StringIO()
    call_command("draft", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_report_becomes_drafts_with_their_passages():
    draft(REPORT)
    conference = Conference.objects.get()
    assert (conference.status, str(conference.starts_on)) == (Status.DRAFT, "2020-09-28")
    statement = Statement.objects.get(speaker__name="Igor Ivanov")
    assert (statement.status, statement.kind, statement.form) == (Status.DRAFT, "opening_remarks", "reported")
    assert statement.appointment.organisation.acronym == "RIAC"
    assert not Statement.objects.public().exists()
    passage = Passage.objects.get(statement=statement)
    words = [text for name, text in passage.pieces() if name == "content"]
    assert words == [statement.text]
    assert passage.rule == "that"


def test_organisers_are_the_organisations_in_whose_posts_people_speak():
    draft(REPORT)
    organisers = Organiser.objects.order_by("position").values_list("organisation__name", "organisation__acronym")
    assert list(organisers) == [
        ("Russian International Affairs Council", "RIAC"),
        ("Chinese Academy of Social Sciences", "CASS"),
    ]
    president = Statement.objects.get(speaker__name="Igor Ivanov").appointment
    assert president.organisation.name == "Russian International Affairs Council"


def test_an_organiser_whose_name_several_have_is_left_out_with_a_note():
    for slug in ("riac", "other-riac"):
        Organisation.objects.create(slug=slug, name="Russian International Affairs Council")
    assert "is the name of several organisations, and was left out: other-riac, riac." in draft(REPORT)
    assert [str(each) for each in Organiser.objects.all()] == ["Chinese Academy of Social Sciences, organiser"]


def test_drafting_twice_writes_nothing_the_second_time():
    draft(REPORT)
    before = Statement.objects.count()
    assert "0 created" in draft(REPORT)
    assert Statement.objects.count() == before


def test_names_on_the_record_are_matched():
    call_command("load_fixtures", RECORD, stdout=StringIO())
    speakers = Speaker.objects.count()
    proposal = json.loads(draft(REPORT, "--json"))
    assert {each["name"]: each["matched"] for each in proposal["speakers"]}["Xie Fuzhan"] == "xie-fuzhan"
    draft(REPORT, "--conference", "sco-regional-governance-2020")
    assert Speaker.objects.count() == speakers
    assert Conference.objects.count() == 1


def test_a_dry_run_writes_nothing():
    assert "Igor Ivanov" in draft(REPORT, "--dry-run")
    assert not Statement.objects.exists()


def test_the_text_is_that_of_the_file():
    assert draft(REPORT, "--text") == REPORT.read_text("utf-8")


def test_an_unknown_conference_is_an_error():
    with pytest.raises(CommandError, match="nothing was written"):
        draft(REPORT, "--conference", "nowhere")


def test_an_address_that_nobody_has_is_an_error():
    with pytest.raises(CommandError, match="nothing was written"):
        draft(REPORT, "--speaker", "Xie Fuzhan=nobody")
    assert not Statement.objects.exists()


def test_a_name_on_the_record_can_mean_somebody_new():
    call_command("load_fixtures", RECORD, stdout=StringIO())
    draft(REPORT, "--speaker", "Xie Fuzhan=")
    assert Speaker.objects.filter(name="Xie Fuzhan").count() == 2


def test_two_sessions_of_one_title_are_a_problem_with_its_remedy():
    forum = a_conference(slug="forum", status="draft")
    for slug in ("opening", "opening-2"):
        a_session(conference=forum, title="Opening", slug=slug)
    document = Document("One.", Proposal("a.txt", "text", "", {}, [], [ProposedStatement(None, "One.", [(0, 4)])]))
    document.proposal.proposals[0].session = "Opening"
    with pytest.raises(FixtureError) as error:
        draft_document(document, conference="forum")
    assert "write the address of one: opening, opening-2" in str(error.value.problems[0])


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\x89PNG\r\n\x1a\n\0\0", "This is not a text"), (b" \n", r"There are no words in this document\.")],
)
def test_a_file_without_words_is_refused_with_a_sentence(tmp_path, content, message):
    path = tmp_path / "photo.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=rf"photo\.txt: {message}"):
        draft(path)


def test_an_error_of_the_database_is_a_sentence(monkeypatch):
    def fail(*_arguments):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("proceedings.management.commands.draft.Matcher", fail)
    with pytest.raises(CommandError, match=r"^Database error: the disk is full\. Nothing was written\.$"):
        draft(REPORT, "--dry-run")


def test_a_statement_of_a_recording_has_its_timestamps(tmp_path):
    path = tmp_path / "forum.vtt"
    path.write_text(
        "WEBVTT\n\n00:05.500 --> 00:08.000\n<v Ann Ash>Rivers cross borders.\n\n"
        "00:12.000 --> 00:14.500\n<v Ann Ash>They do not stop there.\n"
    )
    a_conference(slug="forum")
    draft(path, "--conference", "forum")
    statement = Statement.objects.get()
    assert (statement.recording_start, statement.recording_end) == (5, 15)
    assert statement.recording_timestamps == "0:12 They do not stop"
    assert paragraph_times(statement) == {1: 5, 2: 12}
