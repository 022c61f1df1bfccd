"""docs/api.md agrees with the API."""

import json
import re

import pytest
from django.core.management import call_command

from proceedings.api.openapi.schema import PROBLEMS
from proceedings.api.pagination import LAST_ROW, MAX_PAGE_SIZE, PAGE_SIZE
from tests.conftest import ROOT

DOCUMENT = (ROOT / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```sh\ncurl 'http://localhost:8000([^']+)'\n```\n\n```json\n(.+?)\n```", DOCUMENT, re.DOTALL)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "response"), EXAMPLES)
def test_an_example_returns_the_documented_response(client, address, response):
    call_command("load_fixtures", ROOT / "fixtures" / "sco-regional-governance-2020.yaml", verbosity=0)
    assert client.get(address, headers={"host": "localhost:8000"}).json() == json.loads(response)


def test_every_example_is_tested():
    assert len(EXAMPLES) == DOCUMENT.count("curl ") == 3


def test_the_documented_numbers_match_the_code():
    assert f"`page_size` is {PAGE_SIZE} by default, and at most {MAX_PAGE_SIZE}." in DOCUMENT
    assert f"reaches the first {LAST_ROW:,} rows" in DOCUMENT


def test_the_table_has_every_status():
    statuses = {int(status) for status in re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE)}
    # The schema shows the allowed methods by having no others.
    assert statuses == {*PROBLEMS, 405}
