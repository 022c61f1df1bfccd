"""Programmes of frab, pretalx, Indico and calendars become sessions and talks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proceedings.importing.proposals import UnreadableFileError, read
from proceedings.importing.schedules import read_frab, read_icalendar, read_indico, read_pretalx

FRAB = """<?xml version="1.0"?>
<schedule><version>1</version><conference><title>Water Days</title><start>2021-05-03</start><end>2021-05-04</end>
<city>Lima</city><time_zone_name>America/Lima</time_zone_name></conference>
<day index="1" date="2021-05-03"><room name="Great Hall">
<event id="7" guid="g-7"><date>2021-05-03T10:00:00-05:00</date><start>10:00</start><duration>01:30</duration>
<room>Great Hall</room><title>Rivers</title><language>en</language><abstract>Rivers cross borders.</abstract>
<persons><person id="1">Anna Berg</person><person id="2">Li Wei</person></persons></event>
<event id="8"><start>12:00</start><duration>00:30</duration><title>Lunch</title></event>
</room></day></schedule>"""
PRETALX = {
    "schedule": {
        "conference": {
            "title": "Water Days",
            "start": "2021-05-03",
            "end": "2021-05-04",
            "time_zone_name": "America/Lima",
            "days": [
                {
                    "rooms": {
                        "Great Hall": [
                            {
                                "guid": "g-7",
                                "date": "2021-05-03T10:00:00-05:00",
                                "duration": "01:30",
                                "title": "Rivers",
                                "language": "en",
                                "abstract": "Rivers cross borders.",
                                "persons": [{"public_name": "Anna Berg"}, {"name": "Li Wei", "code": "ABC"}],
                            },
                            {"id": 8, "date": "2021-05-03T12:00:00", "duration": "00:30", "title": "Lunch"},
                        ]
                    }
                }
            ],
        }
    }
}


def moment(time):
    return {"date": "2021-05-03", "time": time, "tz": "America/Lima"}


def contribution(title, time, *names, **fields):
    speakers = [{"fullName": name, "affiliation": "River Board"} for name in names]
    return {"title": title, "id": title, "startDate": moment(time), "speakers": speakers} | fields


INDICO = {
    "results": [
        {
            "title": "Water Days",
            "startDate": moment("09:00:00"),
            "endDate": moment("18:00:00"),
            "timezone": "America/Lima",
            "location": "Lima",
            "sessions": [
                {
                    "title": "Plenary",
                    "id": "1",
                    "room": "Great Hall",
                    "startDate": moment("10:00:00"),
                    "endDate": moment("11:30:00"),
                    "contributions": [
                        contribution("Lakes", "11:00:00", "WEI, Li", description="<p>Lakes<br>shrink.</p><p>Fast.</p>"),
                        contribution("Rivers", "10:00:00", "Berg, Anna"),
                    ],
                }
            ],
            "contributions": [contribution("Closing", "17:00:00", "Anna Berg")],
        }
    ]
}
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
X-WR-CALNAME:Water Days
BEGIN:VEVENT
UID:days@example.org
SUMMARY:Water Days
LOCATION:Lima
DTSTART;VALUE=DATE:20210503
DTEND;VALUE=DATE:20210505
END:VEVENT
BEGIN:VEVENT
UID:rivers@example.org
SUMMARY:Rivers
LOCATION:Great Hall
DESCRIPTION:Rivers cross borders.
DTSTART:20210503T150000Z
DTEND:20210503T163000Z
END:VEVENT
END:VCALENDAR
"""
FILES = {"frab": FRAB, "pretalx": json.dumps(PRETALX), "indico": json.dumps(INDICO), "icalendar": CALENDAR}
READERS = {"frab": read_frab, "pretalx": read_pretalx, "indico": read_indico, "icalendar": read_icalendar}


def proposal_of(kind, content=None):
    text, proposal = READERS[kind]((content or FILES[kind]).encode(), "programme")
    assert list(proposal.violations(text)) == []
    return proposal


@pytest.mark.parametrize("kind", FILES)
def test_a_programme_is_recognised(kind):
    _text, proposal = read("", FILES[kind].encode(), "programme")
    assert proposal.kind == kind
    assert proposal.conference["title"] == "Water Days"
    assert proposal.conference["starts_on"] == "2021-05-03"


@pytest.mark.parametrize("kind", ["frab", "pretalx"])
def test_an_event_is_a_session_and_a_talk_of_all_its_persons(kind):
    proposal = proposal_of(kind)
    rivers, lunch = proposal.conference["sessions"]
    assert rivers == {
        "title": "Rivers",
        "room": "Great Hall",
        "starts_at": "2021-05-03T10:00:00-05:00",
        "ends_at": "2021-05-03T11:30:00-05:00",
        "identifier": "g-7",
    }
    assert (lunch["title"], lunch["starts_at"], lunch["identifier"]) == ("Lunch", "2021-05-03T12:00:00-05:00", "8")
    first, second = proposal.proposals
    assert (first.speaker, second.speaker) == ("Anna Berg", "Li Wei")
    assert first.content == second.content
    assert (first.title, first.text, first.form, first.session) == (
        "Rivers",
        "Rivers cross borders.",
        "summary",
        "Rivers",
    )
    assert (first.identifier, first.delivered_at, first.language) == ("g-7", "2021-05-03T10:00:00-05:00", "en")


