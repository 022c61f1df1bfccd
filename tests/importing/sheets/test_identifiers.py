"""Identifiers of speakers and organisations in sheets count before names."""

import pytest
from django.core.exceptions import ValidationError

from proceedings.importing.sheets import template
from proceedings.importing.sheets.identifiers import parse_identifiers
from proceedings.importing.sheets.parsing.headings import column_questions
from proceedings.models import Organisation, OrganisationIdentifier, Speaker, SpeakerIdentifier, Statement
from proceedings.models.columns.slugs import lettered_slug
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_identifier,
    an_organisation,
)
from tests.support.sheets import load_rows, mistakes_of, preview_rows, sheet

ROW = {"session": "Opening", "title": "Declaration"}
ORCID, OTHER_ORCID = "0000-0002-1825-0097", "0000-0001-5109-3700"


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        (f"orcid:{ORCID}, wikidata: Q7747", [("orcid", ORCID), ("wikidata", "Q7747")]),
        (f"https://orcid.org/{ORCID}", [("orcid", ORCID)]),
        ("https://www.wikidata.org/wiki/Q7747, Q7747", [("wikidata", "Q7747")]),
        (f"{ORCID},VIAF:12345", [("orcid", ORCID), ("viaf", "12345")]),
        ("akomantoso:urn:x:y", [("akomantoso", "urn:x:y")]),
        (" , ", []),
    ],
)
def test_identifiers_are_written_with_their_registry(text, identifiers):
    assert parse_identifiers(text) == identifiers


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12345", "“12345” is not an identifier: write the registry and the identifier, such as wikidata:Q42."),
        ("https://example.org/a", "“https://example.org/a” is not an identifier"),
        ("viaf:", "“viaf:” is not an identifier"),
        ("orcid:0000-0002-1825-0098", "“0000-0002-1825-0098” is not an ORCID iD."),
        ("wikidata:7747", "A Wikidata identifier is a Q and a number"),
    ],
)
def test_a_malformed_identifier_is_a_mistake(text, message):
    with pytest.raises(ValidationError) as caught:
        parse_identifiers(text)
    assert caught.value.messages[0].startswith(message)


pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    return a_conference(title="Forum", slug="forum", status="draft")


def speakers():
    return list(Speaker.objects.order_by("slug").values_list("slug", "name", "orcid", "wikidata"))


def messages(*rows, conference, **answers):
    return mistakes_of(preview_rows(*rows, conference=conference, **answers))


def test_an_identifier_counts_before_the_name(forum):
    an_identifier(speaker=a_speaker(name="Ann Ash", slug="ann-ash"), scheme="viaf", value="123")
    a_speaker(name="Anne Ash", slug="bo", orcid=ORCID)
    rows = [
        ROW | {"speaker": "Ann Ashe", "speaker_identifier": "viaf:123", "title": "One"},
        ROW | {"speaker": "", "speaker_identifier": f"orcid:{ORCID}, Q7747", "title": "Two"},
    ]
    seen = preview_rows(*rows, conference=forum)
    assert seen.notes == ["Row 2: “Ann Ashe” is Ann Ash, who has the same identifier."]
    assert seen.new["speakeridentifier"] == ["Anne Ash: wikidata:Q7747"]
    load_rows(*rows, conference=forum)
    assert list(Statement.objects.order_by("pk").values_list("speaker__slug", flat=True)) == ["ann-ash", "bo"]
    assert speakers() == [("ann-ash", "Ann Ash", "", ""), ("bo", "Anne Ash", ORCID, "Q7747")]
    assert not preview_rows(*rows, conference=forum).has_changes


def test_a_name_gets_the_identifiers_and_two_identifiers_with_one_name_are_two_persons(forum):
    a_speaker(name="Ann Ash", slug="ann-ash")
    rows = [
        ROW | {"speaker": "Ann Ash", "speaker_identifier": f"orcid:{ORCID}, isni:7", "title": "One"},
        ROW | {"speaker": "Ann Ash", "speaker_identifier": f"orcid:{OTHER_ORCID}", "title": "Two"},
        ROW | {"speaker": "Ann Ash", "speaker_identifier": OTHER_ORCID, "title": "Three"},
    ]
    seen = preview_rows(*rows, conference=forum)
    assert (mistakes_of(seen), seen.questions) == ([], [])
    assert seen.notes == ["Row 3: “Ann Ash” is new: ann-ash of that name has another identifier."]
    load_rows(*rows, conference=forum)
    assert speakers() == [("ann-ash", "Ann Ash", ORCID, ""), (lettered_slug("ann-ash", 2), "Ann Ash", OTHER_ORCID, "")]
    assert list(SpeakerIdentifier.objects.values_list("scheme", "value")) == [("isni", "7")]
    credited = Statement.objects.order_by("pk").values_list("speaker__slug", flat=True)
    assert list(credited) == ["ann-ash", lettered_slug("ann-ash", 2), lettered_slug("ann-ash", 2)]
    [question] = preview_rows(ROW | {"speaker": "Ann Ash", "title": "Four"}, conference=forum).questions
    assert question.is_several


