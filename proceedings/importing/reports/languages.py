"""The languages of reports with their backends, which are imported when they are needed."""

import re
from collections import Counter
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from .grammar import Grammar

LANGUAGES = {"en": "english", "ru": "russian", "zh": "chinese"}
# Languages that have a module for headlines.
WITH_HEADLINES = {"en"}
SCRIPTS = {"en": re.compile(r"[A-Za-z]"), "ru": re.compile(r"[А-Яа-яЁё]"), "zh": re.compile(r"[\u4e00-\u9fff]")}
# A Chinese character counts more than a letter, since it can be a word.
WEIGHTS = {"ru": 1, "en": 1, "zh": 4}
# The language is recognised from so many characters at the beginning.
LOOKED_AT = 20_000


class Backend(NamedTuple):
    """`name` is shown beside the proposal; `analysis` and `headlines` are modules. Not every one has `headlines`."""

    name: str
    analysis: ModuleType
    grammar: Grammar
    headlines: ModuleType | None


def recognised(text):
    """Return the language of a text by its letters: en, ru or zh."""
    counts = Counter(
        {name: len(pattern.findall(text[:LOOKED_AT])) * WEIGHTS[name] for name, pattern in SCRIPTS.items()}
    )
    return counts.most_common(1)[0][0]


def backend_for(language):
    """Return the Backend for a language."""
    package = f"proceedings.importing.reports.{LANGUAGES[language]}"
    headlines = import_module(f"{package}.headlines") if language in WITH_HEADLINES else None
    return Backend("rules", import_module(f"{package}.backend"), import_module(f"{package}.grammar").GRAMMAR, headlines)
