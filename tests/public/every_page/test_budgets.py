"""Limits of the size of a page, uncompressed but for the font, however much the record has."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from lxml import html

from proceedings.models import Conference, Statement
from proceedings.serving.static_storage import IMPORT
from tests.support import addresses
from tests.support.factories import (
    a_co_speaker,
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    another_name,
)

pytestmark = pytest.mark.django_db

# Bytes.
HTML, STYLES, SCRIPTS, FONT = 60_000, 25_000, 20_000, 60_000
MANY = 50
# More than a list shows of each text.
TEXT = "\n\n".join(["Thank you all for coming: we meet to speak of water, dams and rivers. " * 10] * 3)
QUERIES = ["/statements/?language=en", "/search/?q=text", "/compare/?theme=root", "/themes/?initial=T"]


@pytest.fixture
def record():
    """One conference, speaker, theme and organisation with more of everything than a page shows."""
    root = a_theme(name="The root of all themes", slug="root")
    themes = [a_theme(name=f"Theme of usual length {n}", parent=root) for n in range(MANY)]
    conferences = [a_conference(title=f"Conference {n}", starts_on=date(1970 + n, 5, 1)) for n in range(MANY)]
    body = an_organisation(name="A ministry of foreign affairs and trade", slug="body")
    often = a_speaker(name="Often Heard", slug="often")
    post = an_appointment(speaker=often, organisation=body)
    sessions = [a_session(conference=conferences[0]) for _n in range(MANY // 2)]
    for number in range(MANY):
        speaker = a_speaker(name=f"Speaker With A Name {number}")
        another_name(speaker=speaker)
        other = an_appointment(speaker=speaker, organisation=an_organisation(name=f"Organisation {number}"))
        for session in (sessions[number // 2], a_session(conference=conferences[number])):
            for by, capacity in ((often, post), (speaker, other)):
                a_statement(
                    session=session,
                    speaker=by,
                    appointment=capacity,
                    title=f"A title of the usual length, number {number}",
                    text=TEXT,
                    themes=[themes[number]],
                )
    a_translation(statement=Statement.objects.first(), text="In other words. " * 30)
    return conferences[0]


def files(page, xpath):
    """Return the paths of the static files that a page names, and of the style sheets that these import."""
    names = [urlsplit(address).path.removeprefix(settings.STATIC_URL) for address in page.xpath(xpath)]
    paths = {Path(finders.find(name)) for name in names}
    return paths | {path.with_name(name) for path in paths for name in IMPORT.findall(path.read_text())}


def weight(paths):
    return sum(path.stat().st_size for path in paths)


def test_every_page_of_a_long_record_is_within_its_budget(client, record):
    rows = ["/speakers/often/", "/themes/root/", "/organisations/body/", record.get_absolute_url()]
    rows += [Statement.objects.first().get_absolute_url(), f"/speakers/?conference={record.slug}"]
    heavy = {}
    for address in [*addresses.every_list(), *rows, *QUERIES]:
        content = client.get(address, follow=True).content
        page = html.fromstring(content)
        sizes = (
            len(content),
            weight(files(page, "//link[@rel='stylesheet']/@href")),
            weight(files(page, "//script/@src")),
        )
        if any(size > most for size, most in zip(sizes, (HTML, STYLES, SCRIPTS), strict=True)):
            heavy[address] = sizes
    assert heavy == {}


@pytest.mark.parametrize(
    ("language", "word", "letters"), [("en", "speech ", 90), ("ru", "слово ", 60), ("zh", "字", 30)]
)
def test_lists_of_dense_statements_are_within_their_budget(client, language, word, letters):
    """Long titles and texts, by speakers with posts, on many themes, in any script."""
    title = (word * letters)[:letters]
    themes = [a_theme(name=f"{title[: letters // 3]} {n}", slug=f"theme-{n}") for n in range(8)]
    session = a_session(conference=a_conference(title=title, slug="a-forum-on-water-2021"))
    for number in range(25):
        body = an_organisation(name=f"{title[: letters // 2]} {number}", slug=f"ministry-of-water-{number}")
        post = an_appointment(organisation=body, title=title[: letters // 4])
        a_statement(
            session=session,
            speaker=post.speaker,
            appointment=post,
            slug=f"speaker-a-forum-on-water-2021-{number}",
            title=f"{title} {number}",
            text=f"needle {word * 300}",
            language=language,
            themes=themes,
        )
    lists = ["/statements/", "/search/?q=needle", "/themes/theme-1/", session.conference.get_absolute_url()]
    sizes = {address: len(client.get(address).content) for address in lists}
    assert {address: size for address, size in sizes.items() if size > HTML} == {}


def test_a_statement_in_a_list_counts_the_speakers_and_themes_that_only_its_page_names(client):
    statement = a_statement(themes=[a_theme(name=f"Theme {n}") for n in range(5)])
    for n in range(5):
        a_co_speaker(statement=statement, speaker=a_speaker(name=f"Further {n}"))
    listed, page = (
        html.fromstring(client.get(address).content).find(".//article").text_content()
        for address in ("/statements/", statement.get_absolute_url())
    )
    assert "and 2 more speakers" in listed
    assert "1 more theme" in listed
    assert ("Further 4" in listed, "Further 4" in page) == (False, True)
    assert "more theme" not in page


def test_the_record_fills_its_pages(client, record):
    assert client.get(record.get_absolute_url()).context["page_obj"].has_next()
    assert client.get("/speakers/often/").context["page_obj"].has_next()
    assert Conference.objects.count() == MANY


def test_the_one_font_is_within_its_budget():
    fonts = list(Path(finders.find("proceedings")).glob("*.woff2"))
    assert [font.name for font in fonts if font.stat().st_size > FONT] == []
    assert len(fonts) == 1
