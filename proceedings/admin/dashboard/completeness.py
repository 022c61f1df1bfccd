"""Counts of what each conference has and what it still lacks; each count links to a list with the same rows."""

from collections import Counter
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from proceedings.admin.changelist.missing import (
    MISSING_IN_SESSIONS,
    MISSING_IN_SPEAKERS,
    MISSING_IN_STATEMENTS,
    sessions_with_gaps,
)
from proceedings.admin.changelist.scripts import lacks_other_name
from proceedings.models import Conference, CoSpeaker, Session, Speaker, Statement, Status


def changelist_url(model, **params):
    """Return the address of a model's list in the admin, with these filters."""
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{url}?{urlencode(params)}" if params else url


class Column(NamedTuple):
    """A count of each conference: the rows of a model, with the parameters that filter its list alike."""

    key: str
    title: str
    model: type[models.Model]
    params: dict
    is_to_do: bool = True


COLUMNS = [
    Column("statements", _("statements"), Statement, {}, is_to_do=False),
    Column("draft", _("draft"), Statement, {"status__exact": Status.DRAFT.value}),
    Column("in_review", _("in review"), Statement, {"status__exact": Status.IN_REVIEW.value}),
    *(Column(key, name, Statement, {"lacking": key}) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()),
    *(Column(key, name, Speaker, {"lacking": key}) for key, (name, _condition) in MISSING_IN_SPEAKERS.items()),
    *(Column(key, name, Session, {"lacking": key}) for key, (name, _condition) in MISSING_IN_SESSIONS.items()),
]


# {key of a column: its title after a number}
PLURALS = {
    "statements": ngettext_lazy("statement", "statements"),
    "names": ngettext_lazy("speaker without a name in another script", "speakers without a name in another script"),
    "places": ngettext_lazy("session with gaps in the order", "sessions with gaps in the order"),
}


class ColumnCount(NamedTuple):
    column: Column
    number: int
    url: str

    @property
    def title(self):
        plural = PLURALS.get(self.column.key)
        return plural % self.number if plural else self.column.title


class Completeness(NamedTuple):
    conference: Conference
    counts: list[ColumnCount]

    @property
    def is_complete(self):
        """Return whether nothing is left to do; a conference without statements is not complete."""
        totals = [count.number for count in self.counts if not count.column.is_to_do]
        return all(totals) and not any(count.number for count in self.counts if count.column.is_to_do)


def completeness(conferences, columns):
    """Return the counts of each conference, in one query for each model that is counted."""
    counters = {Statement: statement_counts, Speaker: speaker_counts, Session: session_counts}
    numbers = {conference.pk: Counter() for conference in conferences}
    for model in {column.model for column in columns}:
        for conference, counts in counters[model](list(numbers)):
            numbers[conference].update(counts)
    return [
        Completeness(conference, [column_count(column, conference, numbers[conference.pk]) for column in columns])
        for conference in conferences
    ]


def column_count(column, conference, numbers):
    url = changelist_url(column.model, conference=conference.pk, **column.params)
    return ColumnCount(column, numbers[column.key], url)


def statement_counts(conferences):
    """Yield (conference key, {column key: number of statements})."""
    statuses = {status: Q(status=status) for status in (Status.DRAFT, Status.IN_REVIEW)}
    missing = {key: condition for key, (_name, condition) in MISSING_IN_STATEMENTS.items()}
    counts = {key: Count("pk", filter=condition) for key, condition in (statuses | missing).items()}
    statements = Statement.objects.filter(session__conference__in=conferences).order_by()
    for row in statements.values("session__conference").annotate(statements=Count("pk"), **counts):
        yield row.pop("session__conference"), row


def speaker_counts(conferences):
    """Yield (conference key, {"names": number of speakers who lack a name in another script}), published or not."""
    first, further = (
        model.objects.filter(**{f"{path}__in": conferences}, speaker__isnull=False).order_by()
        for model, path in ((Statement, "session__conference"), (CoSpeaker, "statement__session__conference"))
    )
    spoke = Q(pk__in=first.values("speaker")) | Q(pk__in=further.values("speaker"))
    lacking = set(Speaker.objects.filter(spoke, lacks_other_name()).order_by().values_list("pk", flat=True))
    pairs = first.values_list("session__conference", "speaker").union(
        further.values_list("statement__session__conference", "speaker")
    )
    for conference, number in Counter(conference for conference, speaker in pairs if speaker in lacking).items():
        yield conference, {"names": number}


def session_counts(conferences):
    """Yield (conference key, {"places": 1}) for each session with gaps in the order of its statements."""
    statements = Statement.objects.filter(session__conference__in=conferences)
    for conference in sessions_with_gaps(statements).values_list("session__conference", flat=True):
        yield conference, {"places": 1}
