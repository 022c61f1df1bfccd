"""The search box and its suggestions."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.factories import a_speaker, a_statement, a_theme

from .test_pages import PHONE


@pytest.fixture
def record(live_server):
    a_statement(
        slug="said", title="On rivers", speaker=a_speaker(name="Nora Digby"), themes=[a_theme(name="Digital economy")]
    )


def offered(page):
    page.get_by_role("listbox").wait_for()
    return [option.inner_text().split("\n")[0] for option in page.get_by_role("option").all()]


def test_suggestions_are_opened_with_the_keyboard(page, axe, record):
    page.goto("/search/")
    box = page.get_by_role("combobox", name="Search statements")
    box.press_sequentially("dig")
    assert offered(page) == ["Nora Digby", "Digital economy"]
    assert box.get_attribute("aria-expanded") == "true"
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    assert chosen.inner_text().split("\n")[0] == "Digital economy"
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/speakers/nora-digby/")


def test_escape_closes_the_suggestions_and_enter_searches_for_what_was_typed(page, record):
    page.goto("/")
    box = page.get_by_role("combobox", name="Search statements")
    box.press_sequentially("dig")
    offered(page)
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "dig")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=dig")


def test_a_suggestion_is_tapped_on_the_smallest_screen(open_page, record):
    page = open_page(viewport=PHONE, has_touch=True)
    page.goto("/search/")
    page.get_by_role("combobox", name="Search statements").press_sequentially("nor")
    offered(page)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_role("option", name="Nora Digby").tap()
    page.wait_for_url("**/speakers/nora-digby/")


def test_a_reader_without_javascript_searches_and_filters(open_page, record):
    page = open_page(java_script_enabled=False)
    page.goto("/search/?q=rivers")
    page.get_by_label("Kind").select_option("remarks")
    page.get_by_role("button", name="Apply").click()
    expect(page).to_have_url(re.compile(re.escape("/search/?q=rivers&kind=remarks") + "$"))
    page.get_by_role("link", name="Kind: remarks").click()
    expect(page).to_have_url(re.compile(re.escape("/search/?q=rivers") + "$"))
    page.get_by_text("Search tips").click()
    assert page.get_by_text("Either word, or both.").is_visible()
