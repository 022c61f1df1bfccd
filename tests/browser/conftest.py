"""A real Chromium for the tests in this folder.

page        a fresh page on the running site: page.goto("/speakers/"). The test fails when the page logged an error,
            raised one, broke the Content-Security-Policy or could not load a file.
open_page   the same with options of Playwright's browser.new_context(), as often as needed:
            open_page(java_script_enabled=False), open_page(viewport={"width": 320, "height": 640}),
            open_page(color_scheme="dark").
enter       open_page for an editor who has signed in and may do everything.
axe         axe(page) lists what the accessibility checker finds: assert axe(page) == [].
live_server pytest-django's; its rows are committed, so the server sees them, and removed after the test.
"""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import sync_playwright

from . import axe as axe_core
from . import chromium

FLAGS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No second process waits for the next page.
    "--renderer-process-limit=1",
]


def pytest_collection_modifyitems(items):
    """Run a browser test once more when it fails: on a busy machine Chromium sometimes answers late.

    A test that fails twice has failed, and pytest counts every second run in its last line.
    """
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser():
    path = chromium.find()
    if not path:
        pytest.fail(chromium.MISSING, pytrace=False)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # While Playwright runs, its event loop counts as running in this thread, and Django would refuse the database
        # to every test. Nothing awaits here: the loop only turns inside Playwright's own calls.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server):
    contexts, troubles = [], []
    # The table of what was counted is no model's: it is not emptied with the others after a test.
    cache.clear()

    def open_page(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        listen(context, troubles)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    if troubles:
        pytest.fail("\n".join(troubles), pytrace=False)


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def enter(open_page, live_server):
    """Opens the site for an editor who has signed in; the same options as open_page."""
    user = User.objects.create_superuser("editor")

    def enter(**options):
        page = open_page(**options)
        let_in(user, page, live_server.url)
        return page

    return enter


@pytest.fixture
def axe():
    return axe_core.violations


def let_in(user, page, url):
    """Sign a user in on a page of the site at this URL, without typing a password."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def listen(context, troubles):
    """Note whatever goes wrong in any page of a context."""

    def on_console(message):
        # A status of 400 and above is judged in on_response, which knows whether the page itself or a file had it.
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):
            troubles.append(f"console: {message.text}")

    def on_response(response):
        # The page itself may well be an error page: that is for its test to say.
        if response.status >= 400 and not response.request.is_navigation_request():
            troubles.append(f"{response.status} for {response.url}")

    def on_request_failed(request):
        # Aborted is what leaving a page, or a download, does to a request.
        if request.failure != "net::ERR_ABORTED":
            troubles.append(f"{request.failure} for {request.url}")

    context.on("console", on_console)
    context.on("weberror", lambda web_error: troubles.append(f"error: {web_error.error}"))
    context.on("response", on_response)
    context.on("requestfailed", on_request_failed)
