"""Events of frab, pretalx and Indico as organisers have them: cancelled, repeated, after midnight, without rooms."""

import json

import pytest

from proceedings.importing.proposals import UnreadableFileError, read
from proceedings.importing.schedules import read_frab, read_indico, read_pretalx

RIVERS = {
    "guid": "g-7",
    "date": "2021-05-03T10:00:00-05:00",
    "duration": "01:30",
    "title": "Rivers",
    "language": "en",
    "abstract": "Rivers cross borders.",
    "persons": [{"name": "Anna Berg"}],
}


def of_pretalx(*events, language="", zone="America/Lima", **day):
    days = [{"date": "2021-05-03", "rooms": {"Great Hall": list(events)}} | day]
    content = {"schedule": {"conference": {"title": "Water Days", "time_zone_name": zone, "days": days}}}
    return read_pretalx(json.dumps(content).encode(), "programme", language)[1]


def of_frab(events, **attributes):
    day = " ".join(f'{name}="{value}"' for name, value in ({"date": "2021-05-03"} | attributes).items())
    zone = "<conference><title>Water Days</title><time_zone_name>America/Lima</time_zone_name></conference>"
    return read_frab(f"\n<schedule>{zone}<day {day}>{events}</day></schedule>".encode(), "programme")[1]


def an_event(start="10:00", title="Rivers", guid="g-7", more=""):
    return f'<event guid="{guid}"><start>{start}</start><duration>00:45</duration><title>{title}</title>{more}</event>'


def sessions(proposal, *names):
    return [tuple(each.get(name, "") for name in names) for each in proposal.conference["sessions"]]


@pytest.mark.parametrize(
    "proposal",
    [
        of_pretalx(RIVERS, RIVERS | {"guid": "g-8", "title": "Lakes", "state": "canceled"}),
        of_frab(f"<room>{an_event()}{an_event(guid='g-8', title='Lakes', more='<state>withdrawn</state>')}</room>"),
    ],
)
def test_a_cancelled_event_is_left_out_with_a_note(proposal):
    assert sessions(proposal, "title") == [("Rivers",)]
    assert proposal.conference["notes"] == ["“Lakes” was cancelled, and is left out."]


def test_an_event_without_a_title_and_values_that_cannot_be_read_are_noted():
    proposal = of_pretalx(RIVERS | {"title": None}, RIVERS | {"date": "2021-05-03 14.05", "language": "plain words"})
    assert proposal.conference["notes"] == [
        "An event without a title is left out: 2021-05-03T10:00:00-05:00, Great Hall, Anna Berg, Rivers cross borders.",
        "“Rivers”: “2021-05-03 14.05” is no time, and is left out.",
        "“Rivers”: “plain words” is no language, and is left out.",
    ]


def test_events_with_the_same_identifier_are_numbered_in_the_order_of_their_times():
    later = RIVERS | {"date": "2021-05-03T14:00:00-05:00"}
    proposal = of_pretalx(later, RIVERS)
    assert sessions(proposal, "identifier", "starts_at") == [("g-7", RIVERS["date"]), ("g-7#2", later["date"])]
    assert [each.identifier for each in proposal.proposals] == ["g-7", "g-7#2"]


def test_a_title_in_several_languages_is_that_of_the_language():
    title = {"de": "Flüsse", "en": "Rivers"}
    assert of_pretalx(RIVERS | {"title": title}).proposals[0].title == "Rivers"
    assert of_pretalx(RIVERS | {"title": title}, language="de").proposals[0].title == "Flüsse"


def test_a_description_follows_the_abstract_unless_it_has_it():
    assert of_pretalx(RIVERS | {"description": "In detail."}).proposals[0].text == "Rivers cross borders.\n\nIn detail."
    assert (
        of_pretalx(RIVERS | {"description": "Rivers cross borders. So."}).proposals[0].text
        == "Rivers cross borders. So."
    )


