"""The benchmark of fidelity measures every format, and reports a word that one of them loses."""

import gzip
import json
from pathlib import Path

import pytest
from lxml import html

from bench.fidelity import fixture
from bench.fidelity_worker import FORMATS, Measurement, measure_files, measure_pages
from bench.neutral import fixture_records
from bench.words import difference, element_text
from proceedings.importing import loader
from proceedings.models import Conference, Statement
from tests.support.factories import a_conference, a_session, a_statement

DOCUMENT = {
    "conferences": [{"slug": "Ünusual", "title": " A \0 meeting ", "start_date": ""}],
    "speakers": [{"slug": "ann", "name": "Ann Ash"}],
    "statements": [
        {"conference": "Ünusual", "speaker": "ann", "title": "", "text": "1945. was\0 the year.", "language": "en"},
        {"conference": "Ünusual", "speaker": None, "title": "Two", "text": None, "language": "no language"},
    ],
}
TEXTS = {
    "plain": "1945. A year.\n1) *one* <b>\n\n   indented_ 4*5*6 & [x]: y",
    "markdown": "3. three\n7. seven\n\n| a | b |\n|---|--:|\n| 1 | **2** |\n\n> quoted[^1]\n\n[^1]: A note.",
}


@pytest.mark.parametrize(
    ("written", "text_format", "shown", "lost"),
    [
        ("One  two\nthree", "plain", "One two three", None),
        ("One two three", "plain", "One three", ("two", "")),
        ("1. one", "plain", "one", ("1.", "")),
        ("**One** [two](https://example.org)", "markdown", "One two", None),
        ("**One** [two](https://example.org)", "markdown", "One", ("two", "")),
        ("4. four", "markdown", "1. four", ("4.", "1.")),
    ],
)
def test_a_lost_or_changed_word_is_a_difference(written, text_format, shown, lost):
    found = difference(written, text_format, shown)
    assert (found and tuple(part.partition(" ")[0] for part in found)) == lost


def test_the_text_of_an_element_has_the_numbers_of_its_lists():
    element = html.fragment_fromstring('<div><ol start="3"><li>a</li><li value="7">b</li></ol></div>')
    assert element_text(element).split() == ["3.", "a", "7.", "b"]


def test_a_neutral_document_becomes_a_fixture_and_a_fixture_stays_as_it_is(tmp_path):
    path = tmp_path / "site.json.gz"
    path.write_bytes(gzip.compress(json.dumps(DOCUMENT).encode()))
    made = fixture(path, "plain", tmp_path)
    rows = json.loads(made.read_text())
    assert [row["model"] for row in rows] == [f"proceedings.{noun}" for noun, _fields in fixture_records(DOCUMENT, "")]
    assert fixture(made, "plain", tmp_path) == made
    assert fixture(Path("a.yaml"), "plain", tmp_path) == Path("a.yaml")


@pytest.mark.django_db
def test_a_fixture_of_a_neutral_document_loads(tmp_path):
    path = tmp_path / "site.json"
    path.write_text(json.dumps(DOCUMENT))
    loader.load([fixture(path, "plain", tmp_path)])
    one, other = Statement.objects.order_by("slug")
    assert (one.title, one.text, one.speaker.name) == ("?", "1945. was the year.", "Ann Ash")
    assert (other.kind, other.language, other.text) == ("narrative", "und", "")


@pytest.mark.django_db
def test_every_format_is_measured_and_a_lost_word_is_reported(client, capsys):
    conference = a_conference()
    session = a_session(conference=conference)
    for text_format, text in TEXTS.items():
        a_statement(session=session, slug=text_format, text=text, text_format=text_format)
    statements = list(Statement.objects.all())
    measurement = Measurement()
    measure_files(client, Conference.objects.with_context().get(), statements, measurement)
    for statement in statements:
        measure_pages(client, statement, measurement)
    assert (dict(measurement.total), measurement.differences) == (dict.fromkeys(FORMATS, 2), {})
    statements[0].text += "\n\nMore words."
    measurement.compare("page", statements[0], "1945. A year.")
    measurement.report()
    first, second = capsys.readouterr().out.splitlines()[:2]
    assert first.split() == ["page", "2", "of", "3", "66.667", "%"]
    assert second.strip().startswith("plain: ")
