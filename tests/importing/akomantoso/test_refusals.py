"""Untrusted files: nothing in them is expanded or fetched, and every problem is reported with its place."""

import pytest

from proceedings.importing.akomantoso import FixtureError, load_debates
from proceedings.models import Conference, Statement
from tests.support.akomantoso import a_debate, a_section, import_debate, problems_of

pytestmark = pytest.mark.django_db

LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def test_any_document_type_is_refused():
    for doctype in (b"<!DOCTYPE akomaNtoso>", LAUGHS, b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'):
        assert problems_of(doctype + a_debate("")) == [
            "sitting.xml:1  remove the document type (<!DOCTYPE …>): entities are not read, and Akoma Ntoso needs none."
        ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "1  this is not XML: Document is empty."),
        (b"<akomaNtoso>\n<debate>", "2  this is not XML: "),
        (b"<html/>", "1  this is <html>, not Akoma Ntoso, which begins with <akomaNtoso>."),
        (b"<akomaNtoso>\n<act/></akomaNtoso>", "1  it contains no <debate>, but <act>."),
        (b"<akomaNtoso>\n<debate/></akomaNtoso>", "2  the <debate> has no <debateBody>."),
        (a_debate("\xa0").decode().encode("latin-1"), "3  this is not XML: "),
        (a_debate("<p>" * 5000 + "</p>" * 5000), "3  the elements are nested too deep: more than 256 levels."),
    ],
)
def test_a_file_without_a_debate_is_refused_with_a_reason(data, problem):
    (message,) = problems_of(data)
    assert message.startswith(f"sitting.xml:{problem}")


def test_all_problems_are_reported_together_and_nothing_is_written():
    body = a_section('<speech by="#a" startTime="soon" xml:lang="klingonish"><p>x</p></speech>')
    assert problems_of(a_debate(body), time_zone="Mars/Base") == [
        "sitting.xml:1  debate: “Mars/Base” is not a time zone (IANA), such as Europe/Moscow or UTC.",
        'sitting.xml:3  speech: startTime: "soon" is not a time; write it as 2020-09-28T10:00:00+03:00.',
        (
            "sitting.xml:3  statement a-plenary: language: "
            "“klingonish” is not a language tag. Did you mean tlh (Klingon)?"
        ),
    ]
    assert Conference.objects.count() == 0


def test_any_encoding_that_a_file_declares_is_read():
    text = a_debate(a_section("<scene>Речь Ё</scene>")).decode()
    import_debate(f'<?xml version="1.0" encoding="windows-1251"?>{text}'.encode("windows-1251"))
    assert Statement.objects.get().text == "Речь Ё"


def test_a_second_file_with_the_same_debate_is_refused():
    data = a_debate(a_section("<scene>one</scene>"))
    assert problems_of(data) == []
    with pytest.raises(FixtureError) as caught:
        load_debates([("sitting.xml", data), ("sitting.xml", data)])
    assert [str(problem) for problem in caught.value.problems] == [
        "sitting.xml:1  debate: this is the same debate as sitting.xml: leave one of the two files out."
    ]


@pytest.mark.parametrize("day", ["2021-03-28", "2021-10-31"])
def test_a_time_that_a_clock_change_skips_or_repeats_is_refused_with_both_readings(day):
    body = a_section(f'<speech by="#a" startTime="{day}T02:30:00"><p>x</p></speech>')
    (problem,) = problems_of(a_debate(body), time_zone="Europe/Berlin")
    assert f"startTime: {day} 02:30:00 " in problem
    assert problem.endswith("Write it with its offset.")


def test_a_time_with_its_offset_is_read_although_a_clock_change_repeats_it():
    body = a_section('<speech by="#a" startTime="2021-10-31T02:30:00+01:00"><p>x</p></speech>')
    assert problems_of(a_debate(body), time_zone="Europe/Berlin") == []
