"""Statements embedded in a page of another site."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment, an_organisation

NARROW = {"width": 300, "height": 400}


@pytest.fixture
def statement(live_server):
    ada = a_speaker(name="Ада Лавлейс", slug="ada")
    return a_statement(
        slug="rivers",
        title="О реках",
        text="Первый абзац.\n\n" + "Второй. " * 60 + "\n\nТретий, https://a-very-long.example/" + "word" * 20,
        language="ru",
        form="reported",
        session=a_session(conference=a_conference(title="Summit on the rivers and the lakes")),
        speaker=ada,
        appointment=an_appointment(speaker=ada, title="Chair", organisation=an_organisation(name="League of rivers")),
    )


@pytest.fixture
def other_site(live_server):
    """The address of another site, each page of which shows the page with the same path here in an iframe."""

    class Framing(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{live_server.url}{self.path}"></iframe>'.encode())

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Framing) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def elsewhere(browser, other_site):
    """Opens a page of the other site; returns it and its frame.

    What the browser refuses it also logs, which the pages of other tests must not.
    """
    context = browser.new_context()
    context.set_default_timeout(10_000)

    def framing(address):
        page = context.new_page()
        page.goto(f"{other_site}{address}")
        return page, page.frames[1]

    yield framing
    context.close()


def test_another_site_can_show_the_quotation_again_and_again(elsewhere, statement):
    for _time in range(2):
        _page, frame = elsewhere("/statements/rivers/embed/?paragraph=1")
        assert frame.locator("blockquote").inner_text() == "Первый абзац."


def test_another_site_cannot_show_the_page_of_the_statement(elsewhere, statement):
    _page, frame = elsewhere("/statements/rivers/")
    # Chromium replaces a refused page with one of its own, perhaps after the outer page has loaded.
    frame.wait_for_url("chrome-error://chromewebdata/", wait_until="commit")
    assert "О реках" not in frame.content()


def test_a_link_in_the_quotation_opens_in_the_whole_window(elsewhere, statement):
    page, frame = elsewhere("/statements/rivers/embed/")
    frame.get_by_role("link", name="Ада Лавлейс").click()
    page.wait_for_url("**/speakers/ada/")
    assert len(page.frames) == 1
    assert page.locator("h1").inner_text() == "Ада Лавлейс"


@pytest.mark.parametrize("query", ["", "?paragraph=3"])
def test_a_quotation_is_readable_in_a_narrow_frame(open_page, axe, statement, query):
    page = open_page(viewport=NARROW)
    page.goto(f"/statements/rivers/embed/{query}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
