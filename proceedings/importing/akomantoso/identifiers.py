"""The `href` of a person, if it identifies the person across files."""

import re
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

SCHEME = "akomantoso"
LONGEST = 300
CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f]")
# Segments. Such a short path, like /person/12, may mean another person in another file.
SHORT = 2


def identifier(href):
    """The href if it is global: a web address or URN, or a path of two or more segments; otherwise "".

    "#x", "x" and "/x" have a meaning only within their file.
    """
    value = normalize("NFC", unquote(href.strip())).rstrip("/")
    if not value or len(value) > LONGEST or CONTROL.search(value.replace(" ", "_")):
        return ""
    parts = split(value)
    if parts is None:
        return ""
    if parts.scheme == "urn":
        return value
    if parts.scheme in {"http", "https"}:
        return value if parts.netloc and (segments(parts.path) or parts.query or parts.fragment) else ""
    return value if not parts.scheme and value.startswith("/") and len(segments(parts.path)) >= SHORT else ""


def is_short(value):
    """Return whether an identifier is such a short path that it identifies a person only together with the name."""
    return value.startswith("/") and len(segments(value)) <= SHORT


def split(value):
    try:
        return urlsplit(value)
    except ValueError:
        return None


def segments(path):
    return [segment for segment in path.split("/") if segment]
