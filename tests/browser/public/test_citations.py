"""Citations in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.factories import a_conference, a_session, a_speaker, a_statement

CITATION = "Norov, V. (2020, September 28). On health [Remarks; verbatim]. Forum."


@pytest.fixture
def said(live_server):
    speaker = a_speaker(name="Vladimir Norov", sort_name="Norov, Vladimir")
    session = a_session(conference=a_conference(title="Forum"))
    return a_statement(slug="said", title="On health", text="One.\n\nTwo.", speaker=speaker, session=session)


def copied(page):
    page.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")
    return page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
def page(open_page):
    return open_page(permissions=["clipboard-read", "clipboard-write"])


def test_a_citation_is_copied_on_the_page_of_the_statement(page, axe, said, live_server):
    page.goto("/statements/said/")
    cited = f"{CITATION} {live_server.url}/statements/said/"
    expect(page.locator(".citation")).to_have_text(cited)
    page.get_by_role("button", name="Copy the citation").click()
    assert copied(page) == cited
    assert axe(page) == []


def test_a_citation_names_the_selected_paragraph(page, axe, said, live_server):
    page.goto("/statements/said/")
    page.get_by_role("link", name="Paragraph 2").click()
    page.get_by_text("Citing paragraph 2").wait_for()
    cited = CITATION.replace("verbatim", "verbatim; paragraph 2") + f" {live_server.url}/statements/said/#p2"
    expect(page.locator(".citation")).to_have_text(cited)
    for button, text in (
        ("Copy the citation", cited),
        ("Copy the link", f"{live_server.url}/statements/said/#p2"),
        ("Copy the quotation", f"Two.\n\n{cited}"),
    ):
        page.get_by_role("button", name=button).click()
        page.wait_for_function("async text => (await navigator.clipboard.readText()) === text", arg=text)
    assert axe(page) == []


def test_another_style_takes_the_place_of_the_first(page, said):
    page.goto("/statements/said/")
    page.get_by_label("Style").select_option(label="MLA")
    expect(page.locator(".citation")).to_contain_text("Norov, Vladimir. “On health.”")


def test_a_citation_is_copied_on_the_page_with_all_citations(page, axe, said):
    page.goto("/statements/said/cite/")
    page.get_by_role("button", name="Copy MLA").click()
    assert copied(page) == page.locator("#mla").inner_text()
    assert axe(page) == []


def test_the_styles_link_to_their_citations_without_javascript(open_page, said):
    page = open_page(java_script_enabled=False)
    page.goto("/statements/said/")
    page.get_by_role("link", name="Chicago").click()
    expect(page).to_have_url(re.compile(re.escape("/statements/said/cite/#chicago") + "$"))
    page.get_by_label("Paragraph number").fill("2")
    page.get_by_role("button", name="Cite this paragraph").click()
    page.get_by_role("heading", name="Cite paragraph 2").wait_for()
    assert page.get_by_role("button", name="Copy").count() == 0


def test_linked_data_violates_no_policy_and_runs_nothing(page, said):
    """The fixture fails on log messages, such as that of a block refused by the Content-Security-Policy."""
    page.goto("/statements/said/")
    data = page.locator("script[type='application/ld+json']").text_content()
    assert page.evaluate("text => JSON.parse(text)['@graph'][0].name", data) == "On health"


def test_a_citation_is_selected_if_copying_is_refused(open_page, said):
    page = open_page()
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    page.goto("/statements/said/")
    page.get_by_label("Style").select_option(label="GB/T 7714–2015")
    expect(page.locator(".citation")).to_contain_text("NOROV V")
    page.get_by_role("button", name="Copy the citation").click()
    page.wait_for_function("getSelection().toString() === document.querySelector('.citation').innerText")
