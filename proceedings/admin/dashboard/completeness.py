"""How complete the record of each conference is: numbers, each of which is what a list of the admin finds."""

from collections import Counter
from typing import NamedTuple

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from proceedings.admin.changelist.missing import (
    MISSING_IN_SESSIONS,
    MISSING_IN_SPEAKERS,
    MISSING_IN_STATEMENTS,
    sessions_with_gaps,
)
from proceedings.models import Conference, OtherName, Session, Speaker, Statement, Status


def listed(model, **question):
    """The address of the admin's list of a noun, narrowed."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(question)}" if question else address


class Column(NamedTuple):
    """A number of each conference: what it counts, and the question that its list is asked."""

    key: str
    title: str
    model: type[models.Model]
    question: dict
    is_work: bool = True


COLUMNS = [
    Column("statements", _("statements"), Statement, {}, is_work=False),
    Column("draft", _("draft"), Statement, {"status__exact": Status.DRAFT.value}),
    Column("in_review", _("in review"), Statement, {"status__exact": Status.IN_REVIEW.value}),
    *(Column(key, name, Statement, {"lacking": key}) for key, (name, _condition) in MISSING_IN_STATEMENTS.items()),
    *(Column(key, name, Speaker, {"lacking": key}) for key, (name, _condition) in MISSING_IN_SPEAKERS.items()),
    *(Column(key, name, Session, {"lacking": key}) for key, (name, _condition) in MISSING_IN_SESSIONS.items()),
]


class Cell(NamedTuple):
    column: Column
    number: int
    address: str


class Completeness(NamedTuple):
    conference: Conference
    cells: list[Cell]

    @property
    def is_complete(self):
        """Of a conference without statements all of them are lacking."""
        things = [cell.number for cell in self.cells if not cell.column.is_work]
        return all(things) and not any(cell.number for cell in self.cells if cell.column.is_work)


def completeness(conferences, columns):
    """That of each conference, in as many queries as there are nouns counted."""
    counters = {Statement: statement_numbers, Speaker: speaker_numbers, Session: session_numbers}
    numbers = {conference.pk: Counter() for conference in conferences}
    for model in {column.model for column in columns}:
        for conference, found in counters[model](list(numbers)):
            numbers[conference].update(found)
    return [
        Completeness(
            conference,
            [
                Cell(
                    column,
                    numbers[conference.pk][column.key],
                    listed(column.model, conference=conference.pk, **column.question),
                )
                for column in columns
            ],
        )
        for conference in conferences
    ]


def statement_numbers(conferences):
    statuses = {status: Q(status=status) for status in (Status.DRAFT, Status.IN_REVIEW)}
    lacking = {key: condition for key, (_name, condition) in MISSING_IN_STATEMENTS.items()}
    counted = {key: Count("pk", filter=condition) for key, condition in (statuses | lacking).items()}
    found = Statement.objects.filter(session__conference__in=conferences).order_by().values("session__conference")
    for row in found.annotate(statements=Count("pk"), **counted):
        yield row.pop("session__conference"), row


def speaker_numbers(conferences):
    """Of those who spoke, published or not."""
    spoke = Statement.objects.filter(session__conference__in=conferences, speaker__isnull=False)
    without = spoke.filter(~Exists(OtherName.objects.filter(speaker=OuterRef("speaker"))))
    found = without.order_by().values("session__conference").annotate(names=Count("speaker", distinct=True))
    for row in found:
        yield row.pop("session__conference"), row


def session_numbers(conferences):
    statements = Statement.objects.filter(session__conference__in=conferences)
    for conference in sessions_with_gaps(statements).values_list("session__conference", flat=True):
        yield conference, {"places": 1}
