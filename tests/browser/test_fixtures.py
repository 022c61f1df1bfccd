"""The browser tests' own instruments: they must be able to fail."""

import pytest

from .conftest import listen


@pytest.fixture
def heard(browser, live_server):
    """A page of the running site, and the list of its troubles."""
    troubles = []
    context = browser.new_context(base_url=live_server.url)
    listen(context, troubles)
    yield context.new_page(), troubles
    context.close()


def test_the_sign_in_page_opens_without_trouble(page):
    page.goto("/admin/login/")
    assert page.title() == "Sign in · Proceedings"


def test_axe_reads_a_page_under_the_sites_own_policy(page, axe):
    page.goto("/admin/login/")
    assert [line for line in axe(page) if " html-has-lang: " in line] == []


def test_axe_finds_an_image_without_a_text(page, axe):
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><img id="logo" src="data:,"></main></html>')
    assert axe(page) == [
        'light critical image-alt: Images must have alternative text: #logo <img id="logo" src="data:,">',
    ]


def test_axe_finds_nothing_on_a_sound_page(page, axe):
    page.set_content('<html lang="en"><title>A</title><main><h1>A</h1><p>B</p></main></html>')
    assert axe(page) == []


def test_an_error_in_a_script_is_heard(heard):
    page, troubles = heard
    page.goto("/admin/login/")
    page.evaluate("setTimeout(() => { throw new Error('broken') })")
    page.wait_for_timeout(100)
    assert troubles == ["error: broken"]


def test_a_logged_error_is_heard(heard):
    page, troubles = heard
    page.goto("/admin/login/")
    page.evaluate("console.error('wrong')")
    assert troubles == ["console: wrong"]


def test_an_inline_script_is_refused_and_heard(heard):
    page, troubles = heard
    page.goto("/admin/login/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'x = 1'}))")
    assert ["Content Security Policy" in trouble for trouble in troubles] == [True]
    assert page.evaluate("typeof x") == "undefined"


def test_a_missing_file_is_heard(heard, live_server):
    page, troubles = heard
    page.goto("/admin/login/")
    page.evaluate("fetch('/nowhere.js')")
    assert troubles == [f"404 for {live_server.url}/nowhere.js"]


def test_a_missing_page_is_left_to_its_test(heard):
    page, troubles = heard
    assert page.goto("/nowhere/").status == 404
    assert troubles == []
