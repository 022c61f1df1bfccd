"""Counts of the most frequent values of a facet, the highest first."""

from collections import Counter
from typing import NamedTuple

from django.db import connection

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

# Values shown per facet; filtering brings up the others.
MOST_VALUES = 8


class Count(NamedTuple):
    """`value` is that of the parameter; `language` is the language of the label, empty if unknown."""

    value: str
    label: str
    number: int
    language: str = ""


def top(counts):
    """The pairs (value, count) with the highest counts; ties are always broken in the same way."""
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


def reference_counts(references):
    """Map each parameter to the counts of its most frequent primary keys; one query."""
    numbers = {name: dict(Counter(filter(None, keys)).most_common(MOST_VALUES)) for name, keys in references.items()}
    parts = []
    for name, counts in numbers.items():
        model, label, language = LABELS[name]
        # The SQL has only names of tables and columns, and numbers that come from the database itself.
        keys = ", ".join(map(str, counts)) or "NULL"
        parts.append(f"SELECT '{name}', id, slug, {label}, {language} FROM {model._meta.db_table} WHERE id IN ({keys})")  # noqa: S608
    with connection.cursor() as cursor:
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


def language_counts(tags):
    """How many statements are in each language or a variety of it, as the filter counts: zh includes zh-Hant."""
    counts = Counter(tags)
    return {
        tag: sum(n for other, n in counts.items() if f"{other}-".lower().startswith(f"{tag}-".lower()))
        for tag in counts
    }


def theme_counts(statements):
    """The counts of statements on each theme or a narrower one; two queries."""
    # The themes of a public statement are public, and so are all the broader ones.
    themes = {
        key: (parent, slug, name)
        for key, parent, slug, name in Theme.objects.values_list("pk", "parent", "slug", "name")
    }
    lineages = {key: lineage(key, themes) for key in themes}
    counts = Counter()
    for keys, number in theme_set_counts(statements):
        counts.update(dict.fromkeys(set().union(*(lineages[int(key)] for key in keys.split(","))), number))
    pairs = top((themes[key][1:], number) for key, number in counts.items())
    return [Count(slug, name, number) for (slug, name), number in pairs]


def theme_set_counts(statements):
    """How many statements have the same set of themes: [(primary keys joined by commas, number of statements)].

    Many statements share few sets, so counting sets in the database returns fewer rows than counting themes.
    """
    table = Statement.themes.through._meta.db_table
    # Numbers that come from the database itself, and perhaps more of them than parameters are allowed.
    keys = ", ".join(map(str, statements))
    if connection.vendor == "postgresql":
        themes, condition = "string_agg(theme_id::text, ',')", f"= ANY('{{{keys}}}')"
    else:
        themes, condition = "group_concat(theme_id)", f"IN ({keys})"
    sets = f"SELECT {themes} AS themes FROM {table} WHERE statement_id {condition} GROUP BY statement_id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT themes, COUNT(*) FROM ({sets}) sets GROUP BY themes")  # noqa: S608
        return cursor.fetchall()


def lineage(key, themes):
    """The primary keys of a theme and of all the broader ones."""
    keys = set()
    while key in themes and key not in keys:
        keys.add(key)
        key = themes[key][0]
    return keys
