"""Days as they are known: a year, a month or a day (EDTF level 0), and periods from one to another."""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

PATTERN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
NOT_A_DATE = _("“%(value)s” is not a day, a month or a year; write it as 2020-09-28, 2020-09 or 2020.")


class PartialDate(str):
    """2020, 2020-09 or 2020-09-28, in the years 0001 to 9999. The order of the texts is that of time.

    Raise ValueError for any other text.
    """

    __slots__ = ()

    def __new__(cls, value):
        if type(value) is cls:
            return value
        if isinstance(value, date) and not isinstance(value, datetime):
            value = value.isoformat()
        match = PATTERN.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part or 1) for part in match.groups())
        date(year, month, day)
        return super().__new__(cls, value)

    @property
    def parts(self) -> list[int]:
        """[year], [year, month] or [year, month, day]."""
        return [int(part) for part in self.split("-")]

    @property
    def year(self) -> int:
        return int(self[:4])

    @property
    def is_day(self) -> bool:
        return len(self.parts) == len(("year", "month", "day"))

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        year, month, day = [*self.parts, 1, 1][:3]
        return date(year, month, day)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        year, month, *day = [*self.parts, 12] if len(self) == len("2020") else self.parts
        return date(year, month, *(day or [monthrange(year, month)[1]]))

    def isoformat(self) -> str:
        return str(self)


class Period(NamedTuple):
    """From one date to another, which can be the same."""

    first: PartialDate
    last: PartialDate

    @classmethod
    def of(cls, first, last=None):
        """The period between two dates or texts of dates; None without the first."""
        return cls(PartialDate(first), PartialDate(last or first)) if first else None

    def __str__(self):
        return self.isoformat()

    @property
    def is_range(self) -> bool:
        return self.first != self.last

    @property
    def common(self) -> PartialDate | None:
        """The date that both ends share, such as the month of 26 to 28 March; None if the years differ."""
        parts = []
        for one, other in zip(self.first.split("-"), self.last.split("-"), strict=False):
            if one != other:
                break
            parts.append(one)
        return PartialDate("-".join(parts)) if parts else None

    def isoformat(self) -> str:
        """The date, or an interval such as 2021-03-26/2021-03-28 (EDTF level 0)."""
        return f"{self.first}/{self.last}" if self.is_range else str(self.first)

    def overlaps(self, first, last) -> bool:
        """Whether a day can be in this period and also between two dates, where None means unknown."""
        return (first is None or first.first <= self.last.last) and (last is None or last.last >= self.first.first)


def period_between(start, end, zone):
    """The Period from the day of one moment to that of another in a zone; midnight is the end of a day."""
    first = start.astimezone(zone).date()
    last = (end - timedelta(microseconds=1)).astimezone(zone).date() if end and end > start else first
    return Period.of(first, last)


def period_of(moment, day, session, conference):
    """The Period of a statement: of its own time or day, else of its session, else of its conference.

    The session has `starts_at` and `ends_at`; the conference has `period` and `zone`.
    """
    if moment:
        return period_between(moment, moment, conference.zone)
    if day:
        return Period.of(day)
    if session.starts_at:
        return period_between(session.starts_at, session.ends_at, conference.zone)
    return conference.period


class CoercedAttribute(DeferredAttribute):
    """Assigning a `datetime.date` or a text to the attribute stores a PartialDate."""

    def __set__(self, instance, value):
        # A value that is no date stays as it was given, so that validation can report it.
        with suppress(ValidationError):
            value = self.field.to_python(value)
        instance.__dict__[self.field.attname] = value


class PartialDateFormField(forms.CharField):
    def __init__(self, **kwargs):
        kwargs = {"max_length": 10, "empty_value": None} | kwargs
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("placeholder", "2020-09-28")
        self.widget.attrs["size"] = 10

    def to_python(self, value):
        value = super().to_python(value)
        return value and partial_date(value)


class PartialDateField(models.CharField):
    """A PartialDate, or None if nothing is known."""

    descriptor_class = CoercedAttribute
    empty_strings_allowed = False

    def __init__(self, verbose_name=None, **kwargs):
        super().__init__(verbose_name, **{"max_length": 10, "null": True, "blank": True} | kwargs)

    def db_parameters(self, connection):
        # PostgreSQL sorts other collations by the rules of a language.
        collation = {"collation": "C"} if connection.vendor == "postgresql" else {}
        return super().db_parameters(connection) | collation

    def to_python(self, value):
        if value in self.empty_values:
            return None
        return value if hasattr(value, "resolve_expression") else partial_date(value)

    def from_db_value(self, value, _expression, _connection):
        return value and str.__new__(PartialDate, value)

    def get_prep_value(self, value):
        value = models.Field.get_prep_value(self, value)
        if isinstance(value, date):
            value = value.isoformat()
        return str(value) if isinstance(value, PartialDate) else value or None

    def value_to_string(self, obj):
        return str(self.value_from_object(obj))

    def formfield(self, **kwargs):
        return models.Field.formfield(self, **{"form_class": PartialDateFormField} | kwargs)


@PartialDateField.register_lookup
class Reaches(models.Lookup):
    """Whether a date can be on another one or later: 2020 reaches 2020-09-28."""

    lookup_name = "reaches"

    def as_sql(self, compiler, connection):
        (left, left_params), (right, right_params) = (
            self.process_lhs(compiler, connection),
            self.process_rhs(compiler, connection),
        )
        sql = f"{left} >= SUBSTR({right}, 1, LENGTH({left}))"
        return sql, [*left_params, *right_params, *left_params]


def reaches(date, other):
    """The lookup in Python."""
    return date >= other[: len(date)]


def partial_date(value):
    """A PartialDate; raise ValidationError."""
    try:
        return PartialDate(value)
    except ValueError as error:
        raise ValidationError(NOT_A_DATE, params={"value": value}) from error
