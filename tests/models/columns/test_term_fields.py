"""The search terms of a row."""

import pytest

from proceedings.models import Statement
from tests.support.factories import a_statement

pytestmark = pytest.mark.django_db


def test_the_terms_of_a_markdown_text_are_those_of_the_words_shown():
    text = "See [our plan](https://example.org/hidden) &amp; *this*."
    shown, written = (a_statement(text=text, text_format=text_format) for text_format in ("markdown", "plain"))
    results = {query: set(Statement.objects.public().matching(query)) for query in ("plan this", "hidden", "amp")}
    assert results == {"plan this": {shown, written}, "hidden": {written}, "amp": {written}}
    shown.text_format = "plain"
    shown.save(update_fields=["text_format"])
    assert shown in Statement.objects.public().matching("hidden")
