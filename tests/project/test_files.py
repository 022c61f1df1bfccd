"""Rules for the committed files."""

import re
import subprocess

import pytest

from tests.conftest import ROOT

FORBIDDEN = {
    "a registry's host": r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org",
    "a path of one machine": r"(?<![\w.])/(work|root|opt|home|Users)/",
    "a secret key": r"SECRET_KEY=[\w-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY",
}


def committed_files():
    # On a build machine, the folder may belong to another user, which git refuses by default.
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).exists()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_contains(what):
    texts = {path.relative_to(ROOT): path.read_bytes().decode(errors="replace") for path in committed_files()}
    matches = {str(name): match[0] for name, text in texts.items() if (match := re.search(FORBIDDEN[what], text))}
    assert matches == {}


def test_every_constraint_pins_one_version():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_no_module_is_longer_than_300_lines():
    modules = [path for path in committed_files() if path.suffix == ".py" and "migrations" not in path.parts]
    assert [path.name for path in modules if len(path.read_text().splitlines()) > 300] == []
