"""The messages of `make` on a machine where something is missing."""

import re
import subprocess

import pytest

from tests.support.servers import clean


@pytest.fixture
def make(house, tmp_path):
    """make("run", PYTHON="…") in a copy of the project: its status, and its output before make's own last line."""

    def make(*arguments, **environment):
        outcome = subprocess.run(
            ["make", *arguments], cwd=house.folder, env=clean(environment), capture_output=True, text=True, check=False
        )
        return outcome.returncode, [line for line in outcome.stderr.splitlines() if not line.startswith("make: ***")]

    return make


@pytest.fixture
def a_python(tmp_path):
    """A fake python that runs a shell script."""

    def a_python(script):
        path = tmp_path / "python"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return str(path)

    return a_python


def test_make_reports_a_missing_python(make):
    assert make("run", PYTHON="python-of-nobody") == (
        2,
        ["python-of-nobody was not found. Install Python 3.11 or newer, or try PYTHON=python3.12 make run."],
    )


def test_make_reports_an_old_python(make, a_python):
    old = a_python('[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    assert make("run", PYTHON=old) == (
        2,
        ["Python 3.9.2 is too old. Install Python 3.11 or newer, or try PYTHON=python3.12 make run."],
    )


def test_make_reports_a_python_without_venv(make, a_python):
    bare = a_python('case "$2" in *ensurepip*) echo "No module named ensurepip" >&2; exit 1;; esac')
    assert make("test", PYTHON=bare) == (
        2,
        [f"{bare} cannot create a virtual environment. On Debian and Ubuntu, run apt-get install python3-venv."],
    )


def test_make_writes_the_environment_file_once_readable_by_its_owner_only(make, house):
    assert make(".env") == (0, [])
    written = (house.folder / ".env").read_text()
    assert re.fullmatch(r"SECRET_KEY=\S{86}\nTLS=off\nMFA=off\nALLOWED_HOSTS=127\.0\.0\.1,localhost,\[::1\]\n", written)
    assert (house.folder / ".env").stat().st_mode & 0o777 == 0o600
    (house.folder / ".env").unlink()


def test_make_load_brings_the_database_up_to_date_first(house):
    process = subprocess.run(
        ["make", "--dry-run", "load"], cwd=house.folder, env=clean({}), capture_output=True, text=True, check=True
    )
    commands = [line.rstrip() for line in process.stdout.splitlines()]
    assert commands[-2:] == [".venv/bin/python manage.py release", ".venv/bin/python manage.py load_fixtures"]


def test_make_help_lists_every_command(house):
    process = subprocess.run(
        ["make", "help"], cwd=house.folder, env=clean({}), capture_output=True, text=True, check=True
    )
    commands = [line.split()[0] for line in process.stdout.splitlines()]
    assert commands == [
        *("run", "load", "test", "test-faults", "check"),
        *("lint", "format", "bench", "audit", "constraints", "clean", "help"),
    ]
