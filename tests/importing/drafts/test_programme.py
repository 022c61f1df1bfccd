"""A programme that is read again changes what it made, and nothing that an editor changed or published."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from proceedings.editorial.models import ProgrammeItem
from proceedings.models import Conference, Session, Speaker, Statement, Status

pytestmark = pytest.mark.django_db
RIVERS = {
    "guid": "7f3c-rivers",
    "date": "2021-05-03T10:00:00-05:00",
    "duration": "01:30",
    "title": "Rivers",
    "language": "en",
    "abstract": "Rivers cross borders.",
    "persons": [{"public_name": "Anna Berg"}, {"public_name": "Li Wei"}],
}
LUNCH = {"guid": "9a1b-lunch", "date": "2021-05-03T12:00:00-05:00", "duration": "00:30", "title": "Lunch"}


@pytest.fixture
def draft(tmp_path):
    """Draft a programme of events in a room of pretalx, and return the output."""

    def run(*events, title="Water Days", room="Great Hall", arguments=()):
        conference = {"title": title, "start": "2021-05-03", "time_zone_name": "America/Lima"}
        content = {"schedule": {"conference": conference | {"days": [{"rooms": {room: list(events)}}]}}}
        path = tmp_path / "schedule.json"
        path.write_text(json.dumps(content), "utf-8")
        out = StringIO()
        call_command("draft", str(path), *arguments, stdout=out)
        return out.getvalue()

    return run


def titles():
    return list(Session.objects.order_by("position").values_list("title", flat=True))


def test_the_same_programme_changes_nothing(draft):
    draft(RIVERS, LUNCH)
    assert "0 created, 0 updated" in draft(RIVERS, LUNCH).splitlines()[-1]
    assert (Session.objects.count(), Statement.objects.count(), ProgrammeItem.objects.count()) == (2, 1, 2)


def test_a_corrected_programme_changes_the_title_the_room_and_the_times(draft):
    draft(RIVERS, LUNCH)
    talk = Statement.objects.get()
    corrected = RIVERS | {"title": "Rivers and Rain", "date": "2021-05-03T14:00:00-05:00", "abstract": "Rain too."}
    draft(LUNCH, corrected, room="Small Hall")
    changed = Statement.objects.get()
    assert (changed.pk, changed.title, changed.text) == (talk.pk, "Rivers and Rain", "Rain too.")
    assert changed.delivered_at.isoformat() == "2021-05-03T19:00:00+00:00"
    session = changed.session
    assert (session.pk, session.title, session.room) == (talk.session_id, "Rivers and Rain", "Small Hall")
    assert session.ends_at.isoformat() == "2021-05-03T20:30:00+00:00"
    assert "0 created, 0 updated" in draft(LUNCH, corrected, room="Small Hall")


def test_a_conference_of_another_title_is_known_by_the_identifiers(draft):
    draft(RIVERS, LUNCH)
    draft(RIVERS, LUNCH, title="International Water Days")
    assert Conference.objects.get().title == "Water Days"
    assert Statement.objects.count() == 1


def test_a_field_that_an_editor_changed_stays_with_a_note(draft):
    draft(RIVERS)
    Statement.objects.update(title="On Rivers")
    out = draft(RIVERS | {"title": "Rivers and Rain", "abstract": "Rain too."})
    assert "was left as it is, because an editor changed it: title → Rivers and Rain." in out
    talk = Statement.objects.get()
    assert (talk.title, talk.text) == ("On Rivers", "Rain too.")
    assert titles() == ["Rivers and Rain"]


def test_a_change_of_an_editor_stays_where_the_programme_is_the_same(draft):
    draft(RIVERS)
    Statement.objects.update(title="On Rivers")
    assert "left as it is" not in draft(RIVERS)
    assert Statement.objects.get().title == "On Rivers"


def test_published_rows_stay_with_a_note(draft):
    draft(RIVERS)
    published = {"status": Status.PUBLISHED, "published_at": "2021-06-01T00:00Z"}
    Conference.objects.update(**published)
    Statement.objects.update(**published)
    out = draft(RIVERS | {"title": "Rivers and Rain"})
    assert out.count("because it is no draft: title → Rivers and Rain.") == 2
    assert (Statement.objects.get().title, titles()) == ("Rivers", ["Rivers"])


def test_a_deleted_talk_is_not_drafted_again(draft):
    draft(RIVERS, LUNCH)
    Statement.objects.all().delete()
    draft(RIVERS, LUNCH)
    assert not Statement.objects.exists()


def test_an_event_that_is_gone_and_other_speakers_are_noted(draft):
    draft(RIVERS, LUNCH)
    out = draft(RIVERS | {"persons": [{"public_name": "Anna Berg"}]})
    assert "“Lunch” is no longer in the programme. It was left as it is." in out
    assert "has other speakers in the programme: Anna Berg." in out
    assert titles() == ["Rivers", "Lunch"]


def test_a_dry_run_shows_the_changes_and_stores_nothing(draft):
    draft(RIVERS)
    assert "Rivers → Rain" in draft(RIVERS | {"title": "Rain"}, arguments=["--dry-run"])
    assert Statement.objects.get().title == "Rivers"
    draft(LUNCH, title="Dry Days", arguments=["--dry-run"])
    assert ProgrammeItem.objects.count() == 1


def test_identifiers_that_are_mere_numbers_belong_to_their_conference_alone(draft):
    numbered = {name: value for name, value in LUNCH.items() if name != "guid"} | {"id": 7}
    draft(numbered)
    draft(numbered, title="Rain Days")
    assert set(Conference.objects.values_list("title", flat=True)) == {"Water Days", "Rain Days"}


def test_speakers_are_not_doubled(draft):
    draft(RIVERS)
    draft(RIVERS | {"title": "Rain"})
    assert set(Speaker.objects.values_list("name", flat=True)) == {"Anna Berg", "Li Wei"}


def test_an_event_whose_speaker_has_words_in_its_session_is_left_with_a_note(draft):
    draft(RIVERS)
    ProgrammeItem.objects.all().delete()
    Statement.objects.update(title="The words that were spoken", text="Dear friends of rivers.")
    assert "“Rivers” is on the record with words of its speaker. It was left as it is." in draft(RIVERS)
    assert Statement.objects.get().title == "The words that were spoken"


def test_an_event_that_takes_place_twice_can_be_read_again(draft):
    twice = [RIVERS, RIVERS | {"date": "2021-05-03T14:00:00-05:00"}]
    draft(*twice)
    assert "0 created, 0 updated" in draft(*twice).splitlines()[-1]
    assert (Session.objects.count(), Statement.objects.count()) == (2, 2)


def test_what_is_cancelled_is_noted(draft):
    assert "“Lunch” was cancelled, and is left out." in draft(RIVERS, LUNCH | {"state": "canceled"})


def test_a_session_that_was_on_the_record_before_is_left_with_a_note(draft):
    conference = Conference.objects.create(title="Water Days", slug="days", time_zone="America/Lima")
    Session.objects.create(conference=conference, title="Lunch", room="Hall B", position=1)
    note = "“Lunch” is on the record with other values, and was left as it is: room → Great Hall; starts at → 2021"
    assert note in draft(LUNCH)
    assert Session.objects.get().room == "Hall B"
    assert note not in draft(LUNCH)


def test_somebody_who_joins_a_talk_becomes_no_speaker_without_statements(draft):
    draft(RIVERS)
    output = draft(RIVERS | {"persons": [*RIVERS["persons"], {"name": "Bo Birch"}]})
    assert "has other speakers in the programme: Anna Berg, Li Wei, Bo Birch" in output
    assert not Speaker.objects.filter(name="Bo Birch").exists()


def test_new_names_that_may_be_several_or_turned_around_are_noted(draft):
    output = draft(RIVERS | {"persons": [{"name": "Anna Berg & Li Wei"}, {"name": "Ash, Ann"}]})
    assert "“Anna Berg & Li Wei” may be several people: Anna Berg; Li Wei." in output
    assert "Check the name “Ash, Ann”: it has a comma or an address." in output
