"""A harvester: sickle, which asks this process's own site, and reads nothing that breaks the protocol's schema."""

from pathlib import Path

import requests
from django.test import Client
from lxml import etree
from sickle import Sickle

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "oai_pmh.xsd"))


class Harvester(Sickle):
    """Remembers how often it asked."""

    def __init__(self, **options):
        super().__init__("http://testserver/oai", encoding="utf-8", **options)
        self.answers = 0

    def _request(self, asked):
        client = Client()
        answer = client.get("/oai", asked) if self.http_method == "GET" else client.post("/oai", asked)
        assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
        SCHEMA.assertValid(etree.fromstring(answer.content))
        self.answers += 1
        response = requests.Response()
        response.status_code, response._content = answer.status_code, answer.content
        return response

    def titles(self, **asked):
        """The titles of the records in the order of the list; the deleted ones' identifiers instead."""
        found = self.ListRecords(metadataPrefix="oai_dc", **asked)
        return [record.header.identifier if record.header.deleted else record.metadata["title"][0] for record in found]
