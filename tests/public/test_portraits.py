"""Portraits on pages, in metadata, in the API and in archives."""

import json
import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from tests.archive.test_freeze import files, freeze
from tests.support.factories import a_picture, a_speaker, a_statement, an_organisation

pytestmark = pytest.mark.django_db

ADDRESS = "/speakers/ada/portrait.webp"


@pytest.fixture
def ada():
    return a_statement(
        speaker=a_speaker(name="Ada", slug="ada", portrait=a_picture(), portrait_credit="Babbage <CC0>")
    ).speaker


def test_a_portrait_is_served_with_safe_headers(client, ada):
    answer = client.get(ADDRESS)
    assert Image.open(BytesIO(answer.content)).size == (60, 80)
    headers = {
        name: answer.headers[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Cache-Control",
        )
    }
    assert headers == {
        "Content-Type": "image/webp",
        "Content-Disposition": 'inline; filename="ada.webp"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cache-Control": "public, max-age=300",
    }


def test_an_unchanged_portrait_is_not_sent_again(client, ada):
    answer = client.get(ADDRESS)
    by_tag = client.get(ADDRESS, headers={"if-none-match": answer["ETag"]})
    by_time = client.get(ADDRESS, headers={"if-modified-since": answer["Last-Modified"]})
    assert [(again.status_code, again.content) for again in (by_tag, by_time)] == [(304, b""), (304, b"")]
    ada.portrait = a_picture(90, 90)
    ada.save()
    assert client.get(ADDRESS, headers={"if-none-match": answer["ETag"]}).status_code == 200


def test_a_speaker_without_a_public_portrait_has_no_portrait_address(client, ada):
    a_statement(speaker=a_speaker(slug="bare"))
    a_statement(speaker=a_speaker(slug="hidden", portrait=a_picture()), status="draft")
    default_storage.delete(ada.portrait.name)
    addresses = [f"/speakers/{slug}/portrait.webp" for slug in ("bare", "hidden", "nobody", "ada")]
    assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_the_storage_of_portraits_has_no_public_address(client, ada):
    addresses = [f"{before}/{ada.portrait.name}" for before in ("", "/media", "/static")]
    assert [client.get(address).status_code for address in addresses] == [404] * 3


def test_a_speakers_page_shows_the_portrait_with_its_size_and_name(client, ada):
    page = client.get("/speakers/ada/").content.decode()
    assert f'<img src="{ADDRESS}" width="60" height="80" alt="Ada">' in page
    assert "<figcaption>Babbage &lt;CC0&gt;</figcaption>" in page


def test_a_speaker_without_a_portrait_has_no_picture_on_their_page(client):
    speaker = a_statement(speaker=a_speaker(portrait_credit="Babbage")).speaker
    page = client.get(speaker.get_absolute_url()).content.decode()
    assert ("<img" in page, "Babbage" in page) == (False, False)


def test_the_metadata_of_a_speakers_page_names_the_portrait(client, ada):
    page = client.get("/speakers/ada/").content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    person = json.loads(block)["@graph"][0]["mainEntity"]
    assert person["image"] == {
        "@type": "ImageObject",
        "contentUrl": f"http://testserver{ADDRESS}",
        "width": 60,
        "height": 80,
        "creditText": "Babbage <CC0>",
    }


def test_the_api_has_the_address_of_the_portrait_or_null(client, ada):
    a_statement(speaker=a_speaker(slug="bare"))
    portraits = {row["slug"]: row["portrait"] for row in client.get("/api/v1/speakers/").json()["results"]}
    assert portraits == {"ada": f"http://testserver{ADDRESS}", "bare": None}
    assert client.get("/api/v1/speakers/ada/").json()["portrait_credit"] == "Babbage <CC0>"


def test_an_archive_contains_the_portrait(ada, tmp_path):
    an_organisation()
    a_statement()
    freeze(tmp_path)
    kept = files(tmp_path)
    assert [name for name in kept if "portrait" in name] == ["speakers/ada/portrait.webp"]
    assert 'src="portrait.webp"' in kept["speakers/ada/index.html"].decode()
