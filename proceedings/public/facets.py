"""Who, where, when and what the found statements are: counts, and the links that narrow to them."""

from collections import Counter
from functools import cache
from itertools import islice
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast, Coalesce, Left
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from proceedings.models import Conference, Kind, Organisation, Speaker, Statement, Theme
from proceedings.templatetags.record import name_in

# Values shown of each facet; the rest is reached by narrowing.
SHOWN = 8
# Where a statement was made: its own time, else its session's, else its conference's, as the filters by date see it.
MOMENT = [Cast(name, CharField()) for name in ("delivered_at", "session__starts_at", "session__conference__starts_on")]


class Candidates(NamedTuple):
    """What is counted of the found statements, a column each, in the order of the statements; references are keys."""

    statements: tuple[int, ...] = ()
    speakers: tuple[int | None, ...] = ()
    countries: tuple[str | None, ...] = ()
    conferences: tuple[int, ...] = ()
    organisations: tuple[int | None, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    years: tuple[str | None, ...] = ()


class Value(NamedTuple):
    label: str
    count: int
    query: str
    language: str = ""


class Facet(NamedTuple):
    parameter: str
    label: str
    values: list[Value]


def candidates(filterset) -> Candidates:
    """The statements in their order, as many as are ranked and counted; one query."""
    columns = ("pk", "speaker", "speaker__country", "session__conference", "appointment__organisation")
    rows = filterset.candidates(*columns, "kind", "language", Left(Coalesce(*MOMENT), 4))
    # After the columns there may be a score.
    return Candidates(*islice(zip(*rows, strict=True), len(Candidates._fields)))


def facets(found: Candidates, filterset) -> list[Facet]:
    """The facets that can narrow what was found; at most three queries. What is chosen already narrows no further."""
    references = {"speaker": found.speakers, "conference": found.conferences, "organisation": found.organisations}
    rows = cache(lambda: rows_of({name: keys for name, keys in references.items() if not filterset.data.get(name)}))
    asked = {
        "speaker": (_("Speakers"), lambda: rows()["speaker"]),
        "theme": (_("Themes"), lambda: most_themes(found.statements)),
        "conference": (_("Conferences"), lambda: rows()["conference"]),
        "organisation": (_("Speaking for"), lambda: rows()["organisation"]),
        "country": (_("Speakers’ countries"), lambda: named(Counter(found.countries), countries.name)),
        "kind": (_("Kinds"), lambda: named(Counter(found.kinds), lambda kind: Kind(kind).label)),
        "language": (_("Languages"), lambda: named(varieties(found.languages), in_words)),
    }
    counted = [
        (parameter, label, values())
        for parameter, (label, values) in asked.items()
        if not filterset.data.get(parameter)
    ]
    return [
        Facet(
            parameter,
            label,
            [Value(name, count, filterset.narrowed(**{parameter: key}), lang) for key, name, count, lang in values],
        )
        for parameter, label, values in counted
        if narrows(values, len(found.statements))
    ]


def narrows(values, total):
    """Whether any of the values is that of some statements only."""
    return any(count < total for _key, _label, count, _language in values)


def in_words(tag):
    return name_in(tag, get_language())


def most(counts):
    """The most frequent; of those that are equally so, the same ones every time."""
    return sorted(counts, key=lambda pair: (-pair[1], str(pair[0])))[:SHOWN]


def named(counts, label):
    return [(key, str(label(key)), count, "") for key, count in most((key, n) for key, n in counts.items() if key)]


# The table of a reference, and the columns of its label and of the label's language.
LABELS = {
    "speaker": (Speaker, "name", "''"),
    "conference": (Conference, "title", "language"),
    "organisation": (Organisation, "name", "''"),
}


def rows_of(references):
    """For each parameter, of the rows that most of its keys name: [(address, label, count, language)]; one query."""
    top = {name: dict(Counter(filter(None, keys)).most_common(SHOWN)) for name, keys in references.items()}
    parts = []
    for name, counts in top.items():
        model, label, language = LABELS[name]
        # Names of tables and columns, and numbers from the database itself.
        keys = ", ".join(map(str, counts)) or "NULL"
        parts.append(f"SELECT '{name}', id, slug, {label}, {language} FROM {model._meta.db_table} WHERE id IN ({keys})")  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        rows = cursor.fetchall()
    return {
        name: [
            (slug, label, count, language)
            for (slug, label, language), count in most(
                ((slug, label, language), counts[key]) for of, key, slug, label, language in rows if of == name
            )
        ]
        for name, counts in top.items()
    }


def varieties(tags):
    """How many are in each language or a variety of it, as the filter finds them: zh has those of zh-Hant too."""
    counts = Counter(tags)
    return {
        tag: sum(n for other, n in counts.items() if f"{other}-".lower().startswith(f"{tag}-".lower()))
        for tag in counts
    }


def most_themes(statements):
    """How many of the statements are on each theme or on one below it; two queries."""
    # What a public statement is on is public, and so is all above it.
    themes = {
        key: (parent, slug, name)
        for key, parent, slug, name in Theme.objects.values_list("pk", "parent", "slug", "name")
    }
    above = {key: lineage(key, themes) for key in themes}
    counts = Counter()
    for together, count in sets_of_themes(statements):
        counts.update(dict.fromkeys(set().union(*(above[int(theme)] for theme in together.split(","))), count))
    rows = most((themes[key][1:], count) for key, count in counts.items())
    return [(slug, name, count, "") for (slug, name), count in rows]


def sets_of_themes(statements):
    """How many of the statements are on the same themes: [(the keys of these, with commas, how many)].

    Many are on the same few, and the database counts them before they are many rows.
    """
    tags = Statement.themes.through._meta.db_table
    # Numbers from the database itself, and perhaps more of them than parameters are allowed.
    keys = ", ".join(map(str, statements))
    if connection.vendor == "postgresql":
        themes, those = "string_agg(theme_id::text, ',')", f"= ANY('{{{keys}}}')"
    else:
        themes, those = "group_concat(theme_id)", f"IN ({keys})"
    sets = f"SELECT {themes} AS themes FROM {tags} WHERE statement_id {those} GROUP BY statement_id"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT themes, COUNT(*) FROM ({sets}) sets GROUP BY themes")  # noqa: S608
        return cursor.fetchall()


def lineage(key, themes):
    """The keys of a theme and of those above it."""
    found = set()
    while key in themes and key not in found:
        found.add(key)
        key = themes[key][0]
    return found
