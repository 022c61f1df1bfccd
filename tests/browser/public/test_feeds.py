"""Feeds as readers meet them in a browser."""

from playwright.sync_api import expect

from tests.support.factories import a_statement


def test_a_reader_comes_from_a_speaker_to_the_page_that_explains_the_feed(page, live_server):
    speaker = a_statement(title="On rivers", text="Rivers join.").speaker
    page.goto(speaker.get_absolute_url())
    page.get_by_role("link", name="Feed", exact=True).click()
    page.wait_for_url("**/feed/")
    address = page.get_by_label("Copy the address of this feed:")
    expect(address).to_have_value(f"{live_server.url}{speaker.get_absolute_url()}feed.atom")
    expect(page.get_by_text("Rivers join.")).to_be_visible()
    page.get_by_role("link", name="The feed itself (Atom)").wait_for()
