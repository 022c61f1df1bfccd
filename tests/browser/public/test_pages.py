"""Public pages in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import load_in_every_document
from tests.support import addresses
from tests.support.factories import (
    a_conference,
    a_correction,
    a_picture,
    a_session,
    a_site_profile,
    a_speaker,
    a_statement,
    a_theme,
    a_translation,
    an_appointment,
    an_organisation,
    an_organiser,
    another_name,
)

LONG_WORD = "https://a-very-long.example/" + "word" * 30
# How far parts of the page have moved since it was shown, if anything has within half a second.
SHIFTS = """new Promise(resolve => {
  const values = list => list.getEntries().map(entry => entry.value);
  new PerformanceObserver(list => resolve(values(list))).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve([]), 500);
})"""
NORMAL, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


@pytest.fixture
def record(live_server):
    """A record with a page of every kind, each with all its parts."""
    rights = {"licence": "CC BY 4.0", "licence_url": "https://licence.example/", "rights": "Name the *speaker*."}
    a_site_profile(publisher="Институт", email="desk@example.org", logo=a_picture(400, 100), **rights)
    conference = a_conference(
        title="Регион и управление", language="ru", summary="О **чём** шла речь.", source="Report"
    )
    sco = an_organisation(name="上海合作组织", acronym="SCO", country="CN", website="https://sco.example/")
    an_organiser(conference=conference, organisation=sco)
    speaker = a_speaker(
        name="Vladimir Norov", honorific="H.E.", country="UZ", biography="A *diplomat*.", wikidata="Q42"
    )
    another_name(speaker=speaker, name="Владимир Норов")
    post = an_appointment(speaker=speaker, organisation=sco, title="Secretary General")
    session = a_session(conference=conference, title="Открытие")
    broad = a_theme(name="Economy", description="All of it.")
    theme = a_theme(name="Digital economy", parent=broad)
    question = a_statement(session=session, kind="question", title="What of it?", themes=[theme])
    statement = a_statement(
        session=session,
        slug="norov-main",
        speaker=speaker,
        appointment=post,
        title="On a “health community”",
        text="# Aim\n\nFirst paragraph.\n\n- a list\n- of things\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        form="reported",
        themes=[theme],
        in_reply_to=question,
        recording_url="https://video.example/1",
        recording_start=75,
    )
    a_translation(statement=statement, language="zh-Hans", title="关于健康", text="第一段。\n\n第二段。")
    a_correction(statement=statement)
    a_statement(session=session, speaker=speaker, themes=[broad], in_reply_to=statement, title=LONG_WORD)
    a_statement(session=session, speaker=None, kind="narrative", title="What all agreed on", text="")
    a_statement(session=session, status="withdrawn", slug="gone", title="Gone")
    return statement


SPECIAL = ["/statements/?kind=question", "/statements/?kind=song&speaker=nobody", "/no-such-page", "/statements/gone/"]
SPECIAL += ["/statements/norov-main/embed/", "/statements/norov-main/embed/?paragraph=1", "/statements/gone/embed/"]
SPECIAL += [
    f"/search/?q={words}" for words in ("norov", "paragraph OR aim", "第一段", "norow", "author:x", "what&kind=address")
]


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_accessible_and_fits_the_smallest_screen(open_page, axe, record, half):
    """Each page is loaded once; half of the pages are as much as one process should test."""
    faults_by_page, wide = {}, []
    page = open_page()
    load_in_every_document(page)
    for address in (addresses.every_page() + SPECIAL)[half::2]:
        page.goto(address)
        for viewport in (NORMAL, PHONE):
            page.set_viewport_size(viewport)
            if faults := axe(page):
                faults_by_page[address, viewport["width"]] = faults
        if page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]:
            wide.append(address)
    assert (faults_by_page, wide) == ({}, [])


@pytest.mark.parametrize("address", ["/", "/conferences/{conference}/", "/statements/norov-main/"])
def test_nothing_moves_when_the_font_arrives(open_page, record, address):
    """A font that comes late is for the next page."""
    page = open_page()
    page.route("**/*.woff2", lambda route: page.wait_for_timeout(300) or route.continue_())
    page.goto(address.format(conference=record.session.conference.slug))
    page.evaluate("document.fonts.ready")
    assert page.evaluate(SHIFTS) == []


def test_a_reader_without_javascript_finds_and_cites_a_paragraph(open_page, record):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("paragraph")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="On a “health community”").first.click()
    page.get_by_role("link", name="Paragraph 1").first.click()
    expect(page).to_have_url(re.compile(re.escape("/statements/norov-main/#p1") + "$"))


def test_the_keyboard_reaches_the_content_first(page, record):
    page.goto("/speakers/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_filter_is_set_in_the_form_and_removed_by_its_link(page, record):
    page.goto("/statements/")
    page.get_by_label("Kind").select_option("question")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(re.escape("/statements/?kind=question") + "$"))
    expect(page.locator("article.statement")).to_have_count(1)
    page.get_by_role("link", name="Kind: question").click()
    expect(page.locator("article.statement")).to_have_count(4)


def test_print_has_the_text_without_the_navigation(page, record):
    page.goto("/statements/norov-main/")
    page.emulate_media(media="print")
    assert page.locator(".masthead nav").is_hidden()
    assert page.get_by_text("First paragraph.").is_visible()
