"""The recording of a statement beside its words; only this page contacts another site."""

import pytest

from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db

YOUTUBE = "https://www.youtube.com/watch?v=abcdefghijk"


def a_recorded_statement(**fields):
    return a_statement(slug="rivers", recording_start=75, text="One.\n\nTwo.", **fields)


def test_the_page_of_a_statement_contacts_nobody_and_says_whom_the_player_does(client):
    a_recorded_statement(recording_url=YOUTUBE)
    response = client.get("/statements/rivers/")
    page = response.content.decode()
    assert "<iframe" not in page.replace("&lt;iframe", "")
    assert "youtube" not in response.headers["Content-Security-Policy"]
    assert f'href="{YOUTUBE}&amp;t=75"' in page
    assert 'href="/statements/rivers/recording/"' in page
    assert "this contacts youtube-nocookie.com" in page
    assert 'href="/statements/rivers.vtt"' in page


@pytest.mark.parametrize(
    ("url", "directive"),
    [
        (YOUTUBE, "frame-src https://www.youtube-nocookie.com"),
        ("https://vimeo.com/123", "frame-src https://player.vimeo.com"),
        ("https://media.example/day.mp4", "media-src https://media.example"),
    ],
)
def test_the_page_of_the_recording_may_contact_its_site_only(client, url, directive):
    a_recorded_statement(recording_url=url)
    policy = client.get("/statements/rivers/recording/").headers["Content-Security-Policy"].split("; ")
    assert directive in policy
    assert [each for each in policy if "https:" in each] == [directive]


def test_the_page_of_the_recording_has_the_second_of_each_paragraph(client):
    a_recorded_statement(recording_url=YOUTUBE, recording_end=83)
    page = client.get("/statements/rivers/recording/").content.decode()
    assert "youtube-nocookie.com/embed/abcdefghijk?start=75" in page
    assert '{"1": 75.0, "2": 79.0}' in page


@pytest.mark.parametrize("fields", [{}, {"recording_url": "https://example.org/page"}, {"status": "draft"}])
def test_a_statement_without_a_recording_that_can_be_shown_has_no_such_page(client, fields):
    a_recorded_statement(**fields)
    assert client.get("/statements/rivers/recording/").status_code == 404
    assert "recording/" not in client.get("/statements/rivers/").content.decode()
