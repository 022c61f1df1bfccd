"""Statements embedded in pages of other sites."""

import pytest
from lxml import html

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment, an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement():
    ada = a_speaker(name="Ada", slug="ada")
    return a_statement(
        slug="rivers",
        title="Rivers",
        session=a_session(conference=a_conference(title="Summit")),
        speaker=ada,
        appointment=an_appointment(speaker=ada, title="Chair", organisation=an_organisation(name="League")),
        form="reported",
        kind="greeting",
        text=f"# Head\n\nOne.\n\n{'Two. ' * 80}\n\nThree, in *French*.",
        language="fr",
    )


def words(node):
    return " ".join(node.text_content().split())


def quotation(client, address="/statements/rivers/embed/"):
    return html.fromstring(client.get(address).content.decode())


def test_a_quotation_names_speaker_capacity_conference_and_form(client, statement):
    page = quotation(client)
    [caption] = page.xpath("//figcaption")
    assert words(caption) == (
        "Ada, Chair, League greeting, reported Summit 28 September 2020 testserver/statements/rivers/"
    )
    [quote] = page.xpath("//blockquote")
    assert (quote.get("lang"), quote.get("cite")) == ("fr", "http://testserver/statements/rivers/")
    assert words(quote) == f"One. {' '.join(['Two.'] * 80)}"
    assert page.xpath("//a[text()='Read the whole statement']/@href") == ["/statements/rivers/"]


def test_one_paragraph_is_quoted_by_its_number(client, statement):
    page = quotation(client, "/statements/rivers/embed/?paragraph=3")
    [quote] = page.xpath("//blockquote")
    assert (words(quote), quote.get("cite")) == ("Three, in French.", "http://testserver/statements/rivers/#p3")


@pytest.mark.parametrize("number", ["0", "4", "03", "x", ""])
def test_a_missing_paragraph_is_not_found(client, statement, number):
    response = client.get("/statements/rivers/embed/", {"paragraph": number})
    assert response.status_code == 404
    assert f"The statement has no paragraph “{number}”." in response.content.decode()


def test_a_short_text_is_quoted_whole_and_one_without_a_text_by_its_title(client):
    a_statement(slug="short", text="So it was.")
    a_statement(slug="empty", title="Silence", text="")
    assert quotation(client, "/statements/short/embed/").xpath("//a[text()='Read the whole statement']") == []
    assert words(quotation(client, "/statements/empty/embed/").xpath("//blockquote")[0]) == "Silence"


def test_only_the_quotation_may_be_framed_and_its_links_leave_the_frame(client, statement):
    response = client.get("/statements/rivers/embed/")
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"].split("; ")
    assert html.fromstring(response.content.decode()).xpath("//base/@target") == ["_top"]
    page = client.get("/statements/rivers/")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"].split("; ")


def test_a_not_modified_quotation_can_still_be_framed(client, statement):
    """A browser replaces the headers of a cached page by those of a “not modified” response."""
    etag = client.get("/statements/rivers/embed/").headers["ETag"]
    response = client.get("/statements/rivers/embed/", headers={"if-none-match": etag})
    assert response.status_code == 304
    assert response.headers.keys() & {"Content-Security-Policy", "X-Frame-Options"} == set()


def test_an_embedded_statement_shows_the_reason_of_its_withdrawal(client, statement):
    statement.withdraw("She was misquoted.")
    response = client.get("/statements/rivers/embed/")
    assert response.status_code == 410
    assert "X-Frame-Options" not in response.headers
    page = html.fromstring(response.content.decode())
    shown = [words(part) for part in page.xpath("//main/*[not(@class)]")]
    assert shown == ["This entry has been withdrawn", "It was withdrawn for this reason:", "She was misquoted."]


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_a_statement_that_is_not_public_cannot_be_embedded(client, status):
    a_statement(slug="rivers", status=status)
    assert client.get("/statements/rivers/embed/").status_code == 404