@pytest.mark.parametrize("rooms", [[{"name": "Great Hall", "events": [RIVERS]}], {"Great Hall": [RIVERS]}])
def test_rooms_are_an_object_or_a_list(rooms):
    assert sessions(of_pretalx(rooms=rooms), "title", "room") == [("Rivers", "Great Hall")]


def test_events_without_a_room_are_those_of_the_day():
    assert sessions(of_pretalx(rooms={}, events=[RIVERS]), "title", "room") == [("Rivers", "")]
    assert sessions(of_frab(an_event()), "title", "room") == [("Rivers", "")]


@pytest.mark.parametrize("duration", ["00:45", 45, "PT45M"])
def test_a_duration_is_a_clock_time_minutes_or_as_in_iso_8601(duration):
    assert sessions(of_pretalx(RIVERS | {"duration": duration}), "ends_at") == [("2021-05-03T10:45:00-05:00",)]


def test_an_hour_before_the_beginning_of_the_day_is_after_midnight():
    early = {"date": None, "start": "00:30", "duration": "00:45"}
    proposal = of_pretalx(rooms={"Great Hall": [RIVERS | early]}, day_start="2021-05-03T09:00:00-05:00")
    times = [("2021-05-04T00:30:00-05:00", "2021-05-04T01:15:00-05:00")]
    assert sessions(proposal, "starts_at", "ends_at") == times
    proposal = of_frab(f"<room>{an_event('00:30')}</room>", start="2021-05-03T09:00:00-05:00")
    assert sessions(proposal, "starts_at", "ends_at") == times


def test_a_duration_counts_hours_and_not_the_clock_which_is_changed():
    proposal = of_pretalx(RIVERS | {"date": "2021-03-28T01:00:00", "duration": "02:00"}, zone="Europe/Berlin")
    assert sessions(proposal, "starts_at", "ends_at") == [("2021-03-28T01:00:00+01:00", "2021-03-28T03:00:00+01:00")]


def test_a_clock_time_that_occurred_twice_is_refused_with_both_readings():
    with pytest.raises(UnreadableFileError, match=r"“Rivers”: 2021-10-31 02:30:00 occurred twice .* with its offset"):
        of_pretalx(RIVERS | {"date": "2021-10-31T02:30:00"}, zone="Europe/Berlin")


def test_talks_of_the_api_of_pretalx_are_read():
    slot = {"room": {"en": "Great Hall"}, "start": "2021-05-03T10:00:00-05:00", "end": "2021-05-03T10:30:00-05:00"}
    talk = {"code": "AB3", "title": "Rivers", "speakers": [{"name": "Anna Berg"}], "slot": slot, "state": "confirmed"}
    _text, proposal = read("", json.dumps({"count": 1, "results": [talk]}).encode(), "talks.json")
    assert (proposal.kind, proposal.proposals[0].speaker) == ("pretalx", "Anna Berg")
    assert sessions(proposal, "room", "ends_at", "identifier") == [("Great Hall", slot["end"], "AB3")]
    with pytest.raises(UnreadableFileError, match="Export all of them at once"):
        read("", json.dumps({"next": "https://example.org/2", "results": [talk]}).encode(), "talks.json")


def test_other_json_is_refused_with_the_formats_that_would_do():
    with pytest.raises(UnreadableFileError, match=r"as a calendar \(\.ics\), or upload it as a sheet"):
        read("", b'{"sessions": [], "speakers": []}', "all.json")


def of_indico(**event):
    return read_indico(json.dumps({"results": [{"title": "Water Days"} | event]}).encode(), "programme")[1]


def contribution(title, *names, **fields):
    return {"title": title, "speakers": [{"fullName": name} for name in names]} | fields


