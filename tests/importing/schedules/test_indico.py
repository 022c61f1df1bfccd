"""Exports of Indico: timetables, blocks of sessions, conveners, and what is missing in them."""

import json

import pytest

from proceedings.importing.proposals import UnreadableFileError
from proceedings.importing.schedules import read_indico

ANNA = {"firstName": "Anna", "familyName": "Berg", "name": "Berg, Anna"}


def moment(time, day="2021-10-31"):
    return {"date": day, "time": time, "tz": "Europe/Zurich"}


def proposal_of(**event):
    return of_results([{"title": "Water Days"} | event])


def of_results(results):
    return read_indico(json.dumps({"results": results}).encode(), "programme")[1]


def test_a_timetable_has_sessions_contributions_and_breaks():
    talk = {"entryType": "Contribution", "title": "Rivers", "presenters": [ANNA], "startDate": moment("09:00:00")}
    lunch = {"entryType": "Break", "title": "Lunch", "startDate": moment("12:00:00")}
    tea = {"entryType": "Break", "title": "Tea", "startDate": moment("10:00:00")}
    plenary = {
        "entryType": "Session",
        "title": "Plenary",
        "startDate": moment("09:00:00"),
        "entries": {"c1": talk, "b2": tea},
    }
    proposal = of_results({"7": {"20211031": {"s1": plenary, "b1": lunch}, "20211101": {}}})
    assert [each["title"] for each in proposal.conference["sessions"]] == ["Plenary", "Tea", "Lunch"]
    assert [(each.speaker, each.session) for each in proposal.proposals] == [("Anna Berg", "Plenary")]


def test_a_block_without_a_title_has_that_of_its_session_and_conveners_are_noted():
    block = {"title": "", "session": {"title": "Plenary", "conveners": [ANNA]}, "contributions": [], "id": "7-1"}
    proposal = proposal_of(sessions=[block])
    assert proposal.conference["sessions"] == [{"title": "Plenary", "identifier": "7-1"}]
    assert proposal.conference["notes"] == ["“Plenary”: its conveners are not imported: Anna Berg."]


def test_a_time_that_occurred_twice_is_refused_unless_it_has_an_offset():
    talk = {"title": "Rivers", "speakers": [ANNA], "startDate": moment("02:30:00")}
    with pytest.raises(UnreadableFileError, match="“Rivers”: 2021-10-31 02:30:00 occurred twice in Europe/Zurich"):
        proposal_of(contributions=[talk])
    proposal = proposal_of(contributions=[talk | {"startDate": moment("02:30:00+01:00")}])
    assert proposal.proposals[0].delivered_at == "2021-10-31T02:30:00+01:00"


def test_an_export_without_its_contributions_is_refused_with_the_option_that_adds_them():
    with pytest.raises(UnreadableFileError, match="detail=contributions"):
        proposal_of(description="Water")


def test_a_speaker_who_is_not_known_is_none():
    talk = {"title": "Rivers", "speakers": [{"fullName": "TBA"}], "description": "Words"}
    proposal = proposal_of(contributions=[talk])
    assert proposal.proposals == []
    assert proposal.conference["sessions"] == [{"title": "Rivers", "summary": "Words"}]
