"""Sheets that were not made from the template: their rows, rooms, names and hours."""

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from proceedings.importing import sheets
from proceedings.importing.directory import name_key
from proceedings.models import Session, Statement
from tests.support.factories import a_conference, a_session, a_speaker, an_organisation
from tests.support.sheets import load_rows, mistakes_of, preview_rows, saved

pytestmark = pytest.mark.django_db
ROW = {"session": "Opening", "speaker": "Ann Ash", "title": "On water"}


@pytest.fixture
def forum():
    a_speaker(name="Ann Ash")
    a_speaker(name="Bo Birch")
    days = {"starts_on": "2021-04-03", "ends_on": "2021-04-04"}
    return a_conference(title="Forum", slug="forum", time_zone="Europe/Berlin", status="draft", **days)


def preview(data, **answers):
    return sheets.preview_sheet(sheets.read_sheet("talks.xlsx", data), conference="forum", answers=answers)


def load(data, **answers):
    seen = preview(data, **answers)
    assert (mistakes_of(seen), seen.questions, seen.row_questions) == ([], [], [])
    return sheets.load_sheet(
        sheets.read_sheet("talks.xlsx", data), seen=seen.fingerprint, conference="forum", answers=answers
    )


def of_rows(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


# Rows


def test_rows_that_the_spreadsheet_hides_or_strikes_through_are_asked_about(forum):
    book = of_rows(
        ["Session", "Speaker", "Title"], *(["Opening", "Ann Ash", title] for title in ("One", "Two", "Three"))
    )
    book.active.row_dimensions[3].hidden = True
    for cell in book.active[4]:
        cell.font = Font(strike=True)
    questions = preview(saved(book)).row_questions
    assert [(one.key, one.samples) for one in questions] == [
        ("hidden", ["Row 3: Opening · Ann Ash · Two", "Row 4: Opening · Ann Ash · Three"])
    ]
    assert load(saved(book), rows={"hidden": "leave"}).notes == ["These rows are left out: 3, 4."]
    assert [statement.title for statement in Statement.objects.all()] == ["One"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("organisation", ("Dora Dahl", "Institute of Rivers", "Representative")),
        ("post", ("Dora Dahl", None, "Institute of Rivers")),
        ("none", ("Dora Dahl (Institute of Rivers)", None, None)),
    ],
)
def test_words_in_brackets_behind_names_are_asked_about(forum, answer, expected):
    data = saved(
        of_rows(
            ["Session", "Speaker", "Title"],
            ["Opening", "Ann Ash", "One"],
            ["Opening", "Dora Dahl (Institute of Rivers)", "Two"],
        )
    )
    (question,) = preview(data).row_questions
    assert (question.key, question.samples) == (
        "brackets",
        ["Row 3: Opening · Dora Dahl (Institute of Rivers) · Two"],
    )
    assert [value for value, _label in question.options] == ["organisation", "post", "country", "none"]
    answers = {"rows": {"brackets": answer, "posts": "representative"}}
    for one in preview(data, **answers).questions:
        answers[one.noun] = {name_key(one.name): ""}
    load(data, **answers)
    statement = Statement.objects.get(title="Two")
    post = statement.appointment
    assert (
        statement.speaker.name,
        post and post.organisation and post.organisation.name,
        (post and post.title) or None,
    ) == expected


def test_organisations_without_posts_are_asked_about(forum):
    rows = [["Session", "Speaker", "Organisation", "Title"], ["Opening", "Ann Ash; Bo Birch", "; SCO", "One"]]
    data = saved(of_rows(*rows))
    assert [one.key for one in preview(data).row_questions] == ["posts"]
    an_organisation(name="SCO")
    load(data, rows={"posts": "representative"})
    statement = Statement.objects.get()
    assert statement.appointment is None
    assert [str(further.appointment) for further in statement.co_speakers.all()] == ["Representative, SCO"]


def test_organisations_without_posts_can_be_left_out(forum):
    data = saved(of_rows(["Session", "Speaker", "Organisation", "Title"], ["Opening", "Ann Ash", "SCO", "One"]))
    assert load(data, rows={"posts": "leave"}).notes == ["The organisations of the speakers are left out."]
    assert Statement.objects.get().appointment is None


def test_brackets_behind_names_stay_where_the_sheet_has_posts(forum):
    data = saved(of_rows(["Session", "Speaker", "Post", "Title"], ["Opening", "Ann Ash (Jr)", "Judge", "One"]))
    assert preview(data).row_questions == []


