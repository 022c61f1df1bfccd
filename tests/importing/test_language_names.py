"""Languages by their names."""

import pytest

from proceedings.importing.language_names import language_of


@pytest.mark.parametrize(
    ("text", "language"), [("German/English", ""), ("de, en", ""), ("русский и английский", ""), ("German", "de")]
)
def test_several_languages_are_not_the_first_one(text, language):
    assert language_of(text) == language
