"""All data of an event on Sessionize become sessions and talks."""

import json

import pytest

from proceedings.importing.proposals import UnreadableFileError, read
from proceedings.importing.schedules import read_sessionize

ANNA = {
    "id": "s-1",
    "firstName": "Anna",
    "lastName": "Berg",
    "fullName": "Anna Berg",
    "tagLine": "Engineer, River Board",
}
LI = {"id": "s-2", "firstName": "Li", "lastName": "Wei", "tagLine": None}
RIVERS = {
    "id": "701",
    "title": "Rivers",
    "description": "Rivers cross borders.\r\n\r\nThey flood.",
    "startsAt": "2021-05-03T10:00:00",
    "endsAt": "2021-05-03T11:30:00",
    "isServiceSession": False,
    "speakers": ["s-1", "s-2"],
    "categoryItems": [31],
    "roomId": 5,
    "status": "Accepted",
}
LUNCH = {"id": "x-9", "title": "Lunch", "startsAt": "2021-05-03T12:00:00Z", "isServiceSession": True, "speakers": []}
LANGUAGES = {"id": 3, "title": "Language", "items": [{"id": 31, "name": "Spanish"}, {"id": 32, "name": "English"}]}


def proposal_of(*sessions):
    content = {
        "sessions": sessions,
        "speakers": [ANNA, LI],
        "categories": [LANGUAGES],
        "rooms": [{"id": 5, "name": "Great Hall", "sort": 1}],
    }
    text, proposal = read("", json.dumps(content).encode(), "programme.json")
    assert list(proposal.violations(text)) == []
    assert proposal.kind == "sessionize"
    return proposal


def test_a_session_with_speakers_is_a_talk_of_each():
    proposal = proposal_of(RIVERS)
    assert proposal.conference["sessions"] == [
        {
            "title": "Rivers",
            "room": "Great Hall",
            "starts_at": "2021-05-03T10:00:00",
            "ends_at": "2021-05-03T11:30:00",
            "identifier": "701",
        }
    ]
    assert [(each.speaker, each.text, each.language) for each in proposal.proposals] == [
        ("Anna Berg", "Rivers cross borders.\n\nThey flood.", "es"),
        ("Li Wei", "Rivers cross borders.\n\nThey flood.", "es"),
    ]


def test_a_service_session_is_a_session_without_talks():
    proposal = proposal_of(LUNCH)
    assert [each["title"] for each in proposal.conference["sessions"]] == ["Lunch"]
    assert proposal.proposals == []


def test_a_tagline_is_no_post_and_is_noted():
    proposal = proposal_of(RIVERS)
    assert [(each.post, each.organisation) for each in proposal.speakers] == [("", ""), ("", "")]
    assert proposal.conference["notes"][0] == "Anna Berg: “Engineer, River Board” is not taken for a post."


def test_a_speaker_whom_the_file_does_not_have_is_noted():
    proposal = proposal_of(RIVERS | {"speakers": [*RIVERS["speakers"], "s-404"]})
    assert "“Rivers” has a person whose name is not in the file." in proposal.conference["notes"]


@pytest.mark.parametrize("status", ["Declined", "Waitlisted"])
def test_a_session_that_was_not_accepted_is_left_out(status):
    proposal = proposal_of(LUNCH, RIVERS | {"status": status})
    assert [each["title"] for each in proposal.conference["sessions"]] == ["Lunch"]
    assert f"“Rivers” is not accepted ({status.lower()}), and is left out." in proposal.conference["notes"]


def test_an_event_without_sessions_is_refused():
    with pytest.raises(UnreadableFileError, match="no events"):
        proposal_of()


@pytest.mark.parametrize("broken", [None, 7, "s-1", [["s-1"]], {"id": []}])
@pytest.mark.parametrize("field", RIVERS)
def test_a_field_of_any_type_gives_a_valid_proposal_or_a_sentence(field, broken):
    content = {"sessions": [LUNCH, RIVERS | {field: broken}], "speakers": broken, "rooms": broken, "categories": broken}
    text, proposal = read_sessionize(json.dumps(content).encode(), "programme")
    assert list(proposal.violations(text)) == []
