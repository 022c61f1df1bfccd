"""The programme of a conference in the formats of frab and pretalx, checked against their schemas in our own words."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from lxml import etree

from proceedings.importing.schedules import read_frab, read_pretalx
from tests.support.factories import a_co_speaker, a_conference, a_session, a_speaker, a_statement

pytestmark = pytest.mark.django_db

LIMA = ZoneInfo("America/Lima")
TEN = datetime(2021, 5, 3, 10, tzinfo=LIMA)
AWKWARD = 'Реки 河流 "]]>" & <b> \x0b'
# The schemas are at https://github.com/voc/schedule/tree/master/validator.
UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
TEXT = {"type": "string"}
EVENT = {
    "id": {"type": "integer", "minimum": 1},
    "guid": {"type": "string", "pattern": f"^{UUID}$"},
    "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"},
    "duration": {"type": "string", "pattern": "^[0-9]+:[0-9]{2}$"},
    "slug": {"type": "string", "pattern": "^[a-z0-9_-]+[a-z0-9]$"},
    "url": {"type": "string", "pattern": "^https?://"},
    "persons": {"type": "array", "items": {"type": "object", "required": ["name"], "not": {"required": ["id"]}}},
    "links": {"type": "array"},
    "attachments": {"type": "array"},
    "answers": {"type": "array"},
    **dict.fromkeys(
        ("start", "room", "title", "subtitle", "track", "type", "language", "abstract", "description"), TEXT
    ),
}
OPTIONAL = {"description", "attachments", "answers"}


def closed(properties, *optional):
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


DAY = closed(
    {
        "index": {"type": "integer"},
        **dict.fromkeys(("date", "day_start", "day_end"), TEXT),
        "rooms": {"type": "object", "additionalProperties": {"type": "array", "items": closed(EVENT, *OPTIONAL)}},
    }
)
CONFERENCE = closed(
    {
        "acronym": {"type": "string", "pattern": "^[a-z0-9_-][a-z0-9_]{3,}$"},
        "daysCount": {"type": "integer"},
        "time_zone_name": {"type": "string", "pattern": "^([A-Z][a-z]+/[A-Z][a-z]+)|UTC$"},
        "rooms": {"type": "array", "items": closed({"guid": EVENT["guid"], "name": TEXT})},
        "days": {"type": "array", "items": DAY},
        **dict.fromkeys(("title", "start", "end", "timeslot_duration", "url"), TEXT),
    },
    "time_zone_name",
    "rooms",
    "url",
)
SCHEDULE = {"type": "object", "properties": {"conference": CONFERENCE}, "required": ["conference", "version"]}
JSON_SCHEMA = closed({"$schema": TEXT, "generator": {"type": "object"}, "schedule": SCHEDULE})
DURATION, CLOCK = "[0-9]{1,2}:[0-9]{2}", "[0-2][0-9]:[0-5][0-9]"
DATE, MOMENT = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d"
# Children of each element in order, where * may be missing or come again.
XML_CHILDREN = {
    "schedule": "generator version conference day*",
    "day": "room*",
    "room": "event*",
    "persons": "person*",
    "links": "",
}
XML_PATTERNS = {
    "event/date": MOMENT,
    "event/start": CLOCK,
    "event/duration": DURATION,
    "event/url": "https?://.+",
    "conference/start": DATE,
    "conference/end": DATE,
    "conference/days": r"\d+",
    "conference/timeslot_duration": DURATION,
}
XML_EVENT = {
    *("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "language", "url"),
    *("persons", "links"),
}


def schedule_of(client, extension):
    response = client.get(f"/conferences/water/schedule.{extension}")
    assert response.status_code == 200
    return b"".join(response)


def check_json(content):
    jsonschema.validate(data := json.loads(content), JSON_SCHEMA)
    return data["schedule"]["conference"]


def check_xml(content):
    root = etree.fromstring(content)
    for tag, children in XML_CHILDREN.items():
        names = children.split()
        for element in root.iter(tag):
            order = [child.tag for child in element]
            assert set(order) <= {name.rstrip("*") for name in names}
            assert all(order.count(name) == 1 for name in names if not name.endswith("*"))
            assert order == sorted(order, key=[name.rstrip("*") for name in names].index)
    for event in root.iter("event"):
        assert sorted(child.tag for child in event) == sorted(XML_EVENT)
        assert int(event.get("id")) > 0
    for path, pattern in XML_PATTERNS.items():
        for element in root.iterfind(f".//{path}"):
            assert etree.XPath(f"boolean(self::*[re:test(string(.), '^({pattern})$')])", namespaces=RE)(element)
    for path in ("event/@id", "event/@guid", "event/slug/text()", "day/@index"):
        values = root.xpath(f"//{path}")
        assert len(values) == len(set(values))
    assert len(root.findall("day")) >= 1
    return root


RE = {"re": "http://exslt.org/regular-expressions"}


@pytest.fixture
def water():
    conference = a_conference(
        slug="water",
        title=AWKWARD,
        starts_on=date(2021, 5, 3),
        ends_on=date(2021, 5, 4),
        time_zone="America/Lima",
        place="Lima",
    )
    anna, li = a_speaker(name="Anna Berg"), a_speaker(name="Li Wei")
    rivers = a_session(
        conference=conference,
        title="Rivers",
        room="Great Hall",
        starts_at=TEN,
        ends_at=TEN + timedelta(minutes=90),
        summary="*Rivers* cross borders.",
    )
    joint = a_statement(session=rivers, speaker=anna)
    a_co_speaker(statement=joint, speaker=li)
    a_statement(session=rivers, speaker=anna)
    a_session(conference=conference, title="Lunch", starts_at=TEN + timedelta(days=1), slug="Lunch_")
    a_session(conference=conference, title="Without a time")
    return conference


def test_the_json_is_valid_and_has_each_session_with_a_time(client, water):
    conference = check_json(schedule_of(client, "json"))
    assert [(day["date"], list(day["rooms"])) for day in conference["days"]] == [
        ("2021-05-03", ["Great Hall"]),
        ("2021-05-04", ["Lima"]),
    ]
    [event] = conference["days"][0]["rooms"]["Great Hall"]
    assert (event["title"], event["date"], event["start"], event["duration"], event["abstract"]) == (
        "Rivers",
        "2021-05-03T10:00:00-05:00",
        "10:00",
        "01:30",
        "Rivers cross borders.",
    )
    assert [person["name"] for person in event["persons"]] == ["Anna Berg", "Li Wei"]


def test_the_xml_is_valid_and_has_the_same_events(client, water):
    root = check_xml(schedule_of(client, "xml"))
    assert root.findtext("conference/title") == AWKWARD.replace("\x0b", "")
    assert [event.findtext("title") for event in root.iter("event")] == ["Rivers", "Lunch"]
    assert root.xpath("//event[1]/persons/person/text()") == ["Anna Berg", "Li Wei"]


@pytest.mark.parametrize(("extension", "reader"), [("json", read_pretalx), ("xml", read_frab)])
def test_our_own_reader_reads_it(client, water, extension, reader):
    _text, proposal = reader(schedule_of(client, extension), "water")
    assert [(each.speaker, each.title) for each in proposal.proposals] == [
        ("Anna Berg", "Rivers"),
        ("Li Wei", "Rivers"),
    ]
    assert [session["room"] for session in proposal.conference["sessions"]] == ["Great Hall", "Lima"]


def test_drafts_and_their_speakers_are_not_in_it(client, water):
    a_statement(session=water.sessions.get(title="Rivers"), speaker=a_speaker(name="Hidden Person"), status="draft")
    assert b"Hidden" not in schedule_of(client, "json") + schedule_of(client, "xml")


@pytest.mark.parametrize("extension", ["json", "xml"])
def test_only_a_public_conference_has_a_programme(client, extension):
    a_conference(slug="water", status="draft")
    assert client.get(f"/conferences/water/schedule.{extension}").status_code == 404


@pytest.mark.parametrize("starts_on", ["0001-01-01", "9999-12-31", "1850-06-01", "2021-05-03"])
def test_a_conference_without_times_has_its_first_day(client, starts_on):
    a_conference(slug="water", starts_on=date.fromisoformat(starts_on), time_zone="Asia/Tokyo")
    check_xml(schedule_of(client, "xml"))
    assert check_json(schedule_of(client, "json"))["start"] == starts_on
