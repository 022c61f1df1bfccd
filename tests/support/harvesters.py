"""A harvester on the test client, which validates every response against the schema of OAI-PMH."""

from pathlib import Path

import requests
from django.test import Client
from lxml import etree
from sickle import Sickle

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "oai_pmh.xsd"))


class Harvester(Sickle):
    """Counts its responses."""

    def __init__(self, **options):
        super().__init__("http://testserver/oai", encoding="utf-8", **options)
        self.responses = 0

    def _request(self, arguments):
        client = Client()
        answer = client.get("/oai", arguments) if self.http_method == "GET" else client.post("/oai", arguments)
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        SCHEMA.assertValid(etree.fromstring(answer.content))
        self.responses += 1
        response = requests.Response()
        response.status_code, response._content = answer.status_code, answer.content
        return response

    def titles(self, **arguments):
        """The titles of the records in order; for deleted ones, the identifiers."""
        records = self.ListRecords(metadataPrefix="oai_dc", **arguments)
        return [
            record.header.identifier if record.header.deleted else record.metadata["title"][0] for record in records
        ]
