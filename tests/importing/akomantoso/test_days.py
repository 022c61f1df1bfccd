"""The day of a sitting is never a date of the file."""

import pytest

from proceedings.models import Conference
from tests.support.akomantoso import a_debate, a_section, a_work, import_debate

pytestmark = pytest.mark.django_db

BODY = a_section("<scene>Applause</scene>")
FRONT = '<preface><p>House <docDate date="2012-05-11">11 May</docDate></p></preface>'


def day_and_notes(**parts):
    notes = import_debate(a_debate(BODY, **parts)).notes
    day = Conference.objects.get().starts_on
    return day and str(day), notes


def test_a_date_of_generation_is_not_the_day():
    work = a_work(date="3000-01-01", name="generation")
    assert day_and_notes(identification=work, front=FRONT) == ("2012-05-11", [])


@pytest.mark.parametrize("name", ["generation", "#generation", "publication", "Conversion", "markup", "#creation"])
def test_without_a_day_the_date_of_the_file_is_only_told(name):
    day, notes = day_and_notes(identification=a_work(date="2020-07-30", name=name))
    assert (day, notes) == (
        None,
        ["sitting.xml:2  the day of the sitting is not known: 2020-07-30 is a date of the file."],
    )


@pytest.mark.parametrize("name", ["sitting", "#session", "debate", "workDate", ""])
def test_another_date_of_the_work_is_the_day(name):
    assert day_and_notes(identification=a_work(date="2020-07-30", name=name)) == ("2020-07-30", [])


def test_the_address_of_the_work_is_evidence():
    work = a_work(uri="/akn/xx/debateRecord/house/2020-07-30/debate", date="2021-01-01", name="#generation")
    assert day_and_notes(identification=work) == ("2020-07-30", [])


@pytest.mark.parametrize("uri", ["/akn/xx/debate/2020/7", "/akn/xx/debate/2020-13-45", "/akn/xx/a2020-07-30b"])
def test_an_address_without_a_date_is_no_evidence(uri):
    assert day_and_notes(identification=a_work(uri=uri))[0] is None


def test_a_date_in_the_name_of_the_session_is_the_day():
    front = '<coverPage><p><session>Sitting 56, <date date="2005-11-08">8 November</date></session></p></coverPage>'
    assert day_and_notes(front=front) == ("2005-11-08", [])


def test_contradictions_are_told_with_their_places():
    work = a_work(uri="/akn/xx/debate/2012-05-10", date="2012-05-09", name="sitting")
    assert day_and_notes(identification=work, front=FRONT) == (
        "2012-05-11",
        [
            "sitting.xml:2  this day of the sitting, 2012-05-09, contradicts <docDate> (2012-05-11), which counts.",
            "sitting.xml:2  this day of the sitting, 2012-05-10, contradicts <docDate> (2012-05-11), which counts.",
        ],
    )


@pytest.mark.parametrize("written", ["", "soon", "0001-01-01", "2012-02-31", "99999-01-01"])
def test_a_date_that_is_none_is_not_the_day(written):
    assert day_and_notes(front=FRONT.replace("2012-05-11", written))[0] is None
