"""Captions of statements, read by our own reader of WebVTT."""

import pytest

from proceedings.importing.transcripts.subtitles import read_webvtt
from tests.support.factories import a_speaker, a_statement

pytestmark = pytest.mark.django_db

RECORDED = {"recording_url": "https://example.org/day.mp4", "recording_start": 60, "recording_end": 100}


def test_captions_have_the_words_the_speaker_and_the_times(client):
    text = "Rivers <v Nobody> cross --> borders & lakes.\n\nThey do."
    a_statement(slug="rivers", speaker=a_speaker(name="Anna Berg"), text=text, text_format="plain", **RECORDED)
    response = client.get("/statements/rivers.vtt")
    assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert response.content.startswith(b"WEBVTT\n\n1\n00:01:00.000 --> ")
    _text, proposal = read_webvtt(response.content, "rivers.vtt")
    [statement] = proposal.proposals
    assert (statement.speaker, statement.starts, statement.ends) == ("Anna Berg", 60, 100)
    assert statement.text == text.replace("\n\n", " ")


@pytest.mark.parametrize("fields", [{"text": "Words."}, RECORDED | {"text": ""}, {"status": "draft", **RECORDED}])
def test_words_without_a_known_place_in_a_recording_have_no_captions(client, fields):
    a_statement(slug="rivers", **fields)
    assert client.get("/statements/rivers.vtt").status_code == 404


def test_a_withdrawn_statement_has_no_captions(client):
    a_statement(slug="rivers", status="withdrawn", text="Secret words.", **RECORDED)
    response = client.get("/statements/rivers.vtt")
    assert response.status_code == 410
    assert b"Secret" not in response.content