def test_hidden_columns_and_comments_are_noted(forum):
    book = of_rows(["Session", "Speaker", "Title"], ["Opening", "Ann Ash", "One"])
    book.active.column_dimensions["B"].hidden = True
    book.active["A1"].comment = Comment("Ask Bo.", "Ann")
    assert preview(saved(book)).notes == [
        "The spreadsheet hides these columns, which are read all the same: B.",
        "The comments on cells of the spreadsheet are not imported.",
    ]


def test_headings_that_are_there_again_are_asked_about(forum):
    names = ["Session", "Speaker", "Title"]
    data = saved(of_rows(names, ["Opening", "Ann Ash", "One"], names, ["Closing", "Ann Ash", "Two"]))
    assert [one.samples for one in preview(data).row_questions] == [["Row 3: Session · Speaker · Title"]]


def test_a_row_that_is_kept_is_imported_or_a_mistake(forum):
    data = saved(of_rows(["Session", "Speaker", "Title"], ["Opening", "Ann Ash", "One"], ["Lunch"]))
    assert [one.key for one in preview(data).row_questions] == ["sparse"]
    assert mistakes_of(preview(data, rows={"sparse": "keep"})) == [
        (3, "C (Title)", "this is required for a new statement.")
    ]


def test_a_sheet_without_sessions_can_make_each_statement_a_session_with_its_room_and_times(forum):
    rows = (
        ["Title", "Speaker", "Date", "Time", "Hall"],
        ["On water", "Ann Ash", "3. April 2021", "9:30–10:15", "Hall A"],
    )
    data = saved(of_rows(*rows))
    columns = {"hall": "room"}
    assert [one.key for one in preview(data, columns=columns).row_questions] == ["sessions"]
    load(data, columns=columns, rows={"sessions": "talk"})
    session = Session.objects.get()
    assert (session.title, session.room, str(session.starts_at), str(session.ends_at)) == (
        "On water",
        "Hall A",
        "2021-04-03 07:30:00+00:00",
        "2021-04-03 08:15:00+00:00",
    )
    assert load(data, columns=columns, rows={"sessions": "talk"}).unchanged == 1
    assert mistakes_of(preview(data, columns=columns, rows={"sessions": "none"})) == [
        (0, "", "the sheet has no column “Session”, which new statements need: add it.")
    ]


def test_the_end_of_a_session_may_be_in_a_column_of_its_own_and_after_midnight(forum):
    rows = (
        ["Title", "Speaker", "Date", "Time", "End"],
        ["On water", "Ann Ash", "2021-04-03", "23:30", "00:15"],
        ["On ice", "Ann Ash", "2021-04-03", "17:00", "09:15"],
    )
    assert mistakes_of(preview(saved(of_rows(*rows)), rows={"sessions": "talk"})) == [
        (3, "E (End)", "“09:15” is before the beginning.")
    ]
    load(saved(of_rows(*rows[:2])), rows={"sessions": "talk"})
    assert str(Session.objects.get().ends_at) == "2021-04-03 22:15:00+00:00"
    outcome = preview(saved(of_rows(["Session", "Speaker", "Title", "End"], ["Opening", "Ann Ash", "One", "10:45"])))
    assert outcome.notes == ["Only the beginnings of times are imported, not their ends, in these rows: 2."]


def test_a_room_that_the_session_has_not_is_noted(forum):
    a_session(conference=forum, title="Opening", room="Hall A")
    outcome = preview_rows({**ROW, "room": "Hall B"}, conference=forum)
    assert outcome.notes == ["Row 2: the room Hall B is left out: that of “Opening” is Hall A."]


# Cells


def test_first_and_last_names_and_several_columns_of_speakers_are_speakers(forum):
    rows = ["Session", "Title", "Vorname", "Nachname", "Speaker 2"], ["Opening", "On water", "Ann", "Ash", "Bo Birch"]
    load(saved(of_rows(*rows)), columns={"vorname": "given", "nachname": "family", "speaker2": "speaker"})
    assert {credit.speaker.name for credit in Statement.objects.get().credits} == {"Ann Ash", "Bo Birch"}


def test_a_patronymic_is_a_part_of_the_name(forum):
    a_speaker(name="Анна Ивановна Лунд")
    rows = (
        ["Session", "Title", "Last name", "First name", "Отчество"],
        ["Opening", "On water", "Лунд", "Анна", "Ивановна"],
    )
    load(saved(of_rows(*rows)), columns={"отчество": "middle"})
    assert Statement.objects.get().speaker.name == "Анна Ивановна Лунд"


