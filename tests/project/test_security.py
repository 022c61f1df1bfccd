"""docs/security.md and docs/roles.md name existing tests, and security.md each requirement once."""

import re

from tests.conftest import ROOT

ROWS = re.findall(
    r"^\| ([\d., ]+) \| [123, ]+ \| .+ \| .+ \| (.+) \|$", (ROOT / "docs/security.md").read_text(), re.MULTILINE
)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_named_test_exists():
    named = {named for page in ("security", "roles") for named in TEST.findall((ROOT / f"docs/{page}.md").read_text())}
    assert len(named) > 100
    there = {
        (path, name)
        for path in {path for path, _ in named}
        for name in re.findall(r"^def (test_\w+)", (ROOT / path).read_text(), re.MULTILINE)
    }
    assert named - there == set()


def test_every_requirement_names_a_test_and_occurs_once():
    assert [number for number, tests in ROWS if not TEST.fullmatch(tests.split()[0])] == []
    numbers = [number for row, _ in ROWS for number in row.split(", ")]
    assert len(numbers) > 80
    assert sorted(numbers) == sorted(set(numbers))
