"""Who, where, when and what the found statements are: counts, and the links that narrow to them."""

from collections import Counter
from typing import NamedTuple

from django.db.models import CharField
from django.db.models.expressions import RawSQL
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


class Candidate(NamedTuple):
    """What is counted of a found statement; references are primary keys."""

    pk: int
    speaker: int | None
    country: str | None
    conference: int
    organisation: int | None
    kind: str
    language: str
    year: str | None


class Value(NamedTuple):
    label: str
    count: int
    query: str
    language: str = ""


class Facet(NamedTuple):
    parameter: str
    label: str
    values: list[Value]


def candidates(filterset) -> list[Candidate]:
    """The statements in their order, as many as are ranked and counted; one query."""
    columns = ("pk", "speaker", "speaker__country", "session__conference", "appointment__organisation")
    return list(map(Candidate._make, filterset.candidates(*columns, "kind", "language", Left(Coalesce(*MOMENT), 4))))


def facets(found: list[Candidate], filterset) -> list[Facet]:
    """The facets that can narrow what was found; at most five queries. What is chosen already narrows no further."""
    asked = {
        "speaker": (_("Speakers"), lambda: rows_of(Speaker, (row.speaker for row in found), "name")),
        "theme": (_("Themes"), lambda: most_themes([row.pk for row in found])),
        "conference": (
            _("Conferences"),
            lambda: rows_of(Conference, (row.conference for row in found), "title", "language"),
        ),
        "organisation": (_("Speaking for"), lambda: rows_of(Organisation, (row.organisation for row in found), "name")),
        "country": (_("Speakers’ countries"), lambda: named(Counter(row.country for row in found), countries.name)),
        "kind": (_("Kinds"), lambda: named(Counter(row.kind for row in found), lambda kind: Kind(kind).label)),
        "language": (_("Languages"), lambda: named(varieties(row.language for row in found), in_words)),
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
        if narrows(values, len(found))
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


def rows_of(model, keys, *columns):
    """The rows that most of the keys name, with the columns of their label and its language; one query."""
    counts = Counter(key for key in keys if key)
    top = dict(counts.most_common(SHOWN))
    rows = {
        (slug, *shown): top[key]
        for key, slug, *shown in model.objects.filter(pk__in=top).values_list("pk", "slug", *columns)
    }
    return addressed(rows)


def addressed(counts):
    """Rows as (address, label[, language]) with their counts, the most frequent first."""
    return [
        (slug, label, count, language[0] if language else "")
        for (slug, label, *language), count in most(counts.items())
    ]


def varieties(tags):
    """How many are in each language or a variety of it, as the filter finds them: zh has those of zh-Hant too."""
    counts = Counter(tags)
    return {
        tag: sum(n for other, n in counts.items() if f"{other}-".lower().startswith(f"{tag}-".lower()))
        for tag in counts
    }


def most_themes(statements):
    """How many of the statements are on each theme or on one below it; two queries."""
    # Numbers from the database itself, and perhaps more of them than parameters are allowed.
    keys = RawSQL(", ".join(map(str, statements)) or "NULL", [])  # noqa: S611
    tags = Statement.themes.through.objects.filter(statement__in=keys).values_list("statement", "theme")
    # What a public statement is on is public, and so is all above it.
    themes = {
        key: (parent, slug, name)
        for key, parent, slug, name in Theme.objects.values_list("pk", "parent", "slug", "name")
    }
    above = {key: lineage(key, themes) for key in themes}
    tagged = {}
    for statement, theme in tags:
        tagged.setdefault(statement, []).append(theme)
    counts = Counter()
    # Many statements are on the same few themes.
    for together, count in Counter(map(tuple, tagged.values())).items():
        counts.update(dict.fromkeys(set().union(*(above[theme] for theme in together)), count))
    return addressed({themes[key][1:]: count for key, count in counts.items()})


def lineage(key, themes):
    """The keys of a theme and of those above it."""
    found = set()
    while key in themes and key not in found:
        found.add(key)
        key = themes[key][0]
    return found
