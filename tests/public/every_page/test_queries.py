"""Every page makes a fixed number of queries, however much it shows."""

import pytest
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from proceedings.exports import last_modified
from proceedings.models.search.segments.parts import read_index
from tests.support import addresses
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_correction,
    a_picture,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_identifier,
    an_organisation,
    an_organiser,
    another_name,
)

pytestmark = pytest.mark.django_db

# The most queries of any page.
MOST = 21
# A package has sixteen models as fixtures and five of them twice more as tables; each takes a query for the keys, one
# for the rows, and one for each relation. Before them, one asks for the revision, and one whether the file is large.
MOST_OF_A_PACKAGE = 74
FORMS = ("csv", "json")
PAGES = [
    "/",
    "/about/",
    "/data/",
    "/accessibility/",
    "/compare/",
    "/compare/?theme=trunk",
    "/compare/?speaker=speaker",
    "/compare/?speaker=speaker&speaker=other&theme=trunk",
    "/compare/?speaker=speaker&speaker=other&theme=trunk&conference=conference",
    "/conferences/",
    "/conferences/conference/",
    "/conferences/conference/programme/",
    "/speakers/",
    "/speakers/speaker/",
    "/organisations/",
    "/organisations/body/",
    "/themes/",
    "/themes/trunk/",
    "/statements/",
    "/statements/?speaker=speaker&theme=trunk&conference=conference&organisation=body&q=said",
    "/statements/statement/",
    "/search/",
    "/search/?q=said",
    "/search/?q=speaker&ordering=date",
    "/search/?q=said&speaker=speaker&theme=trunk&conference=conference&organisation=body",
    "/search/?kind=remarks",
    "/search/suggest?q=spea",
    "/search/feed.atom?q=said",
    "/opensearch.xml",
    "/logo.webp",
    "/statements/statement/cite/?paragraph=1",
    "/statements/statement.bib",
    "/statements/statement.ris",
    "/statements/statement.json",
    "/speakers/speaker/cite/",
    "/speakers/speaker.bib",
    "/speakers/speaker.ris",
    "/conferences/conference/cite/",
    "/conferences/conference.bib",
    "/conferences/conference.ris",
    "/statements.bib?speaker=speaker&q=said",
    "/statements.ris",
    "/llms.txt",
    "/statements.csv",
    "/statements.json?speaker=speaker&theme=trunk&conference=conference&organisation=body&q=said",
    *(f"/{name}.{extension}" for name in ("speakers", "conferences", "organisations", "themes") for extension in FORMS),
    "/statements.json",
    "/speakers.csv?conference=conference&theme=trunk&organisation=body",
    *(f"/conferences/conference.{extension}" for extension in (*FORMS, "md", "zip", "pdf", "epub", "xml")),
    *(f"/speakers/speaker.{extension}" for extension in (*FORMS, "md")),
    *(f"/themes/trunk.{extension}" for extension in (*FORMS, "md")),
    "/organisations/body.md",
    "/statements/statement.md",
    "/statements/statement.txt",
    "/speakers/speaker/card.png",
    "/speakers/speaker/portrait.webp",
    "/statements/statement/card.png",
    "/data.zip",
    "/feed.atom",
    "/feed/",
    "/search/feed/?q=said",
    *(f"/{row}/feed/" for row in ("conferences/conference", "speakers/speaker", "themes/trunk")),
    "/conferences/conference/feed.atom",
    "/conferences/conference.ics",
    "/conferences/conference/schedule.json",
    "/conferences/conference/schedule.xml",
    "/speakers/speaker/feed.atom",
    "/themes/trunk/feed.atom",
    "/statements/statement/embed/",
    "/statements/statement.vtt",
    "/statements/statement/recording/",
    "/statements/statement/versions/",
    "/statements/statement/versions/1/",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=theme.trunk",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&set=conference.conference",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:statement",
    "/oai?verb=ListSets",
    "/oai?verb=Identify",
    "/oembed?url=http://testserver/statements/statement/",
    "/sitemap.xml",
    *(f"/sitemap-{name}.xml" for name in addresses.SITEMAPS),
    "/robots.txt",
    "/api/",
    "/api/v1/",
    "/api/v1/schema/",
    "/api/v1/conferences/?expand=sessions",
    "/api/v1/conferences/conference/",
    "/api/v1/sessions/?conference=conference",
    "/api/v1/sessions/?cursor=*",
    "/api/v1/sessions/conference/session/",
    "/api/v1/speakers/",
    "/api/v1/speakers/speaker/",
    "/api/v1/organisations/",
    "/api/v1/organisations/body/",
    "/api/v1/themes/?expand=narrower",
    "/api/v1/themes/trunk/",
    "/api/v1/statements/",
    "/api/v1/statements/?expand=text,paragraphs,translations,corrections,replies",
    "/api/v1/statements/?expand=paragraphs&cursor=*",
    "/api/v1/statements/?q=said&speaker=speaker&theme=trunk&conference=conference&organisation=body",
    "/api/v1/statements/statement/",
]