def test_sessions_of_indico_hold_their_contributions_in_order():
    proposal = proposal_of("indico")
    assert [(each["title"], each.get("room")) for each in proposal.conference["sessions"]] == [
        ("Plenary", "Great Hall"),
        ("Closing", None),
    ]
    assert [(each.session, each.title, each.speaker, each.text) for each in proposal.proposals] == [
        ("Plenary", "Rivers", "Anna Berg", ""),
        ("Plenary", "Lakes", "Li WEI", "Lakes\n\nshrink.\n\nFast."),
        ("Closing", "Closing", "Anna Berg", ""),
    ]
    assert proposal.speakers[0].organisation == "River Board"
    assert proposal.proposals[0].delivered_at == "2021-05-03T10:00:00-05:00"


def test_whole_days_of_a_calendar_are_those_of_the_conference():
    conference = proposal_of("icalendar").conference
    assert (conference["starts_on"], conference["ends_on"], conference["place"]) == ("2021-05-03", "2021-05-04", "Lima")
    assert conference["sessions"] == [
        {
            "title": "Rivers",
            "room": "Great Hall",
            "starts_at": "2021-05-03T15:00:00+00:00",
            "ends_at": "2021-05-03T16:30:00+00:00",
            "summary": "Rivers cross borders.",
            "identifier": "rivers@example.org",
        }
    ]


@pytest.mark.parametrize("title", ["Rivers", "RIVERS"])
def test_sessions_of_the_same_title_stay_apart(title):
    content = FRAB.replace("<title>Lunch</title>", f"<title>{title}</title>")
    assert [each["title"] for each in proposal_of("frab", content).conference["sessions"]] == [
        "Rivers (2021-05-03T10:00:00-05:00)",
        f"{title} (2021-05-03T12:00:00-05:00)",
    ]


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("frab", "<schedule", "damaged"),
        ("frab", "<agenda/>", "has to begin with <schedule>"),
        ("frab", '<!DOCTYPE a [<!ENTITY b "c">]><schedule>&b;</schedule>', "document type"),
        ("frab", "<schedule/>", "no events"),
        ("pretalx", "{", "not JSON"),
        ("pretalx", "[" * 100_000, "nested too deep"),
        ("pretalx", "[]", "has to be an object"),
        ("pretalx", "{}", "no events"),
        ("indico", '{"results": []}', "one event"),
        ("icalendar", "BEGIN:VCALENDAR\nBEGIN:VEVENT", "no end"),
        (
            "icalendar",
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Rivers\nDTSTART:99999999T999999Z\nEND:VEVENT\nEND:VCALENDAR\n",
            "“Rivers”: the calendar has a time that cannot be read.",
        ),
    ],
)
def test_a_file_without_a_programme_is_refused_with_a_sentence(kind, content, message):
    with pytest.raises(UnreadableFileError, match=message):
        READERS[kind](content.encode(), "programme")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TEXTS = st.sampled_from(
    ["", "Rivers", "2021-05-03T10:00", "99:99", "9999-12-31T23:59", "<p>a", "<", "a\0b", "Etc/../x"]
)
FIELDS = [
    *("title", "date", "duration", "start", "room", "persons", "name", "public_name", "abstract", "guid", "speakers"),
    *("fullName", "contributions", "session", "startDate", "endDate", "time", "tz", "description"),
]
ROWS = st.recursive(
    st.dictionaries(st.sampled_from(FIELDS), TEXTS | JSON, max_size=6),
    lambda inner: st.dictionaries(st.sampled_from(FIELDS), st.lists(inner, max_size=2) | inner, max_size=4),
    max_leaves=6,
)


@given(ROWS | JSON, st.sampled_from(["pretalx", "indico"]))
def test_any_json_gives_a_valid_proposal_or_a_sentence(row, kind):
    conference = {"title": row, "days": [{"rooms": {"Hall": [row]}}]}
    event = {"title": "Days", "sessions": [row], "contributions": [row]}
    content = {"schedule": {"conference": conference}, "results": [event]}
    try:
        proposal_of(kind, json.dumps(content))
    except UnreadableFileError:
        return


@given(st.lists(st.sampled_from(CALENDAR.split("\n")), max_size=25).map("\n".join) | st.text(max_size=50))
def test_any_calendar_gives_a_valid_proposal_or_a_sentence(content):
    try:
        proposal_of("icalendar", f"BEGIN:VCALENDAR\n{content}\nEND:VCALENDAR")
    except UnreadableFileError:
        return
