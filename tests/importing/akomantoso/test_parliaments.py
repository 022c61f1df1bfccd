"""A sitting as a bilingual parliament publishes it: divisions, roll calls, written answers, tables, summaries."""

from pathlib import Path

import pytest
from django.urls import reverse

from proceedings.importing.akomantoso import load_debates
from proceedings.models import Conference, Session, Speaker, Statement, Theme
from tests.support.akomantoso import import_debate
from tests.support.factories import a_conference

pytestmark = pytest.mark.django_db

SITTING = Path(__file__).with_name("sitting.xml").read_bytes()


def test_a_sitting_of_a_parliament_comes_in_as_it_is():
    result = import_debate(SITTING, publish=True)
    conference = Conference.objects.get()
    assert (conference.title, str(conference.starts_on), conference.time_zone, conference.language) == (
        "Parliamentary Debates, Town Hall, 2016-07-01",
        "2016-07-01",
        "Europe/Dublin",
        "mul",
    )
    assert list(Session.objects.order_by("position").values_list("title", flat=True)) == [
        conference.title,
        "Ord Gnó",
        "Water Bill 2016: Second Stage",
        "Written Answers",
        "Adjournment",
    ]
    rows = Statement.objects.order_by("session__position", "position")
    assert list(rows.values_list("kind", "speaker__name", "label", "text")) == [
        ("narrative", None, "", "Chuaigh an Cathaoirleach i gceannas ar 10.30 a.m."),
        ("narrative", None, "", "Members present:"),
        ("narrative", None, "", "|  |  |\n| --- | --- |\n| Ann Ash, | Bo Birch. |"),
        (
            "remarks",
            "Bo Birch",
            "Minister for Water (Deputy Bo Birch)",
            "I move: “That the Bill be now read a Second Time.”\n\n1\\. It is *short*.",
        ),
        ("narrative", None, "", "(Interruptions)."),
        ("remarks", "Ann Ash", "Deputy Ann Ash", "Aontaím leis an Aire."),
        ("remarks", None, "Deputies", "Hear, hear."),
        ("remarks", None, "Deputy Eve Elder", "No."),
        ("narrative", None, "", "The Hall divided: Tá, 1; Níl, 1."),
        ("narrative", None, "", "Tá\n\nAsh, Ann"),
        ("narrative", None, "", "Níl\n\nBirch, Bo"),
        ("narrative", None, "", "Question declared carried."),
        ("question", "Ann Ash", "", "1\\. **Deputy Ann Ash** asked about wells."),
        (
            "remarks",
            "Bo Birch",
            "Minister for Water (Deputy Bo Birch)",
            "The wells are:\n\nWells\n\n| Place |\n| --- |\n| Hill |",
        ),
        ("narrative", None, "", "The Hall adjourned at 1 a.m."),
    ]
    assert str(Statement.objects.get(text__startswith="Aontaím").date) == "2016-07-02"
    assert list(Speaker.objects.order_by("name").values_list("name", flat=True)) == ["Ann Ash", "Bo Birch"]
    assert Theme.objects.count() == 0
    (note,) = result.notes
    labels = "“Deputies”, “Deputy Eve Elder”"
    assert note.partition("  ")[2] == (
        f"2 statements are by nobody whom the file identifies, and are kept as by {labels}."
    )


def test_it_is_unchanged_when_it_comes_again_and_when_it_comes_back_from_an_export(client):
    import_debate(SITTING, publish=True)
    again = import_debate(SITTING, publish=True).tally
    assert str(again).startswith("0 created, 0 updated, ")
    exported = client.get(reverse("conference-xml", args=[Conference.objects.get().slug])).getvalue()
    assert str(load_debates([("exported.xml", exported)], publish=True).tally).startswith("0 created, 0 updated, ")


def test_a_conference_without_sessions_comes_back_without_sessions(client):
    conference = a_conference(slug="late")
    exported = client.get(reverse("conference-xml", args=["late"])).getvalue()
    assert str(load_debates([("late.xml", exported)], publish=True).tally) == "0 created, 0 updated, 1 unchanged"
    conference.delete()
    load_debates([("late.xml", exported)], publish=True)
    assert (Conference.objects.get().slug, Session.objects.count()) == ("late", 0)
