"""The top of every page: the search box, and the section that the reader is in."""

import pytest

from tests.support.factories import a_statement


@pytest.fixture
def statement(live_server):
    return a_statement(title="On rivers", text="Rivers join.")


def test_a_slash_leads_to_the_search_box_of_every_page(page, statement):
    page.goto(statement.get_absolute_url())
    page.keyboard.press("/")
    page.keyboard.type("rivers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=rivers")
    page.keyboard.press("/")
    page.keyboard.type("/x")
    assert page.locator("#search").input_value() == "/x"


def test_the_navigation_marks_the_section_of_a_row(page, statement):
    for address, mark in (("/speakers/", "page"), (statement.speaker.get_absolute_url(), "true")):
        page.goto(address)
        marked = page.get_by_role("navigation", name="Main").locator("[aria-current]")
        assert (marked.all_inner_texts(), marked.first.get_attribute("aria-current")) == (["Speakers"], mark)
