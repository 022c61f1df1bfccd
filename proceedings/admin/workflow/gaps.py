"""The gaps of statements that are published: counts with links, which inform and forbid nothing."""

from typing import NamedTuple

from django.db.models import Count
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proceedings.admin.base.pages import page_url
from proceedings.admin.changelist.missing import MISSING_IN_STATEMENTS
from proceedings.admin.dashboard.completeness import changelist_url, statement_counts
from proceedings.models import Conference, Statement

INFORMED = {"publish", "schedule"}
# Conferences that are named, and statements whose keys fit into an address.
MAX_CONFERENCES, MAX_KEYS = 10, 100


class Gaps(NamedTuple):
    """The gaps of some statements: `about` is their conference, or None; `gaps` are [(sentence, address)]."""

    about: Conference | None
    gaps: list[tuple[str, str]]


def gaps_of(rows, query=None):
    """Return a list of Gaps for statements or conferences; `query` is that of the list that shows the rows."""
    if rows.model is Statement:
        gaps = statement_gaps(rows, query)
        return [Gaps(None, gaps)] if gaps else []
    conferences = {conference.pk: conference for conference in rows[:MAX_CONFERENCES]}
    counts = dict(statement_counts(list(conferences)))
    results = [
        Gaps(conference, sentences(counts.get(pk, {}), {"conference": pk})) for pk, conference in conferences.items()
    ]
    return [result for result in results if result.gaps]


def statement_gaps(rows, query):
    missing = {key: condition for key, (_name, condition) in MISSING_IN_STATEMENTS.items()}
    counts = rows.order_by().aggregate(**{key: Count("pk", filter=condition) for key, condition in missing.items()})
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[: MAX_KEYS + 1])
    few = len(keys) <= MAX_KEYS
    return sentences(counts, {"id__in": ",".join(map(str, keys))} if few else (query or {}))


def sentences(counts, params):
    """Return [("4 have no theme", the address of the list of these four)]."""
    gaps = [(key, name, counts.get(key, 0)) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()]
    return [
        (
            ngettext("%(number)d has %(gap)s", "%(number)d have %(gap)s", number) % {"number": number, "gap": name},
            changelist_url(Statement, **params, lacking=key),
        )
        for key, name, number in gaps
        if number
    ]


def own_gaps(row):
    """Return links to the gaps of a statement, or of all statements of a conference, as HTML; empty if none."""
    if isinstance(row, Statement):
        rows = Statement.objects.filter(pk=row.pk)
        address = page_url(row._meta, "change", row.pk)
        lacks = rows.aggregate(
            **{key: Count("pk", filter=condition) for key, (_name, condition) in MISSING_IN_STATEMENTS.items()}
        )
        names = [
            (f"{address}#id_{FIELDS[key]}", name)
            for key, (name, _condition) in MISSING_IN_STATEMENTS.items()
            if lacks[key]
        ]
    else:
        groups = gaps_of(type(row).objects.filter(pk=row.pk))
        names = [(address, sentence) for group in groups for sentence, address in group.gaps]
    return format_html_join(", ", '<a href="{}">{}</a>', names)


# {gap: the field that fills it}
FIELDS = {"text": "text", "source": "source", "theme": "themes", "capacity": "appointment"}


def published_message(row):
    """Return a message for the editor who has published or scheduled a row that lacks something, or ""."""
    gaps = own_gaps(row)
    if not gaps:
        return ""
    sentence = _("“{row}” has {gaps}.") if isinstance(row, Statement) else _("“{row}”: of its statements, {gaps}.")
    return format_html(sentence, row=row, gaps=gaps)
