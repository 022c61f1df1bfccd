"""Citations in a real browser."""

import pytest

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
    page.get_by_role("button", name="Copy APA").click()
    assert copied(page) == f"{CITATION} {live_server.url}/statements/said/"
    assert axe(page) == []


def test_a_citation_names_the_selected_paragraph(page, said, live_server):
    page.goto("/statements/said/")
    page.get_by_role("link", name="Paragraph 2").click()
    page.get_by_role("button", name="Copy APA").click()
    cited = CITATION.replace("verbatim", "verbatim; paragraph 2")
    assert copied(page) == f"{cited} {live_server.url}/statements/said/#p2"


def test_a_citation_is_copied_on_the_page_with_all_citations(page, axe, said):
    page.goto("/statements/said/cite/")
    page.get_by_role("button", name="Copy MLA").click()
    assert copied(page) == page.locator("#mla").inner_text()
    assert axe(page) == []


def test_the_styles_link_to_their_citations_without_javascript(open_page, said):
    page = open_page(java_script_enabled=False)
    page.goto("/statements/said/")
    page.get_by_role("link", name="Chicago").click()
    assert page.url.endswith("/statements/said/cite/#chicago")
    page.get_by_label("Paragraph number").fill("2")
    page.get_by_role("button", name="Cite this paragraph").click()
    assert page.get_by_role("heading", name="Cite paragraph 2").is_visible()
    assert page.get_by_role("button", name="Copy").count() == 0


def test_linked_data_violates_no_policy_and_runs_nothing(page, said):
    """The fixture fails on log messages, such as that of a block refused by the Content-Security-Policy."""
    page.goto("/statements/said/")
    data = page.locator("script[type='application/ld+json']").text_content()
    assert page.evaluate("text => JSON.parse(text)['@graph'][0].name", data) == "On health"


def test_a_citation_is_shown_if_copying_is_refused(open_page, said):
    page = open_page()
    page.add_init_script("navigator.clipboard.write = () => Promise.reject(new Error('refused'))")
    page.goto("/statements/said/")
    page.get_by_role("button", name="Copy GB/T").click()
    page.wait_for_url("**/statements/said/cite/#gb-t")
