"""The pages with the versions of a statement."""

import re
from datetime import timedelta

import pytest

from proceedings.models import Conference, Statement
from tests.support.factories import a_correction, a_session, a_speaker, a_statement, a_translation, an_appointment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Make every save a version of its own."""
    monkeypatch.setattr("proceedings.editorial.published_versions.ONE_SAVE", timedelta())


@pytest.fixture
def statement():
    """A statement whose text was secret before its publication and was corrected afterwards."""
    said = a_statement(slug="said", title="On peace", text="A secret draft.", status="draft")
    for fields in ({"status": "published", "text": "Peace is good."}, {"text": "Peace is better."}):
        for name, value in fields.items():
            setattr(said, name, value)
        said.save()
    return said


def page_of(client, address):
    return client.get(address).content.decode()


def test_versions_are_listed_with_changes_and_correction_notes(client, statement):
    a_correction(statement=statement, note="The source says *better*.")
    page = page_of(client, "/statements/said/versions/")
    assert re.findall(r"Version \d", page) == ["Version 2", "Version 1"]
    hidden = '<span class="visually-hidden">'
    assert f"<del>{hidden}[deleted: </span>good{hidden}]</span></del>" in page
    assert f"<ins>{hidden}[inserted: </span>better{hidden}]</span></ins>" in page
    assert "The source says <em>better</em>." in page


def test_an_old_version_shows_its_text_and_is_labelled_as_changed_since(client, statement):
    page = page_of(client, "/statements/said/versions/1/")
    assert ("Peace is good." in page, "Peace is better." in page) == (True, False)
    assert "This is version 1 of 2" in page
    assert '<link rel="canonical" href="http://testserver/statements/said/">' in page
    assert page.count('rel="canonical"') == 1
    assert '<meta name="robots" content="noindex">' in page
    assert 'id="p1"' in page


def test_the_current_version_is_labelled_as_current(client, statement):
    assert "This is version 2, the current one, published on" in page_of(client, "/statements/said/versions/2/")


def test_no_version_shows_an_unpublished_text(client, statement):
    statement.withdraw("Misquoted.")
    withdrawn = Statement.objects.get(pk=statement.pk)
    withdrawn.text = "A secret while withdrawn."
    withdrawn.save()
    withdrawn.publish()
    addresses = ["/statements/said/versions/", *(f"/statements/said/versions/{number}/" for number in (1, 2, 3, 4))]
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 404]
    assert not [answer for answer in answers if "secret draft" in answer.content.decode()]


@pytest.mark.parametrize("address", ["/statements/said/versions/", "/statements/said/versions/1/"])
def test_the_versions_of_a_withdrawn_statement_are_gone(client, statement, address):
    statement.withdraw("Misquoted.")
    answer = client.get(address)
    assert (answer.status_code, "Misquoted." in answer.content.decode()) == (410, True)
    assert "Peace" not in answer.content.decode()


def test_the_versions_of_a_withdrawn_conferences_statements_are_gone(client, statement):
    Conference.objects.get().withdraw("Entered twice.")
    assert client.get("/statements/said/versions/1/").status_code == 410


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999999"])
def test_a_missing_version_is_not_found(client, statement, number):
    assert client.get(f"/statements/said/versions/{number}/").status_code == 404


def test_a_draft_has_no_versions(client):
    a_statement(slug="draft", status="draft")
    assert [client.get(f"/statements/draft/versions/{more}").status_code for more in ("", "1/")] == [404, 404]


def test_a_statement_links_to_its_versions_if_there_are_several(client, statement):
    a_statement(slug="other")
    leads = '<a href="/statements/{0}/versions/">'
    assert leads.format("said") in page_of(client, "/statements/said/")
    assert leads.format("other") not in page_of(client, "/statements/other/")


def test_a_change_of_every_public_field_is_listed(client):
    said = a_statement(slug="said", form="verbatim", language="en", session=a_session(title="Opening"))
    translation = a_translation(statement=said, language="ru", text="Мир.")
    said.form, said.kind, said.language = "reported", "address", "fr"
    said.speaker = a_speaker(name="Vladimir Norov")
    said.appointment = an_appointment(speaker=said.speaker, title="Secretary General")
    said.delivered_at = "2020-09-28T09:00:00Z"
    said.save()
    translation.text = "Мир!"
    translation.save()
    page = page_of(client, "/statements/said/versions/")
    headings = ["Speaker", "In the capacity of", "Kind", "Form", "Language", "Delivered at", "Text (Russian)"]
    assert [f"<h3>{heading}</h3>" in page for heading in headings] == [True] * len(headings)
