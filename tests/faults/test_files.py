"""The largest hostile files: each is refused in time, and takes no more memory than a file may."""

import io

import pytest
from django.core.exceptions import ValidationError

from proceedings import sandbox
from proceedings.importing.akomantoso import read_debate
from proceedings.importing.limits import UPLOAD
from proceedings.importing.loader.files.sources import Source
from proceedings.importing.loader.reader import Reading
from proceedings.importing.sheets import UnreadableSheetError, read_sheet
from proceedings.models.columns import portraits
from tests.support.akomantoso import a_debate, a_section
from tests.support.hostile import files as hostile
from tests.support.hostile.files import sheet, workbook

pytestmark = pytest.mark.faults

# Megabytes of the program itself in a test.
PROGRAM = 250
CELL = "<c/>"
SHEETS = {
    "cells": lambda: workbook(sheet=sheet(f"<row>{CELL * 6_500_000}</row>")),
    "elements": lambda: workbook(sheet=sheet(f"<row>{'<x/>' * 4_900_000}</row>")),
    "rows": lambda: workbook(sheet=sheet("<row/>" * 6_000_000)),
    "empty cells": lambda: workbook(sheet=sheet(f"<row>{CELL * 90}</row>" * 6_000)),
    "fonts in a text": lambda: workbook(strings=f"<sst><si>{'<r><t>x</t></r>' * 2_000_000}</si></sst>"),
    "a long text": lambda: workbook(sheet=sheet(hostile.row("x" * 190_000_000))),
    "commas": lambda: b"," * 30_000_000,
    "quotation marks": lambda: b'"' * 30_000_000,
    "lines": lambda: b"a\n" * 15_000_000,
}
DEBATES = {
    "elements": lambda: a_debate("<p/>" * 1_240_000),
    "nested elements": lambda: a_debate(("<blockContainer>" * 240 + "</blockContainer>" * 240) * 600),
    "speeches": lambda: a_debate(a_section("<speech by='#a'><p>x</p></speech>" * 140_000)),
}
FIXTURES = {
    "a text": ("json", lambda: hostile.packed('["', "a", 700_000_000, '"]')),
    "numbers": ("json", lambda: hostile.packed("[", "1,", 350_000_000, "1]")),
    "records": ("json", lambda: hostile.packed("[", '{"model":"proceedings.theme","fields":{}},', 17_000_000, "1]")),
    "a line": ("jsonl", lambda: hostile.packed("", "a", 700_000_000)),
    "a scalar": ("yaml", lambda: hostile.packed("- ", "a", 700_000_000)),
    "a sequence": ("yaml", lambda: hostile.packed("- [", "[],", 100_000_000)),
}
FORMS = [("PNG", "RGB"), ("PNG", "RGBA"), ("JPEG", "CMYK"), ("WEBP", "RGBA"), ("AVIF", "RGB")]


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_refused_within_the_limits_of_an_upload(name, peak):
    with pytest.raises(UnreadableSheetError):
        read_sheet("list", SHEETS[name]())
    assert peak() < UPLOAD.megabytes + PROGRAM


@pytest.mark.parametrize("name", DEBATES)
def test_a_debate_is_read_or_refused_within_the_limits_of_an_upload(name, peak):
    try:
        debate = sandbox.run(read_debate, DEBATES[name](), "a.xml", "", "", limits=UPLOAD)
        assert len(debate.statements()) < 150_000
    except Exception as error:
        assert str(error)  # noqa: PT017 - reading is as good
    assert peak() < UPLOAD.megabytes + PROGRAM


@pytest.mark.parametrize("name", FIXTURES)
def test_a_packed_fixture_is_refused_before_it_is_unpacked(name, peak, tmp_path):
    form, data = FIXTURES[name]
    path = tmp_path / f"record.{form}.gz"
    path.write_bytes(data())
    reading = Reading()
    for _record in reading.read(Source(path.name, path)):
        pass
    assert len(reading.problems) in range(1, 10_010)
    assert peak() < UPLOAD.megabytes + PROGRAM


@pytest.mark.parametrize(("form", "mode"), FORMS)
def test_the_largest_portrait_is_read_within_its_limits(form, mode, peak):
    picture = io.BytesIO(hostile.picture(6300, 6300, form, mode))
    try:
        content, width, height = sandbox.run(portraits.encoded, picture.getvalue(), limits=portraits.LIMITS)
        assert (width, height, len(content) < 10**6) == (800, 800, True)
    except ValidationError as error:
        assert error.messages  # noqa: PT017 - a codec may not have this mode
    assert peak() < portraits.LIMITS.megabytes + PROGRAM
