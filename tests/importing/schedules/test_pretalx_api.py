"""Talks and slots of pretalx's API and widget."""

import json

import pytest

from proceedings.importing.proposals import UnreadableFileError, read

HALL = {"id": 3, "name": {"en": "Great Hall"}}
SLOT = {"room": HALL, "start": "2021-05-03T10:00:00-05:00", "end": "2021-05-03T10:30:00-05:00"}
LATER = SLOT | {"start": "2021-05-03T15:00:00-05:00", "end": "2021-05-03T15:30:00-05:00"}
TALK = {"code": "AB3", "title": "Rivers", "state": "confirmed", "speakers": [{"code": "S1", "name": "Anna Berg"}]}


def proposal_of(content):
    _text, proposal = read("", json.dumps(content).encode(), "talks.json")
    assert proposal.kind == "pretalx"
    return proposal


def sessions(proposal, *names):
    return [tuple(each.get(name, "") for name in names) for each in proposal.conference["sessions"]]


def test_a_talk_that_is_given_twice_is_a_session_each_time():
    proposal = proposal_of({"results": [TALK | {"slots": [SLOT, LATER], "slot_count": 2}]})
    assert sessions(proposal, "starts_at", "room", "identifier") == [
        (SLOT["start"], "Great Hall", "AB3"),
        (LATER["start"], "Great Hall", "AB3#2"),
    ]
    assert [each.speaker for each in proposal.proposals] == ["Anna Berg", "Anna Berg"]


@pytest.mark.parametrize("name", ["slots", "results"])
def test_slots_are_talks_and_breaks(name):
    pause = LATER | {"submission": None, "description": {"en": "Coffee"}}
    proposal = proposal_of({"version": "1", name: [SLOT | {"submission": TALK}, pause]})
    assert sessions(proposal, "title", "room") == [("Rivers", "Great Hall"), ("Coffee", "Great Hall")]


def test_the_schedule_of_the_widget_is_read():
    talk = {"code": "AB3", "id": 9, "title": "Rivers", "speakers": ["S1"], "room": 3, "start": SLOT["start"]}
    lists = {"talks": [talk], "speakers": TALK["speakers"], "rooms": [HALL]}
    proposal = proposal_of(lists | {"timezone": "America/Lima", "event_start": "2021-05-03"})
    assert sessions(proposal, "room", "identifier") == [("Great Hall", "AB3")]
    assert proposal.proposals[0].speaker == "Anna Berg"
    assert (proposal.conference["time_zone"], proposal.conference["starts_on"]) == ("America/Lima", "2021-05-03")


@pytest.mark.parametrize(
    "talk",
    [
        TALK | {"speakers": ["S1"], "slots": [SLOT]},
        TALK | {"slots": [44]},
        TALK | {"slots": [SLOT | {"room": 3}]},
        SLOT | {"submission": "AB3"},
    ],
)
def test_numbers_in_place_of_speakers_and_rooms_are_refused(talk):
    with pytest.raises(UnreadableFileError, match=r"only the numbers of .*expand=speakers,slots\.room"):
        proposal_of({"results": [{"submission_type": 1} | talk]})
