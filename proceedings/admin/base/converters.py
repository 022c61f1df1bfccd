"""The path converter of primary keys: `<key:pk>` in the route of a page."""

import re

from django.urls import register_converter

# The largest number that every database can take as a key has 19 digits.
KEY = re.compile(r"[0-9]{1,18}")


class KeyConverter:
    """A primary key as a number.

    Anything else becomes 0, which no row has: the page then answers as it does for a row that was deleted.
    """

    regex = "[^/]+"

    def to_python(self, value):
        return int(value) if KEY.fullmatch(value) else 0

    def to_url(self, value):
        return str(value)


register_converter(KeyConverter, "key")
