"""The form for a document in a real browser: it says that it is reading, and takes texts of any length."""

from tests.support.desk.proposal_page import paste, row
from tests.support.desk.proposals import ADDRESS, TRANSCRIPT

# More than Django reads from the fields of a form, in these tests.
LONG, MOST = "These words are said again. " * 25_000, 600_000


def test_the_form_says_that_the_document_is_being_read(enter, axe):
    page = enter()
    page.goto(ADDRESS)
    page.get_by_label("Or text").fill(TRANSCRIPT)
    reading = page.get_by_role("status").filter(has_text="The document is being read.")
    assert not reading.is_visible()
    # As if the server took its time.
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name="Read the document").click()
    reading.get_by_role("progressbar", name="Reading the document").wait_for()
    assert axe(page) == []


def test_a_text_longer_than_a_field_can_send_is_read(enter, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = MOST
    page = enter()
    paste(page, f"Ann Ash: {LONG}\n\nBo Birch: We measure it each day.")
    assert row(page, 1).get_by_label("Speaker", exact=True).input_value() == "Ann Ash"
    assert "2 statements, 0 checked." in page.locator(".facts").inner_text()


def test_a_long_text_that_is_refused_is_still_there(enter, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = MOST
    page = enter()
    page.goto(ADDRESS)
    page.get_by_label("Or text").fill(LONG)
    page.get_by_label("Language").fill("klingonian")
    page.get_by_role("button", name="Read the document").click()
    page.get_by_text("is not a language tag").wait_for()
    assert page.get_by_label("Or text").evaluate("(field, text) => field.value === text", LONG)
