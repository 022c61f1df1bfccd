"""The same href is the same person, and two hrefs are two persons."""

import pytest

from proceedings.models import OtherName, Speaker, SpeakerIdentifier
from proceedings.models.columns.slugs import lettered_slug
from tests.support.akomantoso import a_debate, a_person, a_section, import_debate, problems_of
from tests.support.factories import a_speaker, another_name

pytestmark = pytest.mark.django_db

BO = "/xx/member/id/Bo-Birch.D.2007-06-14"


def a_sitting(*persons):
    """The bytes of a debate in which each person, (name, href), says something."""
    references = "".join(a_person(f"p{at}", name, href) for at, (name, href) in enumerate(persons))
    speeches = "".join(f'<speech by="#p{at}"><p>Words {at}.</p></speech>' for at in range(len(persons)))
    return a_debate(a_section(speeches), references=references)


def speakers():
    return list(Speaker.objects.order_by("slug").values_list("slug", "name"))


def test_one_href_with_two_spellings_is_one_person_with_two_names():
    import_debate(a_sitting(("Dr. Bo Birch", BO)), "2015.xml")
    notes = import_debate(a_sitting(("Bo Birch", BO)), "2020.xml").notes
    assert notes[-1] == '2020.xml:2  "Bo Birch" is another name of dr-bo-birch, who has the same identifier.'
    assert speakers() == [("dr-bo-birch", "Dr. Bo Birch")]
    assert list(OtherName.objects.values_list("name", "language")) == [("Bo Birch", "und")]
    assert list(SpeakerIdentifier.objects.values_list("scheme", "value")) == [("akomantoso", BO)]
    for name, file in (("Dr. Bo Birch", "2015.xml"), ("Bo Birch", "2020.xml")):
        assert str(import_debate(a_sitting((name, BO)), file).tally) == "0 created, 0 updated, 4 unchanged"


def test_two_spellings_in_one_file_are_one_person_too():
    import_debate(a_sitting(("Seán Ó Sé", BO), ("Sean O'Shea", BO.replace("-", "%2D"))))
    assert speakers() == [("sean-o-se", "Seán Ó Sé")]
    assert OtherName.objects.get().name == "Sean O'Shea"


def test_two_hrefs_with_one_name_are_two_persons():
    data = a_sitting(("Ann Lee", "/xx/member/id/1"), ("Ann Lee", "/xx/member/id/2"))
    import_debate(data)
    assert speakers() == [("ann-lee", "Ann Lee"), (lettered_slug("ann-lee", 2), "Ann Lee")]
    assert str(import_debate(data).tally) == "0 created, 0 updated, 6 unchanged"


def test_a_new_href_with_the_name_of_another_is_a_new_person_and_told():
    import_debate(a_sitting(("Ann Lee", "/xx/member/id/1")), "one.xml")
    notes = import_debate(a_sitting(("Ann Lee", "/xx/member/id/2")), "two.xml").notes
    assert notes[-1] == 'two.xml:2  "Ann Lee" is a new speaker: the one of that name, ann-lee, has another identifier.'
    assert len(speakers()) == 2


def test_a_person_of_the_record_gets_the_identifier_and_keeps_the_name():
    another_name(speaker=a_speaker(name="Audrey Tang", slug="audrey-tang"), name="唐鳳")
    import_debate(a_sitting(("唐鳳", "/ontology/person/::/唐鳳")), "one.xml")
    import_debate(a_sitting(("Tang, Audrey", "/ontology/person/::/%E5%94%90%E9%B3%B3")), "two.xml")
    assert speakers() == [("audrey-tang", "Audrey Tang")]
    assert sorted(OtherName.objects.values_list("name", flat=True)) == ["Tang, Audrey", "唐鳳"]


@pytest.mark.parametrize("href", ["", "#a", "a", "/a", "user.a"])
def test_a_local_href_joins_no_persons_of_different_files(href):
    import_debate(a_sitting(("Ann Lee", href)), "one.xml")
    import_debate(a_sitting(("Bob Ray", href)), "two.xml")
    import_debate(a_sitting(("Ann Lee", "/b")), "three.xml")
    assert speakers() == [("ann-lee", "Ann Lee"), ("bob-ray", "Bob Ray")]
    assert SpeakerIdentifier.objects.count() == 0


def test_a_path_of_two_segments_counts_only_if_the_names_are_alike():
    import_debate(a_sitting(("Ann Lee", "/p/a")), "one.xml")
    import_debate(a_sitting(("Dr Ann Lee", "/p/a")), "two.xml")
    import_debate(a_sitting(("Al Aziz", "/p/a")), "three.xml")
    assert speakers() == [("al-aziz", "Al Aziz"), ("ann-lee", "Ann Lee")]


def test_an_address_that_many_names_share_identifies_nobody():
    address = "https://example.org/members/"
    import_debate(a_sitting(("Ann Lee", address), ("Bob Ray", address), ("Cem Koç", address)))
    assert [name for _slug, name in speakers()] == ["Ann Lee", "Bob Ray", "Cem Koç"]
    assert SpeakerIdentifier.objects.count() == 0


@pytest.mark.parametrize("hrefs", [("/a", "/b"), ("/a", BO), ("#a", "#b")])
def test_two_persons_of_one_name_whom_nothing_distinguishes_are_asked_about(hrefs):
    problem = '"Ann Lee" is the name of several persons here: say who each of them is with href="/speakers/…/".'
    data = a_sitting(*(("Ann Lee", href) for href in hrefs))
    assert problems_of(data) == [f"sitting.xml:2  speaker: {problem}"]
    for number, href in enumerate(hrefs):
        data = data.replace(f'href="{href}"'.encode(), f'href="/speakers/ann-{number}/"'.encode())
    assert problems_of(data) == []
    assert speakers() == [("ann-0", "Ann Lee"), ("ann-1", "Ann Lee")]


def test_two_new_persons_of_the_name_of_one_in_the_record_are_asked_about():
    a_speaker(name="Ann Lee")
    assert len(problems_of(a_sitting(("Ann Lee", "/xx/member/id/1"), ("Ann Lee", "/xx/member/id/2")))) == 1


def test_only_about_who_speaks_a_question_is_asked():
    references = a_person("x", "Ann Lee", "/a") + a_person("y", "Ann Lee", "/b") + a_person("z", "Bob Ray")
    data = a_debate(a_section('<speech by="#z"><p>x</p></speech>'), references=references)
    assert problems_of(data) == []
    assert [name for _slug, name in speakers()] == ["Bob Ray"]
