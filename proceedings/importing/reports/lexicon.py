"""The words of a language, from languages/*.yaml, which a person can read and extend."""

from functools import cache
from pathlib import Path

from proceedings.importing.word_lists import read_word_lists

FOLDER = Path(__file__).parent / "languages"


@cache
def words(language):
    """Return the content of languages/<language>.yaml: a dictionary of lists and dictionaries."""
    return read_word_lists(FOLDER / f"{language}.yaml")


def alternatives(phrases):
    """Return a pattern for one of the phrases, the longest first. The phrases may be patterns themselves."""
    return "(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + ")"
