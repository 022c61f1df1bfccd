"""Errors of OAI-PMH."""

import pytest
from lxml import etree

from tests.support.factories import a_statement
from tests.support.harvesters import SCHEMA

pytestmark = pytest.mark.django_db

OAI = "{http://www.openarchives.org/OAI/2.0/}"
LIST = "verb=ListRecords&metadataPrefix=oai_dc"
TOKEN = "metadataPrefix=oai_dc%26after=2020-10-05T12:00:00Z%26cursor=0%26last=rivers"


def error_of(client, query, method="get"):
    """Return (code, attributes of the repeated request)."""
    options = {} if method == "get" else {"content_type": "application/x-www-form-urlencoded"}
    response = client.get(f"/oai?{query}") if method == "get" else client.post("/oai", query, **options)
    assert response.status_code == 200
    root = etree.fromstring(response.content)
    return root.find(f"{OAI}error").get("code"), dict(root.find(f"{OAI}request").attrib)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=GetMetadata", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%01%EF%BF%BF", "badVerb"),
        ("verb=Identify&set=x", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        (f"{LIST}&metadataPrefix=oai_dc", "badArgument"),
        (f"{LIST}&from_=2020-10-05", "badArgument"),
        (f"{LIST}&x%01=1", "badArgument"),
        (f"{LIST}&from=yesterday", "badArgument"),
        (f"{LIST}&from=2020-13-01", "badArgument"),
        (f"{LIST}&until=2020-1-1", "badArgument"),
        (f"{LIST}&until=2020-10-05T12:00:00.5Z", "badArgument"),
        (f"{LIST}&from=0000-00-00", "badArgument"),
        (f"{LIST}&from=2020-10-05&until=2020-10-05T12:00:00Z", "badArgument"),
        (f"{LIST}&from=2020-10-06&until=2020-10-05", "badArgument"),
        (f"{LIST}&resumptionToken={TOKEN}", "badArgument"),
    ],
)
def test_an_invalid_request_is_refused_without_repeating_it(client, query, code, method):
    a_statement()
    assert error_of(client, query, method) == (code, {})


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("verb=ListRecords&metadataPrefix=marc21", "cannotDisseminateFormat"),
        ("verb=ListIdentifiers&metadataPrefix=", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=marc21&identifier=oai:testserver:rivers", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:draft", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:rivers", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=rivers", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:%00", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:testserver:draft", "idDoesNotExist"),
        (f"{LIST}&set=theme.nothing", "noRecordsMatch"),
        (f"{LIST}&set=rivers%00", "noRecordsMatch"),
        (f"{LIST}&set=", "noRecordsMatch"),
        (f"{LIST}&until=1980-01-01", "noRecordsMatch"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=metadataPrefix=oai_dc%26cursor=1", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}x", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}".replace("rivers", "draft"), "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}%2500", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}%26x=1", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}%26set=theme.nothing", "badResumptionToken"),
        (f"verb=ListRecords&resumptionToken={TOKEN}%26from_=tomorrow", "badResumptionToken"),
        (f"verb=ListIdentifiers&resumptionToken={TOKEN}".replace("oai_dc", "marc21"), "badResumptionToken"),
    ],
)
def test_a_valid_request_without_results_is_repeated(client, query, code):
    a_statement(slug="rivers")
    a_statement(slug="draft", status="draft")
    error, arguments = error_of(client, query)
    assert error == code
    assert arguments["verb"] == query.partition("&")[0].removeprefix("verb=")


def test_an_empty_repository_has_no_sets(client):
    assert error_of(client, "verb=ListSets") == ("noRecordsMatch", {"verb": "ListSets"})


def test_a_record_has_one_metadata_format(client):
    a_statement(slug="rivers")
    root = etree.fromstring(client.get("/oai?verb=ListMetadataFormats&identifier=oai:testserver:rivers").content)
    SCHEMA.assertValid(root)
    assert root.xpath("//*[local-name()='metadataPrefix']/text()") == ["oai_dc"]


def test_the_repository_refuses_other_methods(client):
    assert client.put("/oai").status_code == 405
