"""Calendars as programs write them: time zones, repeated and cancelled events, whole days, folded lines."""

import pytest

from proceedings.importing.proposals import UnreadableFileError, read
from proceedings.importing.schedules import read_icalendar

ZONE = """BEGIN:VTIMEZONE
TZID:Lima
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
"""


def calendar(*events, head="X-WR-CALNAME:Water Days\n"):
    rows = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{rows}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def event(*lines, uid="r@example.org", title="Rivers"):
    return "\n".join([f"UID:{uid}", f"SUMMARY:{title}", *lines])


def of_calendar(*events, **options):
    return read_icalendar(calendar(*events, **options), "programme")[1].conference


def starts(conference):
    return [each.get("starts_at", "") for each in conference["sessions"]]


BERLIN = "DTSTART;TZID=Europe/Berlin:20210503T100000"


@pytest.mark.parametrize(
    ("lines", "start", "end", "zone"),
    [
        ([BERLIN, "DURATION:PT1H30M"], "2021-05-03T10:00:00+02:00", "2021-05-03T11:30:00+02:00", "Europe/Berlin"),
        (
            ["DTSTART;TZID=Lima:20210503T100000", "DTEND;TZID=Lima:20210503T110000"],
            *("2021-05-03T10:00:00-05:00", "2021-05-03T11:00:00-05:00", None),
        ),
        (
            ["DTSTART;TZID=W. Europe Standard Time:20210503T100000"],
            *("2021-05-03T10:00:00+02:00", None, "Europe/Berlin"),
        ),
        (["DTSTART:20210503T100000", "DTEND:20210503T110000"], "2021-05-03T10:00:00", "2021-05-03T11:00:00", None),
    ],
)
def test_a_time_has_the_offset_of_its_zone_and_none_without_a_zone(lines, start, end, zone):
    conference = of_calendar(event(*lines), head=f"X-WR-CALNAME:Water Days\n{ZONE}")
    session = conference["sessions"][0]
    assert (session["starts_at"], session.get("ends_at"), conference.get("time_zone")) == (start, end, zone)


def test_a_zone_that_nobody_knows_is_refused():
    with pytest.raises(UnreadableFileError, match="“Rivers”: the calendar does not say what the time zone “Ours” is"):
        of_calendar(event("DTSTART;TZID=Ours:20210503T100000"))


def test_a_repeated_event_is_a_session_each_time_and_an_override_takes_the_place_of_one():
    rule = event(BERLIN, "RRULE:FREQ=DAILY;COUNT=4", "EXDATE;TZID=Europe/Berlin:20210504T100000")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20210505T100000", "DTSTART;TZID=Europe/Berlin:20210505T150000", title="Moved"
    )
    conference = of_calendar(rule, moved)
    assert starts(conference) == ["2021-05-03T10:00:00+02:00", "2021-05-05T15:00:00+02:00", "2021-05-06T10:00:00+02:00"]
    assert [each["identifier"] for each in conference["sessions"]] == [
        f"r@example.org/2021-05-0{day}T08:00:00+00:00" for day in (3, 5, 6)
    ]


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("FREQ=DAILY", "“Rivers” is repeated more than 1000 times: give its rule an end"),
        ("FREQ=SECONDLY;COUNT=99999999", "more than 1000 times"),
        ("FREQ=DAILY;UNTIL=20210505T080000", "a rule of repetition that cannot be read"),
    ],
)
def test_a_repetition_without_an_end_or_without_sense_is_refused(rule, message):
    with pytest.raises(UnreadableFileError, match=message):
        of_calendar(event(BERLIN, f"RRULE:{rule}"))


def test_cancelled_events_and_events_without_a_title_are_noted():
    conference = of_calendar(
        event("DTSTART:20210503T100000Z", "STATUS:CANCELLED"),
        event("DTSTART:20210503T110000Z", uid="l@example.org", title="Lakes"),
        "UID:x\nDESCRIPTION:Words\nDTSTART:20210503T120000Z",
    )
    assert [each["title"] for each in conference["sessions"]] == ["Lakes"]
    assert conference["notes"] == [
        "“Rivers” was cancelled, and is left out.",
        "An event without a title is left out: Words",
    ]


def test_only_the_whole_days_that_have_all_others_are_those_of_the_conference():
    conference = of_calendar(
        event("DTSTART;VALUE=DATE:20210401", uid="d", title="Deadline"),
        event("DTSTART;VALUE=DATE:20210502", "DTEND;VALUE=DATE:20210505", uid="w", title="Water"),
        event("DTSTART:20210503T100000Z"),
    )
    assert (conference["title"], conference["starts_on"], conference["ends_on"]) == (
        "Water Days",
        "2021-05-02",
        "2021-05-04",
    )
    assert conference["notes"] == ["“Deadline” on 2021-04-01 has no hours, and is left out."]


