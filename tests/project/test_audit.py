"""`make audit`, with a pip-audit that is told what to answer."""

import shutil
import subprocess

import pytest

from tests.conftest import ROOT, clean

UNREACHABLE = (
    "The service of known vulnerabilities cannot be reached from here, so the packages were not examined.\n"
    "Run make audit on a machine that reaches the public index of Python packages; HTTPS_PROXY names a proxy.\n"
)


@pytest.mark.parametrize(
    ("errors", "status", "outcome"),
    [
        ("No known vulnerabilities found", 0, (0, "No known vulnerabilities found\n")),
        ("Found 1 known vulnerability in 1 package", 1, (1, "Found 1 known vulnerability in 1 package\n")),
        ("requests.exceptions.ConnectionError: Max retries exceeded", 1, (69, UNREACHABLE)),
        ("ERROR: Dependency not found and could not be audited: django", 1, (69, UNREACHABLE)),
    ],
)
def test_an_audit_that_did_not_take_place_says_so(tmp_path, errors, status, outcome):
    python = tmp_path / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "{errors}" >&2\nexit {status}\n')
    python.chmod(0o755)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/audit", tmp_path / ".ci")
    process = subprocess.run([tmp_path / ".ci/audit"], env=clean({}), capture_output=True, text=True, check=False)
    assert (process.returncode, process.stderr) == outcome