def a_record(length):
    """One conference, speaker, organisation and theme, each with `length` of everything that can belong to it."""
    a_site_profile(publisher="The Institute", licence="CC BY 4.0", logo=a_picture())
    root = a_theme(slug="trunk")
    speaker, other = a_speaker(slug="speaker", portrait=a_picture()), a_speaker(slug="other")
    body = an_organisation(slug="body")
    main = a_conference(slug="conference")
    a_session(conference=main, slug="session")
    for number in range(length):
        conference = main if number == 0 else a_conference()
        an_organiser(conference=main, organisation=an_organisation())
        an_organiser(conference=conference, organisation=body)
        another_name(speaker=speaker)
        an_identifier(speaker=speaker)
        for session in (a_session(conference=main), a_session(conference=conference)):
            themes = [a_theme(parent=root) for _ in range(length)]
            post = an_appointment(speaker=speaker, organisation=body)
            for by in (speaker, other, a_speaker()):
                another_name(speaker=by)
                said = a_statement(
                    session=session,
                    speaker=by,
                    appointment=post if by == speaker else an_appointment(speaker=by, organisation=body),
                    themes=[root, *themes],
                )
                a_translation(statement=said)
                further = an_appointment(organisation=body)
                another_name(speaker=further.speaker)
                a_co_speaker(statement=said, speaker=further.speaker, appointment=further)
            a_statement(session=session, speaker=None, label="A Deputy", themes=[root])
    statement = a_statement(
        session=main.sessions.first(),
        speaker=speaker,
        slug="statement",
        themes=[root],
        recording_url="https://example.org/day.mp4",
        recording_start=1,
    )
    for _number in range(length + 1):
        a_co_speaker(statement=statement, appointment=(further := an_appointment()), speaker=further.speaker)
    statement.in_reply_to = said
    statement.save()
    for number in range(length):
        a_statement(session=statement.session, in_reply_to=statement)
        a_translation(statement=statement, language=["ru", "zh", "fr"][number])
        a_correction(statement=statement, made_on=f"2020-11-0{number + 1}")


def queries_of(client, address):
    # After a change, the first search of a process reads the rows that changed.
    read_index()
    # As the first request of a process.
    last_modified.known = (None, None)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        response.getvalue()
    assert response.status_code == 200
    return [query["sql"] for query in queries]


@pytest.fixture(scope="module")
def queries_for_a_short_record(module_db, tmp_path_factory):
    """The queries of each page with a short record, which is then replaced by a long one."""
    with transaction.atomic(), override_settings(SHELF_DIR=tmp_path_factory.mktemp("short") / "shelf"):
        a_record(1)
        queries = {address: queries_of(Client(), address) for address in PAGES}
        transaction.set_rollback(True)
    a_record(3)
    return queries


@pytest.mark.parametrize("address", PAGES)
def test_a_page_makes_no_more_queries_for_a_long_record_than_for_a_short_one(
    client, queries_for_a_short_record, address
):
    long, short = queries_of(client, address), queries_for_a_short_record[address]
    # A chooser of few rows lists them, which takes a query for each kind of rows.
    choosers = sum("SELECT DISTINCT counted" in query for query in long)
    assert len(short) - choosers <= len(long) <= len(short), "\n".join(long)
    assert len(long) <= (MOST_OF_A_PACKAGE if address.endswith(".zip") else MOST)


def test_the_queries_of_every_page_are_counted():
    matched = {resolve(address.partition("?")[0]).url_name for address in PAGES}
    assert matched == addresses.every_name()
