"""The name, publisher, contact and rights of the site, on pages and in files."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from allauth.core import context
from django.template.loader import render_to_string
from django.urls import reverse
from lxml import html

from proceedings.citing import csl
from proceedings.exports.book import cards
from proceedings.models import Speaker, Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.signin.adapter import AccountAdapter
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_picture,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    an_organisation,
    an_organiser,
)

pytestmark = pytest.mark.django_db

NAME = "Acta <Fori> & Co"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PROFILE = {
    "name": NAME,
    "tagline": "What the Forum heard",
    "publisher": "The Institute",
    "publisher_url": "https://institute.example/",
    "email": "desk@institute.example",
    "licence": "CC BY 4.0",
    "licence_url": LICENCE,
    "rights": "Please name the *speaker*.",
}


@pytest.fixture
def statement():
    conference = a_conference(slug="forum", title="Forum")
    return a_statement(session=a_session(conference=conference), speaker=a_speaker(slug="ada", name="Ada"), slug="said")


@pytest.fixture
def profile(statement):
    return a_site_profile(**PROFILE, logo=a_picture(100, 40))


def text(client, address):
    return client.get(address).getvalue().decode()


def test_every_page_has_the_name_in_its_title_and_header(client, profile):
    for address in addresses.every_page():
        page = html.fromstring(client.get(address).content)
        [title] = page.xpath("//title/text()")
        assert title.endswith(f" · {NAME}"), address
        brands = [brand.text_content() for brand in page.xpath("//header//a[@class='brand']")]
        assert brands == ([] if "/embed/" in address else [f"¶ {NAME}"]), address


def test_the_footer_names_publisher_licence_and_contact(client, profile):
    [footer] = html.fromstring(client.get("/about/").content).xpath("//footer")
    links = {link.text_content(): link.get("href") for link in footer.xpath(".//a")}
    assert (
        links
        | {
            "About this record": "/about/",
            "Data and API": "/data/",
            "Feeds": "/feed/",
            "Compare speakers": "/compare/",
            "Accessibility": "/accessibility/",
            "Contact": "mailto:desk@institute.example",
            "The Institute": "https://institute.example/",
            "CC BY 4.0": LICENCE,
        }
        == links
    )
    assert dict(footer.find(".//img").attrib) == {"src": "/logo.webp", "width": "100", "height": "40", "alt": ""}


def test_a_site_without_a_profile_names_no_publisher(client, statement):
    [footer] = html.fromstring(client.get("/about/").content).xpath("//footer")
    assert (footer.xpath(".//*[@class='publisher']"), footer.xpath(".//a[text()='Contact']")) == ([], [])


def test_home_has_the_tagline_and_about_the_rights(client, profile):
    page = html.fromstring(client.get("/").content)
    assert page.xpath("//h1/text()") == ["What the Forum heard"]
    assert page.xpath("//meta[@name='description']/@content") == ["What the Forum heard"]
    assert page.xpath("//meta[@property='og:site_name']/@content") == [NAME]
    assert "Please name the <em>speaker</em>." in text(client, "/about/")
    assert "mailto:desk@institute.example" in text(client, "/accessibility/")


def test_the_logo_is_served_as_an_image_and_nothing_else(client, profile):
    response = client.get("/logo.webp")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get("/logo.webp", headers={"if-none-match": response["ETag"]}).status_code == 304
    profile.logo = ""
    profile.save()
    assert client.get("/logo.webp").status_code == 404


def test_feeds_name_the_site_its_publisher_and_the_rights(client, profile, statement):
    feed = text(client, "/feed.atom")
    assert "<title>Acta &lt;Fori&gt; &amp; Co: all statements</title>" in feed
    assert "<author><name>The Institute</name></author>" in feed
    assert "<subtitle>What the Forum heard</subtitle>" in feed
    assert f"<rights>{LICENCE}</rights><entry" in feed
    conference = statement.conference
    conference.rights = "CC0-1.0"
    conference.save()
    assert "<rights>CC0-1.0</rights><content" in text(client, "/conferences/forum/feed.atom")


def test_a_change_of_the_profile_is_a_change_of_the_feeds(client, profile):
    before = client.get("/feed.atom")
    headers = {"if-modified-since": before["Last-Modified"], "if-none-match": before["ETag"]}
    assert client.get("/feed.atom", headers=headers).status_code == 304
    profile.name = "Acta II"
    profile.save()
    after = client.get("/feed.atom", headers=headers)
    assert (after.status_code, "Acta II: all statements" in after.content.decode()) == (200, True)


def test_citations_name_the_organisers_or_else_the_publisher_of_the_site(client, profile, statement):
    row = Statement.objects.for_citing().get()
    assert csl.statement_item(row, "https://x.example")["publisher"] == "The Institute"
    assert 'organization = "The Institute"' in text(client, "/statements/said.bib")
    assert "PB  - The Institute" in text(client, "/statements/said.ris")
    speaker = Speaker.objects.with_last_publication().with_context().get()
    item = csl.speaker_item(speaker, "https://x.example")
    assert (item["container-title"], item["publisher"]) == (NAME, "The Institute")
    an_organiser(conference=statement.conference, organisation=an_organisation(name="Academy"))
    row = Statement.objects.for_citing().get()
    assert csl.statement_item(row, "https://x.example")["publisher"] == "Academy"


def test_a_conference_without_rights_has_those_of_the_site(client, profile, statement):
    page = html.fromstring(client.get("/statements/said/").content)
    assert page.xpath("//meta[@name='DC.rights']/@content") == [LICENCE]
    [data] = page.xpath("//script[@type='application/ld+json']/text()")
    quotation = json.loads(data)["@graph"][0]
    assert quotation["license"] == LICENCE
    assert quotation["publisher"] == {
        "@type": "Organization",
        "name": "The Institute",
        "url": "https://institute.example/",
        "logo": "http://testserver/logo.webp",
    }
    conference = statement.conference
    conference.rights = "CC0-1.0"
    conference.save()
    page = html.fromstring(client.get("/statements/said/").content)
    assert page.xpath("//meta[@name='DC.rights']/@content") == ["CC0-1.0"]


def test_files_and_programs_get_the_name(client, profile, statement):
    escaped = "Acta &lt;Fori&gt; &amp; Co"
    assert f"<ShortName>{escaped}</ShortName>" in text(client, "/opensearch.xml")
    assert text(client, "/llms.txt").startswith("# Acta \\<Fori\\> \\& Co\n\n> What the Forum heard\n")
    assert client.get("/oembed?url=http://testserver/statements/said/").json()["provider_name"] == NAME
    assert client.get("/api/v1/schema/").json()["info"]["title"] == NAME
    assert f'eId="proceedings" href="http://testserver" showAs="{escaped}"' in text(client, "/conferences/forum.xml")
    assert f'CN="{NAME}"' in text(client, "/conferences/forum.ics").replace("\r\n ", "")
    assert cards.statement_contents(Statement.objects.with_context().get())["brand"] == NAME
    readme = ZipFile(BytesIO(client.get("/data.zip").getvalue())).read("README.md").decode()
    assert readme.startswith("# Acta \\<Fori\\> \\& Co\n")
    assert f"- Forum: {LICENCE}\n" in readme


def test_books_name_the_site_its_publisher_and_its_rights(client, profile):
    archive = ZipFile(BytesIO(client.get("/conferences/forum.epub").getvalue()))
    package = archive.read("EPUB/package.opf").decode()
    assert f"<dc:rights>{LICENCE}</dc:rights><dc:publisher>The Institute</dc:publisher>" in package
    assert "The Institute" in archive.read("EPUB/colophon.xhtml").decode()


def test_mails_are_from_the_site(rf, profile):
    with context.request_context(rf.get("/")):
        adapter = AccountAdapter()
        assert adapter.get_from_email() == '"Acta <Fori> & Co" <webmaster@testserver>'
        assert adapter.format_email_subject("Your password") == f"{NAME}: Your password"


def test_the_desk_and_its_sign_in_have_the_name(client, admin_client, profile):
    assert f"¶</span> {html_escaped(NAME)}</a>" in text(admin_client, "/admin/")
    assert f" · {html_escaped(NAME)}</title>" in text(client, reverse("account_login"))


def html_escaped(value):
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_pages_of_errors_have_the_last_known_name(profile, django_assert_num_queries):
    site_profile()
    with django_assert_num_queries(0):
        page = render_to_string("503.html")
    assert f" · {html_escaped(NAME)}</title>" in page
