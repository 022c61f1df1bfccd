"""Every test named in docs/security.md exists, and no requirement appears twice."""

import re

from tests.conftest import ROOT

ROWS = re.findall(
    r"^\| ([\d., ]+) \| [123, ]+ \| .+ \| .+ \| (.+) \|$", (ROOT / "docs/security.md").read_text(), re.MULTILINE
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_named_in_the_document_exists():
    named = {named for _, tests in ROWS for named in TEST.findall(tests)}
    existing = {
        (path, name)
        for path in {path for path, _ in named}
        for name in re.findall(r"^def (test_\w+)", (ROOT / path).read_text(), re.MULTILINE)
    }
    assert named - existing == set()


def test_every_requirement_names_a_test_and_appears_once():
    assert [number for number, tests in ROWS if not TEST.fullmatch(tests.split()[0])] == []
    numbers = [number for row, _ in ROWS for number in row.split(", ")]
    assert len(numbers) > 80
    assert sorted(numbers) == sorted(set(numbers))
