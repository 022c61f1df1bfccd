"""Counts of the most frequent values of a facet, the highest first."""

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from proceedings.models import Conference, Organisation, Speaker, Theme
from proceedings.models.reads.connection import reading_connection

# Sets of themes whose broader themes a process caches.
MOST_LINEAGES = 20_000
# Values shown per facet. Filtering shows others.
MOST_VALUES = 8


class Count(NamedTuple):
    """`value` is that of the parameter; `language` is the language of the label, empty if unknown."""

    value: str
    label: str
    number: int
    language: str = ""


def value_counts(texts):
    """{value: number of texts that have it}; the values of a text are separated by commas."""
    counts = Counter(texts)
    for text in [text for text in counts if "," in text]:
        number = counts.pop(text)
        for value in dict.fromkeys(text.split(",")):
            counts[value] += number
    del counts[""]
    return counts


def trait_counts(texts):
    """The counts of kinds, of languages and of years. Each text has one of each, separated by spaces."""
    counts = Counter(), Counter(), Counter()
    for text, number in Counter(texts).items():
        for count, value in zip(counts, text.split(" "), strict=True):
            count[value] += number
    return counts


def top(counts):
    """The pairs (value, count) with the highest counts, in a stable order."""
    return sorted(counts, key=lambda pair: (-pair[1], str(pair[0])))[:MOST_VALUES]


def choice_counts(counts, label):
    pairs = top((value, number) for value, number in counts.items() if value)
    return [Count(value, str(label(value)), number) for value, number in pairs]


# The model of a reference, and the columns with its label and the language of the label.
LABELS = {
    "speaker": (Speaker, "name", "''"),
    "conference": (Conference, "title", "language"),
    "organisation": (Organisation, "name", "''"),
}


def reference_counts(counts_by_parameter):
    """Map each parameter to the Counts of its most frequent values, given the counts of primary keys; one query."""
    numbers = {
        name: {int(key): number for key, number in counts.most_common(MOST_VALUES)}
        for name, counts in counts_by_parameter.items()
    }
    parts = []
    for name, counts in numbers.items():
        model, label, language = LABELS[name]
        # The SQL has only names of tables and columns, and numbers that come from the database itself.
        keys = ", ".join(map(str, counts)) or "NULL"
        parts.append(f"SELECT '{name}', id, slug, {label}, {language} FROM {model._meta.db_table} WHERE id IN ({keys})")  # noqa: S608
    with reading_connection().cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        rows = cursor.fetchall()
    return {
        name: [
            Count(slug, label, number, language)
            for (slug, label, language), number in top(
                ((slug, label, language), counts[key]) for of, key, slug, label, language in rows if of == name
            )
        ]
        for name, counts in numbers.items()
    }


def language_counts(counts):
    """How many statements are in each language or a variety of it, as the filter counts: zh includes zh-Hant."""
    return {
        tag: sum(n for other, n in counts.items() if f"{other}-".lower().startswith(f"{tag}-".lower()))
        for tag in counts
    }


def theme_counts(texts):
    """The counts of statements on each theme or a narrower one, from the texts of their themes; one query."""
    with reading_connection().cursor() as cursor:
        # The themes of a public statement are public, and so are all the broader ones.
        cursor.execute(f"SELECT id, parent_id, slug, name FROM {Theme._meta.db_table}")  # noqa: S608 - our own name
        themes = {str(key): (parent and str(parent), slug, name) for key, parent, slug, name in cursor.fetchall()}
    lineages = lineages_of(tuple((key, parent) for key, (parent, _slug, _name) in themes.items()))
    counts = dict.fromkeys(themes, 0)
    # Count each set of themes once: many statements share few of them.
    for text, number in Counter(texts).items():
        for key in lineages[text]:
            counts[key] += number
    pairs = top((themes[key][1:], number) for key, number in counts.items() if number)
    return [Count(slug, name, number) for (slug, name), number in pairs]


class Lineages(dict):
    """{keys of themes as a text: the keys of these themes and all broader ones}, from pairs of key and parent."""

    def __init__(self, parents):
        super().__init__()
        self.parents = dict(parents)

    def __missing__(self, text):
        if len(self) >= MOST_LINEAGES:
            self.clear()
        keys = set()
        for theme in text.split(","):
            key = theme
            while key in self.parents and key not in keys:
                keys.add(key)
                key = self.parents[key]
        self[text] = tuple(keys)
        return self[text]


@lru_cache(maxsize=1)
def lineages_of(parents):
    return Lineages(parents)