def test_an_end_before_the_start_is_left_out_with_a_note():
    conference = of_calendar(event("DTSTART:20210503T100000Z", "DTEND:20210503T090000Z"))
    assert "ends_at" not in conference["sessions"][0]
    assert conference["notes"] == ["“Rivers” ends before it begins: its end is left out."]


def test_a_line_may_be_folded_within_a_letter_and_a_file_may_have_several_calendars():
    folded = calendar(event("DTSTART:20210503T100000Z", title="Flüsse")).replace(b"\xc3\xbc", b"\xc3\r\n \xbc")
    second = calendar(event("DTSTART:20210504T100000Z", uid="l@example.org", title="Lakes"), head="")
    _text, proposal = read("", folded + second, "programme.ics")
    assert [each["title"] for each in proposal.conference["sessions"]] == ["Flüsse", "Lakes"]


def test_sessions_are_in_the_order_of_their_times_in_any_zone():
    conference = of_calendar(
        event("DTSTART:20210503T093000Z", uid="l", title="Lakes"),
        event("DTSTART;TZID=Europe/Berlin:20210503T100000"),
    )
    assert [each["title"] for each in conference["sessions"]] == ["Rivers", "Lakes"]


def test_a_calendar_that_cancels_its_events_and_a_tentative_event_are_noted():
    with pytest.raises(UnreadableFileError, match=r"no events in this programme\. “Rivers” was cancelled"):
        of_calendar(event("DTSTART:20210503T100000Z"), head="METHOD:CANCEL\n")
    conference = of_calendar(event("DTSTART:20210503T100000Z", "STATUS:TENTATIVE"))
    assert conference["notes"] == ["“Rivers” is only tentative in the calendar."]


def test_an_event_without_a_time_is_noted():
    conference = of_calendar(event("DTSTART:20210503T100000Z"), event(uid="l", title="Lakes"))
    assert conference["notes"] == ["“Lakes” has no time, and is left out."]


def test_a_calendar_that_is_cut_off_is_refused():
    with pytest.raises(UnreadableFileError, match=r"no end \(END:VCALENDAR\)"):
        read_icalendar(calendar(event("DTSTART:20210503T100000Z")).replace(b"END:VCALENDAR", b""), "programme")


def test_periods_have_their_own_lengths():
    conference = of_calendar(
        event(
            "DTSTART:20210503T100000Z",
            "DTEND:20210503T110000Z",
            "RDATE;VALUE=PERIOD:20210504T100000Z/PT2H,20210505T100000Z/20210505T130000Z",
        )
    )
    assert [each["ends_at"][:13] for each in conference["sessions"]] == [
        "2021-05-03T11",
        "2021-05-04T12",
        "2021-05-05T13",
    ]


def test_a_day_leaves_out_all_times_of_a_repeated_event_on_it():
    conference = of_calendar(event(BERLIN, "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20210504"))
    assert starts(conference) == ["2021-05-03T10:00:00+02:00", "2021-05-05T10:00:00+02:00"]


def test_a_change_of_all_later_times_is_refused():
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20210504T100000", BERLIN)
    with pytest.raises(UnreadableFileError, match="“Rivers”: the calendar changes all later times"):
        of_calendar(event(BERLIN, "RRULE:FREQ=DAILY;COUNT=3"), later)


def test_a_description_is_written_so_that_markdown_changes_no_word():
    conference = of_calendar(event("DTSTART:20210503T100000Z", r"DESCRIPTION:# 1 * 2\n\n__init__"))
    assert conference["sessions"][0]["summary"] == "\\# 1 \\* 2\n\n\\_\\_init\\_\\_"


def test_a_title_has_no_entities():
    assert of_calendar(event(BERLIN, title="Rivers &amp; lakes"))["sessions"][0]["title"] == "Rivers & lakes"


def test_the_last_version_of_an_event_counts_also_if_it_cancels_it():
    first = event("DTSTART:20210503T100000Z", "SEQUENCE:0", title="Old")
    last = "DTSTART:20210503T120000Z", "SEQUENCE:2"
    conference = of_calendar(first, event(*last))
    assert [each["title"] for each in conference["sessions"]] == ["Rivers"]
    assert conference["notes"] == ["“Old” is an earlier version of an event, and is left out."]
    with pytest.raises(UnreadableFileError, match="no events"):
        of_calendar(first, event(*last, "STATUS:CANCELLED"))


def test_a_line_and_a_zone_that_cannot_be_read_are_noted():
    head = "X-WR-CALNAME:Water Days\nX-WR-TIMEZONE:Europe/Nowhere\n"
    conference = of_calendar(event("DTSTART:20210503T100000Z", "a broken line"), head=head)
    line, zone = conference["notes"]
    assert line.startswith("“Rivers”: a line cannot be read: ")
    assert zone == "“Europe/Nowhere” is no time zone, such as Europe/Berlin, and is left out."
