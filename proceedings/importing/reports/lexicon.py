"""The words of a language, from languages/*.yaml, which a person can read and extend."""

from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "languages"


@cache
def words(language):
    """Return the content of languages/<language>.yaml: a dictionary of lists and dictionaries."""
    # This loader leaves every value a text: in YAML, "on" and "no" are true and false.
    return yaml.load((FOLDER / f"{language}.yaml").read_text("utf-8"), getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506


def alternatives(phrases):
    """Return a pattern for one of the phrases, the longest first. The phrases may be patterns themselves."""
    return "(?:" + "|".join(sorted(phrases, key=len, reverse=True)) + ")"
