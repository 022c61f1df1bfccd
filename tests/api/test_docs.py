"""docs/api.md says what is so."""

import json
import re

import pytest
from django.core.management import call_command

from proceedings.api.paging import MOST, PAGE_SIZE, REACH
from proceedings.api.schema import PROBLEMS
from tests.conftest import ROOT

DOCUMENT = (ROOT / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```sh\ncurl 'http://localhost:8000([^']+)'\n```\n\n```json\n(.+?)\n```", DOCUMENT, re.DOTALL)


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "answer"), EXAMPLES)
def test_an_example_is_answered_as_it_is_told(client, address, answer):
    call_command("load_fixtures", ROOT / "fixtures" / "sco-regional-governance-2020.yaml", verbosity=0)
    assert client.get(address, headers={"host": "localhost:8000"}).json() == json.loads(answer)


def test_every_example_is_asked():
    assert len(EXAMPLES) == DOCUMENT.count("curl ") == 3


def test_the_numbers_are_those_of_the_code():
    assert f"`page_size` is {PAGE_SIZE} unless told otherwise, and at most {MOST}." in DOCUMENT
    assert f"reaches the first {REACH:,} rows" in DOCUMENT


def test_every_status_is_in_the_table():
    told = {int(status) for status in re.findall(r"^\| (\d+) \|", DOCUMENT, re.MULTILINE)}
    # Which methods there are, the schema says by having no others.
    assert told == {*PROBLEMS, 405}
