"""Recordings beside the text: no other site is contacted before a reader asks, and the paragraphs follow."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import a_speaker, a_statement

PLAYERS = "https://www.youtube-nocookie.com/**"
# A player that answers as YouTube's: after it is asked to report, and when it is sent to a second.
PLAYER = """<!doctype html><title>Player</title><script>
addEventListener("message", ({ data }) => {
  const message = JSON.parse(data);
  const second = message.event === "listening" ? 78 : message.func === "seekTo" ? message.args[0] : null;
  if (second !== null) parent.postMessage(JSON.stringify({ info: { currentTime: second } }), "*");
});
</script>"""


@pytest.fixture
def statement(live_server):
    return a_statement(
        slug="rivers",
        speaker=a_speaker(name="Anna Berg"),
        text="One.\n\nTwo.",
        recording_url="https://www.youtube.com/watch?v=abcdefghijk",
        recording_start=75,
        recording_end=83,
        recording_timestamps="1:18 Two.",
    )


def test_paragraphs_follow_a_player_that_a_reader_has_asked_for(page, statement):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(PLAYERS, lambda route: route.fulfill(body=PLAYER, content_type="text/html"))
    page.goto("/statements/rivers/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "youtube" in url] == []
    page.get_by_role("link", name="Play it beside the text").click()
    expect(page.locator("#p2")).to_have_attribute("aria-current", "true")
    expect(page.locator("#p1")).not_to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Play from 1:15").click()
    expect(page.locator("#p1")).to_have_attribute("aria-current", "true")
    assert {url.split("/")[2] for url in asked if "youtube" in url} == {"www.youtube-nocookie.com"}


def test_the_page_of_a_recording_is_accessible(page, axe, statement):
    page.route(PLAYERS, lambda route: route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html"))
    page.goto("/statements/rivers/recording/")
    page.wait_for_load_state("networkidle")
    assert axe(page) == []
