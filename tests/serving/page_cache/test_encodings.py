"""Compressed pages."""

import gzip

import brotli
import pytest
import zstandard

from proceedings.serving.page_cache.encodings import acceptable, encoded

BODY = b"<p>said</p>" * 1000


@pytest.mark.parametrize(
    ("header", "names"),
    [
        (b"", ()),
        (b"gzip, deflate, br, zstd", (b"br", b"zstd", b"gzip")),
        (b"gzip;q=1.0, br;q=0.5", (b"gzip", b"br")),
        (b"GZIP", (b"gzip",)),
        (b"br;q=0, gzip", (b"gzip",)),
        (b"*", (b"br", b"zstd", b"gzip")),
        (b"*;q=0", ()),
        (b"identity;q=1, br;q=0.5", ()),
        (b"gzip;q=nonsense", ()),
        (b"deflate", ()),
    ],
)
def test_a_client_gets_the_encoding_that_it_prefers(header, names):
    assert acceptable(header) == names


def test_each_form_of_a_body_is_smaller_and_has_the_same_content():
    forms = encoded(BODY, b"text/html; charset=utf-8")
    readers = {b"br": brotli.decompress, b"zstd": zstandard.decompress, b"gzip": gzip.decompress}
    assert {name: readers[name](form) == BODY and len(form) < 500 for name, form in forms.items()} == dict.fromkeys(
        readers, True
    )


@pytest.mark.parametrize(("body", "content_type"), [(b"short", b"text/html"), (BODY, b"image/png"), (BODY, b"")])
def test_pictures_and_short_bodies_are_sent_as_they_are(body, content_type):
    assert encoded(body, content_type) == {}