def test_rows_that_are_the_same_are_noted(forum):
    outcome = preview_rows(ROW, ROW | {"title": "On ice"}, ROW, conference=forum)
    assert outcome.notes == ["These rows are the same as rows above them: 4."]


def test_the_html_of_abstracts_and_titles_becomes_words_with_a_note(forum):
    rows = (
        ["Session", "Speaker", "Title", "Text (summary)"],
        ["A", "Ann Ash", "Rivers &amp; ice", "<p>1 * 2</p><p>b</p>"],
    )
    assert load(saved(of_rows(*rows))).notes == ["The HTML of these rows became plain words: 2."]
    statement = Statement.objects.get()
    assert (statement.title, statement.text) == ("Rivers & ice", "1 \\* 2\n\nb")
    assert load(saved(of_rows(*rows))).unchanged == 1


def test_a_day_that_the_conference_has_not_is_noted(forum):
    days = "2021-04-03", "2021-04-13", "2021-04-05 01:30", "2021-04-05 09:30", "2021-05"
    rows = [ROW | {"title": day, "delivered_at": day} for day in days]
    outcome = preview_rows(*rows, conference=forum)
    assert outcome.notes == ["The days of these rows are not those of the conference: 3, 5, 6."]


def test_an_abstract_is_a_summary_unless_the_sheet_says_otherwise(forum):
    load_rows({**ROW, "abstract": "Rivers.", "form": ""}, conference=forum)
    statement = Statement.objects.get()
    assert (statement.text, statement.form) == ("Rivers.", "summary")
    load_rows({**ROW, "abstract": "Rivers.", "form": "reported"}, conference=forum)
    statement.refresh_from_db()
    assert statement.form == "reported"


@pytest.mark.parametrize(
    ("name", "tag"), [("English", "en"), ("Deutsch", "de"), ("русский", "ru"), ("zh_TW", "zh-Hant-TW")]
)
def test_a_language_may_be_given_by_its_name(forum, name, tag):
    load_rows({**ROW, "language": name}, conference=forum)
    assert Statement.objects.get().language == tag


@pytest.mark.parametrize(
    ("name", "code"), [("Deutschland", "DE"), ("Россия", "RU"), ("中国", "CN"), ("USA", "US"), ("UK", "GB")]
)
def test_a_country_may_be_given_in_another_language(forum, name, code):
    load_rows({**ROW, "speaker": "Cy Cedar", "country": name}, conference=forum, speaker={"Cy Cedar": ""})
    assert Statement.objects.get().speaker.country == code


def test_timestamps_come_and_go_with_a_sheet(forum):
    recording = {"recording_url": "https://video.example/1.mp4", "recording_start": "0:10"}
    row = {**ROW, **recording, "text": "Rivers cross borders.", "recording_timestamps": "0:10 Rivers cross borders."}
    load_rows(row, conference=forum)
    assert Statement.objects.get().recording_timestamps == "0:10 Rivers cross borders."
    assert load_rows(row, conference=forum).unchanged == 1


# Hours without a day


def moments(forum, *rows):
    load_rows(*rows, conference=forum)
    return [str(moment) for moment in Statement.objects.order_by("pk").values_list("delivered_at", flat=True)]


def test_an_hour_is_on_the_day_of_its_session(forum):
    night = {"starts_at": "2021-04-03T20:00Z", "ends_at": "2021-04-03T23:30Z"}
    a_session(conference=forum, title="Opening", **night)
    rows = [{**ROW, "title": hour, "time": hour} for hour in ("23:30", "0h30")]
    assert moments(forum, *rows) == ["2021-04-03 21:30:00+00:00", "2021-04-03 22:30:00+00:00"]


def test_an_hour_is_on_the_only_day_of_a_conference(forum):
    forum.ends_on = forum.starts_on
    forum.save()
    assert moments(forum, {**ROW, "delivered_at": "9:30"}) == ["2021-04-03 07:30:00+00:00"]


def test_an_hour_that_may_be_on_two_days_is_a_mistake(forum):
    a_session(conference=forum, title="Opening", starts_at="2021-04-03T20:00Z")
    message = "an hour without a day: fill in the column Date."
    assert mistakes_of(preview_rows({**ROW, "time": "0:30"}, conference=forum)) == [(2, "D (Time)", message)]
    assert mistakes_of(preview_rows({**ROW, "session": "Other", "time": "9:30"}, conference=forum)) == [
        (2, "D (Time)", message)
    ]
