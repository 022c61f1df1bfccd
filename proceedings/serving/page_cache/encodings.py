"""Compressed forms of a page, and which of them a client accepts."""

import gzip
from functools import lru_cache, partial

import brotli
import zstandard

# In the order of preference. Pages are compressed once and sent many times, so the levels may take a few milliseconds
# for a page.
ENCODERS = {
    b"br": partial(brotli.compress, quality=5),
    b"zstd": partial(zstandard.compress, level=6),
    b"gzip": partial(gzip.compress, compresslevel=6, mtime=0),
}
# Bytes. Compressing a smaller body saves less than the size of its headers.
SMALLEST = 500
TEXTUAL = (b"text/", b"application/json", b"application/atom+xml", b"application/xml", b"application/opensearch")


def encoded(body, content_type) -> dict[bytes, bytes]:
    """Return the compressed forms of a body that are worth it, by the name of their encoding."""
    if len(body) < SMALLEST or not content_type.startswith(TEXTUAL):
        return {}
    return {name: encode(body) for name, encode in ENCODERS.items()}


@lru_cache(512)
def acceptable(header) -> tuple[bytes, ...]:
    """Return the encodings that an Accept-Encoding header prefers to none, the best first.

    >>> acceptable(b"gzip;q=0.5, br, zstd;q=0")
    (b'br', b'gzip')
    """
    weights = {}
    for part in header.lower().split(b","):
        name, _semicolon, parameter = part.partition(b";")
        weights[name.strip()] = weight(parameter)
    others, none = weights.get(b"*", 0), weights.get(b"identity", 0)
    ranked = {name: weights.get(name, others) for name in ENCODERS}
    return tuple(
        sorted((name for name, value in ranked.items() if value > 0 and value >= none), key=lambda name: -ranked[name])
    )


def weight(parameter) -> float:
    name, _equals, value = parameter.replace(b" ", b"").partition(b"=")
    try:
        return float(value) if name == b"q" else 1
    except ValueError:
        return 0