def test_new_persons_of_one_name_are_told_apart_by_identifiers_alone(forum):
    rows = [
        ROW | {"speaker": "Bo Birch", "speaker_identifier": "viaf:1", "title": "One"},
        ROW | {"speaker": "Bo Birch", "speaker_identifier": "viaf:2", "title": "Two"},
        ROW | {"speaker": "Bo Birch", "speaker_identifier": "", "title": "Three"},
    ]
    [mistake] = messages(*rows, conference=forum, speaker={"Bo Birch": ""})
    assert mistake[::2] == (
        4,
        "several have this name: write the identifier or the address of the one who is meant.",
    )
    load_rows(*rows[:2], conference=forum, speaker={"Bo Birch": ""})
    assert [slug for slug, *_rest in speakers()] == ["bo-birch", lettered_slug("bo-birch", 2)]


def test_contradictions_and_unknown_identifiers_without_a_name_are_mistakes(forum):
    a_speaker(name="Ann Ash", slug="ann-ash", orcid=ORCID)
    a_speaker(name="Bo Birch", slug="bo-birch", wikidata="Q7747")
    rows = [
        ROW | {"speaker": "Ann Ash", "speaker_identifier": f"orcid:{ORCID}, wikidata:Q7747"},
        ROW | {"speaker": "Bo Birch", "speaker_identifier": f"orcid:{ORCID}"},
        ROW | {"speaker": "", "speaker_identifier": "viaf:9"},
        ROW | {"speaker": "Ann Ash; Bo Birch", "speaker_identifier": "viaf:9"},
        ROW | {"speaker": "Ann Ash", "speaker_identifier": "nothing"},
    ]
    found = messages(*rows, conference=forum)
    assert [(row, column.partition(" ")[2]) for row, column, _message in found] == [
        (at, "(Speaker identifier)") for at in range(2, 7)
    ]
    assert [message for *_place, message in found] == [
        "these identifiers belong to several rows of the record: ann-ash, bo-birch.",
        "the identifier is that of ann-ash, but the name is that of bo-birch: correct one of them.",
        "the record does not have this identifier: write the name beside it.",
        "the row has 2 speakers: write 1 semicolons here, one between each two.",
        "“nothing” is not an identifier: write the registry and the identifier, such as wikidata:Q42.",
    ]


def test_organisations_of_posts_have_identifiers_too(forum):
    body = an_organisation(name="The Body", slug="body", ror="02mhbdp94")
    a_speaker(name="Ann Ash")
    rows = [
        ROW | {"post": "Chair", "organisation": "Body, The", "organisation_identifier": "https://ror.org/02mhbdp94"},
        ROW | {"post": "Envoy", "organisation": "New Body", "organisation_identifier": "isni:1", "title": "Two"},
    ]
    rows = [row | {"speaker": "Ann Ash"} for row in rows]
    load_rows(*rows, conference=forum, organisation={"New Body": ""})
    one, other = Statement.objects.order_by("pk")
    assert one.appointment.organisation == body
    assert OrganisationIdentifier.objects.get().organisation == other.appointment.organisation
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["New Body", "The Body"]


def test_a_downloaded_sheet_has_the_identifiers_and_changes_nothing(forum):
    session = a_session(conference=forum, title="Opening")
    post = an_appointment(organisation=an_organisation(wikidata="Q1"), speaker=a_speaker(name="Ann", orcid=ORCID))
    an_identifier(speaker=post.speaker, scheme="viaf", value="1")
    statement = a_statement(session=session, status="draft", speaker=post.speaker, appointment=post)
    joint = a_statement(session=session, status="draft")
    a_co_speaker(statement=joint, speaker=post.speaker, appointment=post)
    names = template.headings()
    rows = [dict(zip(names, row, strict=True)) for row in template.rows(Statement.objects.order_by("pk"))]
    own = f"orcid:{ORCID}, viaf:1"
    assert [row["Speaker identifier"] for row in rows] == [own, f"; {own}"]
    assert [row["Organisation identifier"] for row in rows] == ["wikidata:Q1", "; wikidata:Q1"]
    outcome = preview_rows(*rows)
    assert (mistakes_of(outcome), outcome.questions, outcome.has_changes) == ([], [], False)
    # Without the column of names, the identifiers confirm the speakers.
    wrong = {"slug": statement.slug, "speaker_identifier": f"orcid:{OTHER_ORCID}"}
    right = {"slug": statement.slug, "speaker_identifier": f"orcid:{ORCID}, isni:5"}
    assert len(mistakes_of(preview_rows(right))) == 0
    assert [message for *_place, message in mistakes_of(preview_rows(wrong))] == [
        "this is not an identifier of the speaker of the statement."
    ]


def test_a_foreign_heading_is_offered_as_a_column_of_identifiers():
    read = sheet({"ORCID": ORCID, "ROR ID": "02mhbdp94", "Title": "x"})
    assert [question.proposal for question in column_questions(read, [0, 1])] == [
        "speaker_identifier",
        "organisation_identifier",
    ]
