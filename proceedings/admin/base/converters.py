"""The path converter of primary keys: `<key:pk>` in the route of a page."""

from django.urls import register_converter

from proceedings.admin.forms.keys import KEY


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
