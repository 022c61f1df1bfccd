"""Sheets of statements into the record."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User

from proceedings.importing import sheets
from proceedings.models import Appointment, Organisation, Session, Speaker, Statement, Theme
from tests.support.accounts import an_account
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
from tests.support.sheets import bring, look, sheet, told, xlsx

pytestmark = pytest.mark.django_db

ROW = {"session": "Opening", "speaker": "Vladimir Norov", "title": "On health"}


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", time_zone="Europe/Moscow", language="ru", status="draft")


@pytest.fixture
def norov():
    return a_speaker(name="Vladimir Norov", slug="vladimir-norov")


def test_a_row_is_a_statement_with_all_that_its_cells_name(forum, norov):
    sco = an_organisation(name="Shanghai Cooperation Organisation", acronym="SCO")
    health = a_theme(name="Health")
    outcome = bring(
        {
            **ROW,
            "conference": "Forum",
            "post": "Secretary-General",
            "organisation": "sco",
            "kind": "Opening remarks",
            "form": "reported",
            "text": "Dear colleagues,\r\n\r\nhealth.",
            "language": "en",
            "delivered_at": datetime(2020, 9, 28, 10),  # noqa: DTZ001 - a sheet's times have no zone
            "themes": "health; Health",
            "source": "A report",
            "source_url": "https://example.org/a",
            "doi": "10.1234/x",
            "recording_url": "https://example.org/v",
            "recording_start": "1:02:03",
        }
    )
    assert str(outcome.tally) == "3 created, 0 updated, 0 unchanged"
    said = Statement.objects.get()
    assert (said.slug, said.status, said.position) == ("vladimir-norov-forum", "draft", 1)
    assert (said.session.title, said.session.conference, said.speaker) == ("Opening", forum, norov)
    assert (said.appointment.title, said.appointment.organisation) == ("Secretary-General", sco)
    assert (said.kind, said.form, said.language) == ("opening_remarks", "reported", "en")
    assert said.text == "Dear colleagues,\n\nhealth."
    assert said.delivered_at == datetime(2020, 9, 28, 7, tzinfo=UTC)
    assert list(said.themes.all()) == [health]
    assert (said.source, said.source_url, said.doi) == ("A report", "https://example.org/a", "10.1234/x")
    assert (said.recording_url, said.recording_start) == ("https://example.org/v", 3723)


def test_what_is_left_empty_is_the_usual(forum, norov):
    bring(ROW, {**ROW, "title": "On trade"}, conference=forum)
    found = Statement.objects.order_by("position").values_list("title", "position", "kind", "form", "language")
    assert list(found) == [("On health", 1, "remarks", "verbatim", "ru"), ("On trade", 2, "remarks", "verbatim", "ru")]
    assert Session.objects.get().title == "Opening"


def test_the_same_sheet_again_changes_nothing(forum, norov):
    rows = [{**ROW, "post": "Expert", "text": "One."}, {**ROW, "post": "Expert", "text": "Two."}]
    bring(*rows, conference=forum)
    again = bring(*rows, conference=forum)
    assert str(again.tally) == "0 created, 0 updated, 2 unchanged"


def test_a_mended_cell_changes_the_statement_and_nothing_else(forum, norov):
    bring({**ROW, "text": "One word."}, {**ROW, "title": "On trade"}, conference=forum)
    seen = look({**ROW, "text": "One other word."}, {**ROW, "title": "On trade"}, conference=forum)
    assert str(seen.tally) == "0 created, 1 updated, 1 unchanged"
    [changed] = seen.changes
    assert (changed.row, changed.statement) == (2, "Vladimir Norov: On health")
    assert [tuple(change) for change in changed.changes] == [("Text", "One ", "", "other ", "word.")]


def test_a_column_that_is_not_there_leaves_what_is(forum, norov):
    said = a_statement(session=a_session(conference=forum), speaker=norov, status="draft", text="One.", doi="10.1234/x")
    bring({"slug": said.slug, "title": "Another"})
    said.refresh_from_db()
    assert (said.title, said.text, said.doi, said.speaker) == ("Another", "One.", "10.1234/x", norov)


def test_an_empty_cell_empties_what_can_be_empty(forum, norov):
    said = a_statement(
        session=a_session(conference=forum),
        speaker=norov,
        status="draft",
        doi="10.1234/x",
        kind="address",
        themes=[a_theme()],
        delivered_at=datetime(2020, 9, 28, tzinfo=UTC),
    )
    bring({"slug": said.slug, "doi": "", "kind": "", "themes": "", "delivered_at": "", "title": "", "position": ""})
    said.refresh_from_db()
    assert (said.doi, said.kind, said.delivered_at, list(said.themes.all())) == ("", "address", None, [])


def test_names_in_any_script_and_addresses_name_a_speaker(forum, norov):
    another_name(speaker=norov, name="Владимир Норов")
    names = ["владимир  норов", "vladimir-norov", "VLADIMIR NOROV"]
    bring(*({**ROW, "speaker": name, "title": f"On {at}"} for at, name in enumerate(names)), conference=forum)
    assert set(Statement.objects.values_list("speaker", flat=True)) == {norov.pk}
    assert Speaker.objects.count() == 1


def test_an_unknown_name_is_asked_with_those_that_are_spelled_nearly_so(forum, norov):
    a_speaker(name="Audrey Tang")
    seen = look({**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "В. Норов"}, conference=forum)
    assert seen.tally is None
    assert [(one.noun, one.name, one.candidates, one.rows) for one in seen.questions] == [
        ("speaker", "Владимир Норов", [("vladimir-norov", "Vladimir Norov")], [2]),
        ("speaker", "В. Норов", [("vladimir-norov", "Vladimir Norov")], [3]),
    ]


def test_the_answer_is_a_speaker_of_the_record_or_a_new_one(forum, norov):
    rows = [{**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "country": "Kazakhstan"}]
    bring(*rows, conference=forum, speaker={"Владимир Норов": "vladimir-norov", "Ann Lee": ""})
    assert list(Statement.objects.order_by("position").values_list("speaker__name", "speaker__country")) == [
        ("Vladimir Norov", ""),
        ("Ann Lee", "KZ"),
    ]


def test_a_name_of_two_is_asked(forum):
    one, other = a_speaker(name="Ann Lee"), a_speaker(name="Ann Lee")
    [question] = look({**ROW, "speaker": "Ann Lee"}, conference=forum).questions
    assert (question.is_several, [slug for slug, _label in question.candidates]) == (True, [one.slug, other.slug])
    bring({**ROW, "speaker": "Ann Lee"}, conference=forum, speaker={"Ann Lee": other.slug})
    assert Statement.objects.get().speaker == other


def test_a_row_keeps_the_one_of_two_that_it_has(forum):
    a_speaker(name="Ann Lee")
    said = a_statement(session=a_session(conference=forum), speaker=a_speaker(name="Ann Lee"), status="draft")
    outcome = bring({"slug": said.slug, "speaker": "Ann Lee", "title": "Another"})
    assert str(outcome.tally) == "0 created, 1 updated, 0 unchanged"


def test_unknown_themes_and_organisations_are_asked_too(forum, norov):
    a_theme(name="Health")
    row = {**ROW, "themes": "Helth; Trade", "post": "Expert", "organisation": "New Institute"}
    seen = look(row, conference=forum)
    assert [(one.noun, one.name, [label for _slug, label in one.candidates]) for one in seen.questions] == [
        ("organisation", "New Institute", []),
        ("theme", "Helth", ["Health"]),
        ("theme", "Trade", []),
    ]
    bring(row, conference=forum, organisation={"New Institute": ""}, theme={"Helth": "health", "Trade": ""})
    assert sorted(Theme.objects.values_list("name", flat=True)) == ["Health", "Trade"]
    assert Organisation.objects.get().name == "New Institute"
    assert Appointment.objects.get().slug == "new-institute-expert"


def test_a_post_is_one_of_the_speakers_own_by_title_and_organisation(forum, norov):
    sco, un = an_organisation(name="SCO"), an_organisation(name="UN")
    here = an_appointment(speaker=norov, title="Director", organisation=sco)
    there = an_appointment(speaker=norov, title="Director", organisation=un)
    an_appointment(title="Director")
    bring({**ROW, "post": "director", "organisation": "UN"}, conference=forum)
    assert Statement.objects.get().appointment == there
    mistakes = told(look({**ROW, "title": "Two", "post": "Director"}, conference=forum))
    assert mistakes == [
        (
            2,
            "D (Post)",
            f"the speaker has several such posts: write the key of the one that is meant: {here.slug}, {there.slug}.",
        )
    ]


def test_readers_texts_are_never_changed_by_a_sheet(norov):
    said = a_statement(speaker=norov, title="On health")
    unchanged = look({"slug": said.slug, "title": "On health"})
    assert str(unchanged.tally) == "0 created, 0 updated, 1 unchanged"
    assert told(look({"slug": said.slug, "title": "On wealth"})) == [
        (2, "", "readers have seen this statement: correct it on its own page, or leave the row as it was.")
    ]


def test_a_former_address_still_names_what_had_it(forum, norov):
    said = a_statement(session=a_session(conference=forum), speaker=norov, status="draft")
    a_former_address(noun="speaker", slug="v-norov", target=norov.slug)
    a_former_address(noun="statement", slug="said", target=said.slug)
    outcome = bring({"slug": "said", "speaker": "v-norov", "title": "Another"})
    assert str(outcome.tally) == "0 created, 1 updated, 0 unchanged"
    assert told(look({"slug": "said", "title": "One"}, {"slug": said.slug, "title": "Two"})) == [
        (3, "A (Address)", "row 2 is about this statement already.")
    ]


def test_a_new_row_never_gets_a_former_address(forum):
    a_former_address(noun="speaker", slug="ann-lee", target="somebody")
    a_former_address(noun="statement", slug="ann-lee-forum", target="something")
    bring({**ROW, "speaker": "Ann Lee"}, conference=forum, speaker={"Ann Lee": ""})
    assert (Speaker.objects.get().slug, Statement.objects.get().slug) == ("ann-lee-2", "ann-lee-forum-2")


def test_what_is_in_review_is_not_changed_by_an_editors_sheet(forum, norov):
    said = a_statement(session=a_session(conference=forum), status="in_review")
    read = sheet({"slug": said.slug, "title": "On wealth"})
    kept = "it is in review or published, and you may not change it: leave it out."
    assert told(sheets.preview(read, by=an_account("Editor"))) == [(2, "", kept)]
    assert told(sheets.preview(read, by=an_account("Reviewer"))) == []


def test_what_was_not_looked_at_is_not_written(forum, norov):
    read = sheet(ROW)
    seen = sheets.preview(read, conference="forum")
    Session.objects.create(conference=forum, title="Opening")
    with pytest.raises(sheets.ChangedMeanwhileError):
        sheets.load(read, seen=seen.fingerprint, conference="forum")
    assert Statement.objects.count() == 0


def test_the_history_tells_who_brought_it_and_from_which_file(forum, norov):
    user = User.objects.create_user("editor")
    read = sheets.read("Forum.xlsx", xlsx(ROW))
    sheets.load(read, seen=sheets.preview(read, conference="forum").fingerprint, conference="forum", by=user)
    version = Statement.objects.get().history.get()
    assert (version.history_user, version.history_change_reason) == (user, "Imported Forum.xlsx.")


@pytest.mark.parametrize("length", [1, 300])
def test_a_preview_asks_a_fixed_number_of_questions(forum, django_assert_num_queries, length):
    session = a_session(conference=forum)
    rows = []
    for at in range(length):
        speaker = a_speaker(name=f"Speaker number {at}")
        said = a_statement(session=session, status="draft", speaker=speaker, themes=[a_theme(name=f"Theme {at}")])
        rows.append(
            {
                "slug": said.slug,
                "session": session.title,
                "speaker": speaker.name,
                "post": "Expert",
                "title": f"Changed {at}",
                "themes": f"Theme {at}",
                "delivered_at": "2020-09-28 10:00",
            }
        )
        rows.append({**rows[-1], "slug": "", "title": f"New {at}"})
    read = sheet(*rows)
    with django_assert_num_queries(QUERIES):
        seen = sheets.preview(read, conference="forum")
    assert str(seen.tally) == f"{2 * length} created, {length} updated, 0 unchanged"


QUERIES = 33