def test_parts_of_contributions_are_talks_and_those_without_a_speaker_are_noted():
    parts = [contribution("Lakes", "Li Wei")]
    session = {"title": "Plenary", "contributions": [contribution("Rivers", "Anna Berg", subContributions=parts)]}
    session["contributions"].append(contribution("Ponds"))
    proposal = of_indico(sessions=[session])
    assert [(each.session, each.title) for each in proposal.proposals] == [("Plenary", "Rivers"), ("Plenary", "Lakes")]
    assert proposal.conference["notes"] == ["“Ponds” has no speaker, and is left out."]


def test_a_contribution_that_is_in_both_lists_is_one():
    rivers = contribution("Rivers", "Anna Berg", url="https://example.org/1", session="Plenary")
    proposal = of_indico(sessions=[{"title": "Plenary", "contributions": [rivers]}], contributions=[rivers])
    assert sessions(proposal, "title") == [("Plenary",)]
    assert len(proposal.proposals) == 1


def test_an_hour_or_a_duration_that_cannot_be_read_is_noted():
    proposal = of_frab(f"<room>{an_event('16.30')}{an_event('24:30', 'Lakes', 'g-8')}</room>")
    assert sessions(proposal, "title", "starts_at") == [("Rivers", ""), ("Lakes", "")]
    assert proposal.conference["notes"] == [
        "“Rivers”: “16.30” is no time, and is left out.",
        "“Lakes”: “24:30” is no time, and is left out.",
    ]
    proposal = of_pretalx(RIVERS | {"duration": "a while", "end": None})
    assert proposal.conference["notes"] == ["“Rivers”: “a while” is no duration, and is left out."]


def test_an_hour_has_the_offset_of_its_day_where_the_programme_names_no_zone():
    day = '<day date="2021-05-03" start="2021-05-03T09:00:00-05:00">'
    data = f"<schedule>{day}<room>{an_event()}</room></day></schedule>".encode()
    assert sessions(read_frab(data, "programme")[1], "starts_at") == [("2021-05-03T10:00:00-05:00",)]


def test_times_in_utc_give_no_offset_to_those_without_one():
    lunch = {"title": "Lunch", "date": "2021-05-03T12:00:00Z"}
    proposal = of_pretalx(RIVERS | {"date": "2021-05-03T10:00:00"}, lunch, zone="")
    assert sessions(proposal, "starts_at") == [("2021-05-03T10:00:00",), ("2021-05-03T12:00:00+00:00",)]
    assert proposal.conference["notes"] == [
        "The programme does not name its time zone: its times are taken to be those of the conference."
    ]


def test_an_event_of_nobody_in_particular_is_a_session():
    proposal = of_pretalx(RIVERS | {"persons": [{"name": "N.N."}]})
    assert (proposal.proposals, sessions(proposal, "summary")) == ([], [("Rivers cross borders.",)])


@pytest.mark.parametrize(("generator", "text_format"), [("pretalx", "markdown"), ("frab", "plain")])
def test_the_xml_of_pretalx_has_markdown(generator, text_format):
    talk = an_event(more="<abstract>**Rivers**</abstract><persons><person>Anna Berg</person></persons>")
    data = f'<schedule><generator name="{generator}"/><day date="2021-05-03">{talk}</day></schedule>'.encode()
    statement = read_frab(data, "programme")[1].proposals[0]
    assert (statement.text, statement.text_format) == ("**Rivers**", text_format)


def test_a_zone_that_is_none_and_a_day_that_is_not_of_the_conference_are_noted():
    days = [{"rooms": {"Hall": [RIVERS, RIVERS | {"title": "Late", "date": "2012-05-03T10:00:00-05:00"}]}}]
    about = {"start": "2021-05-03", "end": "2021-05-03", "time_zone_name": "CEST", "days": days}
    data = json.dumps({"schedule": {"conference": about}}).encode()
    assert read_pretalx(data, "programme")[1].conference["notes"] == [
        "“CEST” is no time zone, such as Europe/Berlin, and is left out.",
        "“Late” on 2012-05-03 is not on a day of the conference.",
    ]
