"""Sheets of statements into the record."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from proceedings.importing import sheets
from proceedings.models import Appointment, Organisation, Session, Speaker, Statement, Theme
from proceedings.models.columns.slugs import lettered_slug
from tests.support.desk.accounts import an_account
from tests.support.factories import (
    a_conference,
    a_former_address,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
    another_name,
)
from tests.support.sheets import load_rows, mistakes_of, preview_rows, sheet, xlsx

pytestmark = pytest.mark.django_db

ROW = {"session": "Opening", "speaker": "Vladimir Norov", "title": "On health"}


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", time_zone="Europe/Moscow", language="ru", status="draft")


@pytest.fixture
def norov():
    return a_speaker(name="Vladimir Norov", slug="vladimir-norov")


def test_a_row_creates_a_statement_and_everything_its_cells_name(forum, norov):
    sco = an_organisation(name="Shanghai Cooperation Organisation", acronym="SCO")
    health = a_theme(name="Health")
    outcome = load_rows(
        {
            **ROW,
            "conference": "Forum",
            "post": "Secretary-General",
            "organisation": "sco",
            "kind": "Opening remarks",
            "form": "reported",
            "text": "Dear colleagues,\r\n\r\nhealth.",
            "text_format": "Plain text",
            "language": "en",
            "delivered_at": datetime(2020, 9, 28, 10),  # noqa: DTZ001 - a sheet's times have no zone
            "themes": "health; Health",
            "source": "A report",
            "source_url": "https://example.org/a",
            "doi": "10.1234/x",
            "recording_url": "https://example.org/v",
            "recording_start": "1:02:03",
            "rights": "CC0-1.0",
        }
    )
    assert str(outcome.tally) == "3 created, 0 updated, 0 unchanged"
    statement = Statement.objects.get()
    assert (statement.slug, statement.status, statement.position) == ("vladimir-norov-forum", "draft", 1)
    assert (statement.session.title, statement.session.conference, statement.speaker) == ("Opening", forum, norov)
    assert (statement.appointment.title, statement.appointment.organisation) == ("Secretary-General", sco)
    assert (statement.kind, statement.form, statement.language) == ("opening_remarks", "reported", "en")
    assert (statement.text, statement.text_format) == ("Dear colleagues,\n\nhealth.", "plain")
    assert statement.delivered_at == datetime(2020, 9, 28, 7, tzinfo=UTC)
    assert list(statement.themes.all()) == [health]
    assert (statement.source, statement.source_url, statement.doi) == ("A report", "https://example.org/a", "10.1234/x")
    assert (statement.recording_url, statement.recording_start) == ("https://example.org/v", 3723)
    assert statement.rights == "CC0-1.0"


def test_empty_cells_of_a_new_statement_get_the_defaults(forum, norov):
    load_rows(ROW, {**ROW, "title": "On trade"}, conference=forum)
    rows = Statement.objects.order_by("position").values_list("title", "position", "kind", "form", "language")
    assert list(rows) == [("On health", 1, "remarks", "verbatim", "ru"), ("On trade", 2, "remarks", "verbatim", "ru")]
    assert Session.objects.get().title == "Opening"


def test_the_same_sheet_again_changes_nothing(forum, norov):
    rows = [{**ROW, "post": "Expert", "text": "One."}, {**ROW, "post": "Expert", "text": "Two."}]
    load_rows(*rows, conference=forum)
    again = load_rows(*rows, conference=forum)
    assert str(again.tally) == "0 created, 0 updated, 2 unchanged"


def test_a_corrected_cell_changes_its_statement_only(forum, norov):
    load_rows({**ROW, "text": "One word."}, {**ROW, "title": "On trade"}, conference=forum)
    seen = preview_rows({**ROW, "text": "One other word."}, {**ROW, "title": "On trade"}, conference=forum)
    assert str(seen.tally) == "0 created, 1 updated, 1 unchanged"
    [changed] = seen.changes
    assert (changed.row, changed.statement) == (2, "Vladimir Norov: On health")
    assert [tuple(change) for change in changed.changes] == [("Text", "One ", "", "other ", "word.")]


def test_a_missing_column_leaves_the_field_as_it_is(forum, norov):
    statement = a_statement(
        session=a_session(conference=forum), speaker=norov, status="draft", text="One.", doi="10.1234/x"
    )
    load_rows({"slug": statement.slug, "title": "Another"})
    statement.refresh_from_db()
    assert (statement.title, statement.text, statement.doi, statement.speaker) == (
        "Another",
        "One.",
        "10.1234/x",
        norov,
    )


def test_an_empty_cell_clears_a_field_that_can_be_empty(forum, norov):
    statement = a_statement(
        session=a_session(conference=forum),
        speaker=norov,
        status="draft",
        doi="10.1234/x",
        kind="address",
        themes=[a_theme()],
        delivered_at=datetime(2020, 9, 28, tzinfo=UTC),
    )
    load_rows(
        {"slug": statement.slug, "doi": "", "kind": "", "themes": "", "delivered_at": "", "title": "", "position": ""}
    )
    statement.refresh_from_db()
    assert (statement.doi, statement.kind, statement.delivered_at, list(statement.themes.all())) == (
        "",
        "address",
        None,
        [],
    )


def test_a_speaker_is_given_by_a_name_in_any_script_or_an_address(forum, norov):
    another_name(speaker=norov, name="Владимир Норов")
    names = ["владимир  норов", "vladimir-norov", "VLADIMIR NOROV"]
    load_rows(*({**ROW, "speaker": name, "title": f"On {at}"} for at, name in enumerate(names)), conference=forum)
    assert set(Statement.objects.values_list("speaker", flat=True)) == {norov.pk}
    assert Speaker.objects.count() == 1


def test_an_unknown_name_becomes_a_question_with_similar_names(forum, norov):
    a_speaker(name="Audrey Tang")
    seen = preview_rows({**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "В. Норов"}, conference=forum)
    assert seen.tally is None
    assert [(one.noun, one.name, one.candidates, one.rows) for one in seen.questions] == [
        ("speaker", "Владимир Норов", [("vladimir-norov", "Vladimir Norov")], [2]),
        ("speaker", "В. Норов", [("vladimir-norov", "Vladimir Norov")], [3]),
    ]


def test_an_answer_names_a_stored_speaker_or_a_new_one(forum, norov):
    rows = [{**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "country": "Kazakhstan"}]
    load_rows(*rows, conference=forum, speaker={"Владимир Норов": "vladimir-norov", "Ann Lee": ""})
    assert list(Statement.objects.order_by("position").values_list("speaker__name", "speaker__country")) == [
        ("Vladimir Norov", ""),
        ("Ann Lee", "KZ"),
    ]


def test_a_name_of_two_speakers_becomes_a_question(forum):
    one, other = a_speaker(name="Ann Lee"), a_speaker(name="Ann Lee")
    [question] = preview_rows({**ROW, "speaker": "Ann Lee"}, conference=forum).questions
    assert (question.is_several, [slug for slug, _label in question.candidates]) == (True, [one.slug, other.slug])
    load_rows({**ROW, "speaker": "Ann Lee"}, conference=forum, speaker={"Ann Lee": other.slug})
    assert Statement.objects.get().speaker == other


def test_a_row_keeps_its_speaker_when_another_has_the_same_name(forum):
    a_speaker(name="Ann Lee")
    statement = a_statement(session=a_session(conference=forum), speaker=a_speaker(name="Ann Lee"), status="draft")
    outcome = load_rows({"slug": statement.slug, "speaker": "Ann Lee", "title": "Another"})
    assert str(outcome.tally) == "0 created, 1 updated, 0 unchanged"


def test_unknown_themes_and_organisations_become_questions(forum, norov):
    a_theme(name="Health")
    row = {**ROW, "themes": "Helth; Trade", "post": "Expert", "organisation": "New Institute"}
    seen = preview_rows(row, conference=forum)
    assert [(one.noun, one.name, [label for _slug, label in one.candidates]) for one in seen.questions] == [
        ("organisation", "New Institute", []),
        ("theme", "Helth", ["Health"]),
        ("theme", "Trade", []),
    ]
    load_rows(row, conference=forum, organisation={"New Institute": ""}, theme={"Helth": "health", "Trade": ""})
    assert sorted(Theme.objects.values_list("name", flat=True)) == ["Health", "Trade"]
    assert Organisation.objects.get().name == "New Institute"
    assert Appointment.objects.get().slug == "new-institute-expert"


def test_a_post_is_resolved_by_title_and_organisation(forum, norov):
    sco, un = an_organisation(name="SCO"), an_organisation(name="UN")
    here = an_appointment(speaker=norov, title="Director", organisation=sco)
    there = an_appointment(speaker=norov, title="Director", organisation=un)
    an_appointment(title="Director")
    load_rows({**ROW, "post": "director", "organisation": "UN"}, conference=forum)
    assert Statement.objects.get().appointment == there
    mistakes = mistakes_of(preview_rows({**ROW, "title": "Two", "post": "Director"}, conference=forum))
    assert mistakes == [
        (
            2,
            "D (Post)",
            f"the speaker has several such posts: write the key of one of them: {here.slug}, {there.slug}.",
        )
    ]


def test_a_sheet_never_changes_a_published_statement(norov):
    statement = a_statement(speaker=norov, title="On health")
    unchanged = preview_rows({"slug": statement.slug, "title": "On health"})
    assert str(unchanged.tally) == "0 created, 0 updated, 1 unchanged"
    assert mistakes_of(preview_rows({"slug": statement.slug, "title": "On wealth"})) == [
        (2, "", "this statement has been published: correct it on its own page, or leave the row as it was.")
    ]


def test_a_former_address_resolves_to_the_present_row(forum, norov):
    statement = a_statement(session=a_session(conference=forum), speaker=norov, status="draft")
    a_former_address(noun="speaker", slug="v-norov", target=norov.slug)
    a_former_address(noun="statement", slug="said", target=statement.slug)
    outcome = load_rows({"slug": "said", "speaker": "v-norov", "title": "Another"})
    assert str(outcome.tally) == "0 created, 1 updated, 0 unchanged"
    assert mistakes_of(preview_rows({"slug": "said", "title": "One"}, {"slug": statement.slug, "title": "Two"})) == [
        (3, "A (Address)", "row 2 is about this statement already.")
    ]


def test_a_new_row_never_gets_a_former_address(forum):
    a_former_address(noun="speaker", slug="ann-lee", target="somebody")
    a_former_address(noun="statement", slug="ann-lee-forum", target="something")
    load_rows({**ROW, "speaker": "Ann Lee"}, conference=forum, speaker={"Ann Lee": ""})
    slugs = (Speaker.objects.get().slug, Statement.objects.get().slug)
    assert slugs == (lettered_slug("ann-lee", 2), lettered_slug("ann-lee-forum", 2))


def test_an_editors_sheet_cannot_change_a_statement_in_review(forum, norov):
    statement = a_statement(session=a_session(conference=forum), status="in_review")
    read = sheet({"slug": statement.slug, "title": "On wealth"})
    kept = "it is in review or published, and you may not change it: leave it out."
    assert mistakes_of(sheets.preview_sheet(read, by=an_account("Editor"))) == [(2, "", kept)]
    assert mistakes_of(sheets.preview_sheet(read, by=an_account("Reviewer"))) == []


def test_a_load_that_differs_from_the_preview_is_refused(forum, norov):
    read = sheet(ROW)
    seen = sheets.preview_sheet(read, conference="forum")
    Session.objects.create(conference=forum, title="Opening")
    with pytest.raises(sheets.ChangedMeanwhileError):
        sheets.load_sheet(read, seen=seen.fingerprint, conference="forum")
    assert Statement.objects.count() == 0


def test_the_history_records_the_user_and_the_file(forum, norov):
    user = User.objects.create_user("editor")
    read = sheets.read_sheet("Forum.xlsx", xlsx(ROW))
    sheets.load_sheet(
        read, seen=sheets.preview_sheet(read, conference="forum").fingerprint, conference="forum", by=user
    )
    version = Statement.objects.get().history.get()
    assert (version.history_user, version.history_change_reason) == (user, "Imported Forum.xlsx.")
