"""Harvests by OAI-PMH."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sickle.oaiexceptions import NoRecordsMatch

from proceedings.exports.oai import repository
from proceedings.models import SiteProfile, Statement
from tests.support.factories import (
    a_conference,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    a_theme,
    an_appointment,
    an_organisation,
)
from tests.support.harvesters import Harvester

pytestmark = pytest.mark.django_db

AWKWARD = 'Ж 中文 "]]>" & {%} #/ \u200fעברית\u200e 🕊 <b>'
# A name has no directional marks.
NAME = AWKWARD.replace("\u200f", "").replace("\u200e", "")


@pytest.fixture(autouse=True)
def contact(settings):
    settings.CONTACT_EMAIL = "desk@example.org"


def at(second, statement):
    """Set the time of change of a statement, in seconds after a fixed time, and return it."""
    Statement.objects.filter(pk=statement.pk).update(modified_at=moment(second))
    return statement


def moment(second):
    return datetime(2020, 10, 5, 12, tzinfo=UTC) + timedelta(seconds=second)


def stamp(second):
    return moment(second).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture
def harvester():
    return Harvester()


def test_identify_describes_the_repository(harvester):
    at(7, a_statement())
    at(3, a_statement(status="draft"))
    identify = harvester.Identify()
    assert (identify.repositoryName, identify.baseURL, identify.protocolVersion) == (
        "Proceedings",
        "http://testserver/oai",
        "2.0",
    )
    assert (identify.adminEmail, identify.deletedRecord) == ("desk@example.org", "persistent")
    assert (identify.earliestDatestamp, identify.granularity) == (stamp(7), "YYYY-MM-DDThh:mm:ssZ")


def test_the_profile_of_the_site_identifies_the_repository_and_is_named_in_records(harvester):
    a_statement()
    profile = a_site_profile(name="Acta", publisher="The Institute", licence="CC BY 4.0", email="acta@example.org")
    identify = harvester.Identify()
    assert (identify.repositoryName, identify.adminEmail) == ("Acta", "acta@example.org")
    [record] = harvester.ListRecords(metadataPrefix="oai_dc")
    assert (record.metadata["publisher"], record.metadata["rights"]) == (["The Institute"], ["CC BY 4.0"])
    assert record.header.datestamp >= profile.modified_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_every_record_changes_with_the_profile_of_the_site(harvester):
    for second in (10, 20):
        at(second, a_statement())
    a_site_profile()
    SiteProfile.objects.update(modified_at=moment(15))
    times = [record.datestamp for record in harvester.ListIdentifiers(metadataPrefix="oai_dc")]
    assert times == [stamp(15), stamp(20)]
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc", **{"from": stamp(15)}))) == 2
    assert len(list(harvester.ListIdentifiers(metadataPrefix="oai_dc", **{"from": stamp(16)}))) == 1
    with pytest.raises(NoRecordsMatch):
        harvester.ListIdentifiers(metadataPrefix="oai_dc", until=stamp(14))


def test_an_empty_repository_has_the_earliest_datestamp(harvester):
    a_statement(status="draft")
    assert harvester.Identify().earliestDatestamp == "1970-01-01T00:00:00Z"


def test_a_statement_becomes_dublin_core(harvester):
    conference = a_conference(title="Rivers", slug="rivers", place="Basel", rights="CC0-1.0", language="fr")
    ada = a_speaker(name="Ada")
    a_statement(
        title="Rapide",
        slug="rapide",
        session=a_session(conference=conference),
        speaker=ada,
        appointment=an_appointment(speaker=ada, title="Chair", organisation=an_organisation(name="League")),
        form="reported",
        kind="greeting",
        text="**Elle** coule.",
        language="fr",
        doi="10.1234/rivers",
        source="Minutes",
        source_url="https://example.org/minutes",
        themes=[a_theme(name="Water")],
    )
    record = harvester.GetRecord(identifier="oai:testserver:rapide", metadataPrefix="oai_dc")
    assert record.metadata == {
        "title": ["Rapide"],
        "creator": ["Ada"],
        "subject": ["Water"],
        "description": [
            "Elle coule.",
            "Ada, Chair, League",
            "Reported: in the words of others, not the speaker’s own.",
        ],
        "date": ["2020-09-28"],
        "type": ["Text", "greeting"],
        "format": ["text/html"],
        "identifier": ["http://testserver/statements/rapide/", "https://doi.org/10.1234/rivers"],
        "source": ["Minutes", "https://example.org/minutes"],
        "language": ["fr"],
        "relation": ["Rivers", "http://testserver/conferences/rivers/"],
        "coverage": ["Basel"],
        "rights": ["CC0-1.0"],
    }


def test_unusual_characters_return_unchanged(harvester):
    a_statement(
        title=f"{AWKWARD}\x08\x1f", text=AWKWARD, speaker=a_speaker(name=AWKWARD), themes=[a_theme(name=AWKWARD)]
    )
    [record] = harvester.ListRecords(metadataPrefix="oai_dc")
    assert [record.metadata[name][0] for name in ("title", "description")] == [AWKWARD] * 2
    assert [record.metadata[name][0] for name in ("creator", "subject")] == [NAME] * 2


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_harvest_returns_every_record_once_in_the_order_of_changes(monkeypatch, method):
    monkeypatch.setattr(repository, "BATCH", 3)
    session = a_session()
    # Four in one second and three in another, so that batches end within a second.
    for number in range(7):
        at(number // 4, a_statement(title=f"{number}", session=session))
    harvester = Harvester(http_method=method)
    assert harvester.titles() == ["0", "1", "2", "3", "4", "5", "6"]
    assert harvester.responses == 3
    headers = harvester.ListIdentifiers(metadataPrefix="oai_dc")
    assert [header.datestamp for header in headers] == [stamp(0)] * 4 + [stamp(1)] * 3


def test_a_change_during_a_harvest_loses_and_displaces_no_record(monkeypatch, harvester):
    monkeypatch.setattr(repository, "BATCH", 2)
    session = a_session()
    rows = [at(number, a_statement(title=f"{number}", session=session)) for number in range(5)]
    records = harvester.ListRecords(metadataPrefix="oai_dc")
    titles = [next(records).metadata["title"][0] for _number in range(2)]
    at(9, rows[0])
    rows[3].delete()
    titles += [record.metadata["title"][0] for record in records]
    assert titles == ["0", "1", "2", "4", "0"]


def test_only_changed_records_are_harvested_again(harvester):
    changed, _same = (at(number, a_statement(title=f"{number}")) for number in range(2))
    changed.refresh_from_db()
    since = stamp(2)
    with pytest.raises(NoRecordsMatch):
        harvester.titles(**{"from": since})
    changed.title = "Mended"
    changed.save()
    assert harvester.titles(**{"from": since}) == ["Mended"]
    changed.withdraw("Misquoted.")
    assert harvester.titles(**{"from": since}) == [f"oai:testserver:{changed.slug}"]


def test_a_window_includes_both_ends(harvester):
    for number in range(4):
        at(number, a_statement(title=f"{number}"))
    assert harvester.titles(**{"from": stamp(1), "until": stamp(2)}) == ["1", "2"]
    assert harvester.titles(until=stamp(0)) == ["0"]
    assert harvester.titles(**{"from": "2020-10-05", "until": "2020-10-05"}) == ["0", "1", "2", "3"]
    with pytest.raises(NoRecordsMatch):
        harvester.titles(until="2020-10-04")


def test_sets_are_conferences_and_themes_with_their_subthemes(harvester):
    conference, trunk = a_conference(title="Rivers", slug="rivers"), a_theme(name="Nature", slug="nature")
    a_theme(slug="unused")
    branch = a_theme(name="Water", slug="water", parent=trunk)
    at(1, a_statement(title="One", session=a_session(conference=conference)))
    at(2, a_statement(title="Two", session=a_session(conference=a_conference(slug="lakes")), themes=[branch]))
    assert [(row.setSpec, row.setName) for row in harvester.ListSets() if row.setName != "Conference"][1:] == [
        ("conference.rivers", "Rivers"),
        ("theme.nature", "Nature"),
        ("theme.water", "Water"),
    ]
    assert harvester.titles(set="conference.rivers") == ["One"]
    assert harvester.titles(set="theme.nature") == harvester.titles(set="theme.water") == ["Two"]
    assert [header.setSpecs for header in harvester.ListIdentifiers(metadataPrefix="oai_dc")] == [
        ["conference.rivers"],
        ["conference.lakes", "theme.nature", "theme.water"],
    ]


def test_a_resumed_list_stays_in_its_set(monkeypatch, harvester):
    monkeypatch.setattr(repository, "BATCH", 1)
    session = a_session(conference=a_conference(slug="rivers"))
    for number in range(3):
        at(number, a_statement(title=f"{number}", session=session))
        at(number, a_statement(title="Elsewhere"))
    arguments = {"set": "conference.rivers", "from": stamp(0), "until": stamp(1)}
    assert harvester.titles(**arguments) == ["0", "1"]


def test_a_withdrawn_conference_deletes_all_its_records(harvester):
    conference = a_conference(slug="rivers")
    statement = at(1, a_statement(session=a_session(conference=conference)))
    conference.withdraw("It was entered twice.")
    assert harvester.titles(set="conference.rivers") == [f"oai:testserver:{statement.slug}"]
    assert [row.setSpec for row in list_sets(harvester)] == []


def list_sets(harvester):
    try:
        return list(harvester.ListSets())
    except NoRecordsMatch:
        return []


def test_a_deleted_record_keeps_its_public_sets(harvester):
    shared, own = a_theme(slug="shared"), a_theme(slug="own")
    session = a_session(conference=a_conference(slug="rivers"))
    a_statement(session=session, themes=[shared])
    a_statement(session=session, themes=[shared, own], status="withdrawn", slug="gone")
    record = harvester.GetRecord(identifier="oai:testserver:gone", metadataPrefix="oai_dc")
    assert (record.deleted, record.header.setSpecs) == (True, ["conference.rivers", "theme.shared"])
    assert record.xml.find("{*}metadata") is None
    assert len(harvester.titles(set="theme.shared")) == 2


def test_a_statement_that_was_never_public_is_no_deleted_record(harvester):
    for status in ("draft", "in_review"):
        a_statement(status=status)
        a_statement(session=a_session(conference=a_conference(status=status)))
    early = a_session(conference=a_conference(published_at=on(20)))
    a_statement(session=early, status="withdrawn", published_at=on(1), withdrawn_at=on(10))
    late = a_session(conference=a_conference(status="withdrawn", withdrawn_at=on(20)))
    a_statement(session=late, published_at=on(21))
    with pytest.raises(NoRecordsMatch):
        harvester.titles()


def on(day):
    return datetime(2020, 10, day, 12, tzinfo=UTC)


def test_a_statement_has_its_local_day(harvester):
    conference = a_conference(time_zone="Asia/Shanghai", starts_on=date(2020, 9, 28))
    a_statement(
        session=a_session(conference=conference),
        delivered_at=datetime(2020, 9, 28, 20, tzinfo=UTC),
        speaker=None,
        kind="narrative",
    )
    [record] = harvester.ListRecords(metadataPrefix="oai_dc")
    assert record.metadata["date"] == ["2020-09-29"]
    assert "creator" not in record.metadata


@pytest.mark.parametrize(
    ("length", "verb"), [(length, verb) for length in (1, 3) for verb in ("ListRecords", "ListIdentifiers")]
)
def test_a_batch_needs_a_fixed_number_of_queries(client, django_assert_num_queries, length, verb):
    trunk = a_theme()
    for _number in range(length):
        a_statement(themes=[a_theme(parent=trunk)])
        a_statement(themes=[a_theme(parent=trunk)], status="withdrawn")
    with django_assert_num_queries(7):
        client.get("/oai", {"verb": verb, "metadataPrefix": "oai_dc"})
