"""Statements in lists: the person first, and nothing twice."""

import pytest
from lxml import html

from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return a_session(conference=a_conference(slug="rivers"), title="Opening")


def items(client, address):
    return html.fromstring(client.get(address).content).xpath("//article[@class='statement']")


def words(element):
    return " ".join(element.text_content().split())


def test_the_person_stands_before_the_title_with_the_form_of_the_words(client, session):
    post = an_appointment(title="Minister", organisation=an_organisation(name="Cabinet"))
    a_statement(session=session, speaker=post.speaker, appointment=post, title="On dams", form="reported")
    [item] = items(client, "/conferences/rivers/")
    byline = item.xpath("p[@class='byline']")[0]
    assert words(byline) == f"{post.speaker.name}, Minister, Cabinet reported"
    assert words(byline.getnext()) == "On dams"
    assert item.xpath("p[@class='facts']") == []


def test_the_kind_of_a_statement_is_named_unless_it_is_mere_remarks(client, session):
    a_statement(session=session, kind="greeting")
    a_statement(session=session, kind="remarks")
    facts = [
        [words(line) for line in item.xpath("p[@class='facts']")] for item in items(client, "/conferences/rivers/")
    ]
    assert facts == [["greeting"], []]


@pytest.mark.parametrize(("name", "initials"), [("Vladimir Norov", "VN"), ("唐鳳", "唐"), ("Игорь Иванов", "ИИ")])
def test_a_speaker_without_a_portrait_has_initials(client, session, name, initials):
    a_statement(session=session, speaker=a_speaker(name=name))
    [face] = items(client, "/conferences/rivers/")[0].find_class("face")
    assert (face.text, face.get("aria-hidden")) == (initials, "true")


def test_a_portrait_takes_the_place_of_the_initials(client, session):
    speaker = a_speaker(slug="ada", portrait=a_picture())
    a_statement(session=session, speaker=speaker)
    [face] = items(client, "/conferences/rivers/")[0].find_class("face")
    assert (face.tag, face.get("src"), face.get("alt")) == ("img", "/speakers/ada/portrait.webp", "")


def test_a_title_of_the_session_or_of_the_statement_before_is_only_a_sign(client, session):
    for title in ("Opening", "laughter", "laughter", "On dams", "laughter"):
        a_statement(session=session, title=title)
    headings = [item.find("h4") for item in items(client, "/conferences/rivers/")]
    assert [heading.get("class") for heading in headings] == ["repeated", None, "repeated", None, None]
    assert [words(heading) for heading in headings[:3]] == ["¶Opening", "laughter", "¶laughter"]


def test_a_speakers_page_names_a_capacity_where_it_changes(client, session):
    ada = a_speaker(slug="ada")
    minister, envoy = (an_appointment(speaker=ada, title=title) for title in ("Minister", "Envoy"))
    for post in (minister, minister, envoy, None, minister):
        a_statement(session=session, speaker=ada, appointment=post)
    shown = [[words(line) for line in item.xpath("p[@class='byline']")] for item in items(client, "/speakers/ada/")]
    assert shown == [["as Minister"], [], ["as Envoy"], [], ["as Minister"]]


def test_a_title_that_is_that_of_the_page_is_replaced_by_the_beginning_of_the_text(client):
    session = a_session()
    speaker = a_speaker()
    texts = ["Before this.", "This.", "After this."]
    said = [a_statement(session=session, speaker=speaker, title="Debate", text=text) for text in texts]
    page = html.fromstring(client.get(said[1].get_absolute_url()).content)
    assert page.xpath("//nav[@class='neighbours']/a/span[2]/text()") == ["Before this.", "After this."]
    assert sorted(page.xpath("//ul[@class='brief-list']//a/text()")) == ["After this.", "Before this."]
