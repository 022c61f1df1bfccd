"""Small files that would fill the memory are refused with their place and a remedy, and take little of it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from proceedings.importing.akomantoso import FixtureError, load_debates, read_debate
from proceedings.importing.loader import load
from proceedings.importing.loader.errors import UnreadableError
from proceedings.importing.loader.files.portions import portions
from proceedings.importing.loader.files.sources import Source
from proceedings.importing.sheets import UnreadableSheetError, read_sheet
from proceedings.importing.sheets.files import reader
from tests.support.akomantoso import a_debate, a_section
from tests.support.hostile import files as hostile
from tests.support.hostile.files import sheet, workbook

# Megabytes, with those of the program itself, which are more in a test than on a site.
MODEST = 350
COPY = "copy the filled cells as values into a new workbook, or divide it into several."
SHEETS = {
    "cells with a prefix": (
        lambda: {"sheet": sheet("<x:row>" + "<x:c\n/>" * 700_000 + "</x:row>", "x")},
        "600000 cells",
    ),
    "cells in UTF-16": (lambda: {"sheet": utf_16(sheet("<row>" + "<c/>" * 700_000 + "</row>"))}, "600000 cells"),
    "cells under another name": (lambda: {"media/a": sheet("<row>" + "<c/>" * 700_000 + "</row>")}, "600000 cells"),
    "nested elements": (lambda: {"sheet": sheet("<a>" * 1000)}, "elements nested more than 100 deep"),
    "attributes": (lambda: {"sheet": sheet(f"<row {attributes(1000)}/>")}, "an element with more than 200 attributes"),
    "styles": (lambda: {"styles": f"<styleSheet>{'<xf/>' * 1_800_000}</styleSheet>"}, "200000 formats and names"),
}


def utf_16(text):
    return f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")


def attributes(number):
    return " ".join(f'a{at}=""' for at in range(number))


@pytest.mark.parametrize("name", SHEETS)
def test_a_workbook_is_counted_before_it_is_read(name, peak):
    parts, excess = SHEETS[name]
    data = workbook(**parts())
    assert len(data) < 50_000
    with pytest.raises(UnreadableSheetError) as caught:
        read_sheet("list.xlsx", data)
    assert excess in str(caught.value)
    assert f"at xl/{next(iter(parts())).replace('sheet', 'worksheets/sheet1')}" in str(caught.value)
    assert str(caught.value).endswith(COPY)
    assert peak() < MODEST


@pytest.mark.parametrize("encode", [str, utf_16])
def test_a_document_type_in_any_encoding_is_refused(encode):
    with pytest.raises(UnreadableSheetError, match="contains a document type"):
        read_sheet("list.xlsx", workbook(sheet=encode('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>')))


def test_half_a_character_is_shown_and_reported_in_its_cell():
    rows = "".join(map(hostile.row, ["Ti_xD800_tle", "a_xDFFF_b", "_xD83D__xDE00_", "_x0000_"]))
    read = read_sheet("list.xlsx", workbook(sheet=sheet(rows)))
    assert (read.headings, read.rows) == (["Ti�tle"], [(2, ["a�b"]), (3, ["😀"]), (4, ["�"])])
    assert [fault[:2] for fault in read.faults] == [(2, 0), (4, 0)]
    assert read.faults[0].message == "the cell has half a character, shown as �: type it again."


def refusals(load_it, *arguments):
    with pytest.raises(FixtureError) as caught:
        load_it(*arguments)
    return [str(problem) for problem in caught.value.problems]


DEBATES = {
    "attributes": (
        lambda: f"<p {attributes(100)}/>" * 10_100,
        "1  the file has more than 1000000 attributes: split it,",
    ),
    "speeches": (lambda: a_section("<scene>x</scene>" * 20_001), "more than 20000 speeches and narratives: divide it"),
    "levels": (lambda: "<p>" * 300 + "</p>" * 300, "3  the elements are nested too deep: more than 256 levels."),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", DEBATES)
def test_a_debate_is_counted_before_it_is_resolved(name, peak):
    body, message = DEBATES[name]
    (problem,) = refusals(load_debates, [("a.xml", a_debate(body()))])
    assert problem.startswith("a.xml:")
    assert message in problem
    assert peak() < 2 * MODEST


FIXTURES = {
    "spaces": ("a.json.gz", lambda: hostile.packed("[", " ", 60_000_000, "]"), "unpacks to more than 50 MB"),
    "a long record": ("a.json", lambda: b'["' + b"a" * 21_000_000, "1  a record is longer than 20 million characters"),
    "a long line": ("a.jsonl", lambda: b"a" * 21_000_000, "1  a record is longer than 20 million characters"),
    "errors": (
        "a.json",
        lambda: b"[" + b"1,\n" * 30_000 + b"1]",
        "there are more than 10000 errors up to here: the rest",
    ),
    "levels": ("a.json", lambda: b"[" * 100_000, "1  this is nested too deeply for a fixture."),
    "levels in YAML": ("a.yaml", lambda: b"[" * 100_000, "1  this is nested too deeply for a fixture."),
    "anchors": ("a.yaml", hostile.LAUGHS.encode, "1  the anchors of this record repeat more than 200000 values."),
    "values": (
        "a.yaml",
        lambda: b"- [" + b"[]," * 200_000,
        "1  this is not YAML: a record has more than 200000 values.",
    ),
    "merges": ("a.yaml", hostile.MERGES.encode, "the merges of this mapping give it more than 1000 fields."),
}


@pytest.mark.django_db
@pytest.mark.parametrize("case", FIXTURES)
def test_a_fixture_is_read_no_further_than_a_record_can_be(case, peak, tmp_path):
    name, data, message = FIXTURES[case]
    (tmp_path / name).write_bytes(data())
    problems = refusals(load, [tmp_path / name])
    assert [problem for problem in problems if message in problem] != []
    assert len(problems) < 10_010
    assert peak() < MODEST


# Any bytes


PARTS = st.binary(max_size=60)
EXAMPLES = [workbook(), a_debate(a_section("<scene>x</scene>")), b'[{"model": "a", "fields": {}}]', b"- &a [*a]\n"]


@settings(max_examples=40)
@given(st.sampled_from(EXAMPLES), st.integers(0, 5000), PARTS, st.integers(0, 40))
@example(b"", 0, b"PK\3\4", 0)
@example(b"", 0, b"\x1f\x8b", 0)
@example(b"", 0, b"- !!python/object:os.system []", 0)
def test_any_bytes_are_read_or_refused_with_a_sentence(data, at, put, instead):
    changed = data[:at] + put + data[at + instead :]
    for read, refusal in (
        (lambda: reader.read_sheet("a", changed), UnreadableSheetError),
        (lambda: read_debate(changed, "a.xml", "", ""), UnreadableError),
        *((lambda form=form: list(portions(source(changed, form))), UnreadableError) for form in FORMS),
    ):
        try:
            read()
        except refusal as error:
            assert str(error)  # noqa: PT017 - reading is as good


FORMS = ("json", "jsonl", "yaml")


def source(data, form):
    made = Source.__new__(Source)
    made.name, made.path, made.data, made.form = "a", None, data, form
    return made
