"""Versions of every noun: what a row was, since when, by whom and why.

`save()`, `delete()` and changes of what a row is tagged with write a version by themselves. Whoever writes past them,
as an update or an insertion of many rows does, calls `record()`.
"""

from django.conf import settings
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

CREATED, CHANGED, DELETED = "+", "~", "-"


class History(HistoricalRecords):
    """On the base of all nouns; a version has what fixtures have, so neither search terms nor the time of change."""

    def __init__(self):
        super().__init__(
            app="editorial",
            inherit=True,
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(_("reason"), blank=True, default=""),
        )

    def fields_included(self, model):
        return [field for field in model._meta.concrete_fields if field.serialize or field.primary_key]

    def create_history_model(self, model, inherited):
        included = self.fields_included(model)
        self.excluded_fields = [field.name for field in model._meta.concrete_fields if field not in included]
        # Versions are asked for by their row and their date, those of some nouns also by what they are read with.
        asked_by = {*model.versions_asked_by}
        self.no_db_index = [field.name for field in included if not field.primary_key and field.name not in asked_by]
        return super().create_history_model(model, inherited)

    def create_history_m2m_model(self, model, through_model):
        self.no_db_index = [field.name for field in through_model._meta.concrete_fields]
        return super().create_history_m2m_model(model, through_model)

    def get_m2m_fields_from_model(self, model):
        return list(model._meta.local_many_to_many)

    def get_change_reason_for_object(self, instance, history_type, using):
        # A row's own reason, or the one that a form gives for all that it writes.
        request = getattr(self.context, "request", None)
        return getattr(instance, "_change_reason", None) or getattr(request, "change_reason", "")

    def _get_history_user_fields(self):
        # Whoever wrote a version answers for it: such an account is made inactive, not deleted.
        user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
        return {"history_user": user}


def because(row, why, by=None):
    """The row, whose next version tells this reason, and this user where a request does not tell it."""
    row._change_reason = why
    if by is not None:
        row._history_user = by
    return row


def record(rows, *, by=None, why="", kind=CHANGED):
    """Write a version of each row of a QuerySet, as it is now, in one INSERT and one for each many-to-many field.

    `by` is a user; None is the machine's operator. `why` is what the history tells, `kind` one of this module's three.
    """
    versions = rows.model.history.model
    now = timezone.now()
    told = {
        "history_date": Value(now, models.DateTimeField()),
        "history_change_reason": Cast(Value(str(why)), models.TextField()),
        "history_type": Value(kind, models.CharField()),
        "history_user_id": Cast(Value(by.pk if by else None), models.BigIntegerField()),
    }
    names = [field.attname for field in versions.tracked_fields]
    columns = [versions._meta.get_field(name).column for name in names] + list(told)
    found, parameters = rows.order_by().values_list(*names, *told.values()).query.sql_with_params()
    insert(versions, columns, found, parameters)
    for field in versions._history_m2m_fields:
        record_tags(versions, field, now)


def record_tags(versions, field, now):
    """What the rows, whose versions were written at this moment, are tagged with."""
    through = field.remote_field.through
    columns = [column.column for column in through._meta.concrete_fields]
    quote = connection.ops.quote_name
    found = (
        f"SELECT {', '.join(f'tag.{quote(column)}' for column in columns)}, version.history_id "  # noqa: S608
        f"FROM {quote(through._meta.db_table)} tag JOIN {quote(versions._meta.db_table)} version "
        f"ON version.id = tag.{quote(field.m2m_column_name())} WHERE version.history_date = %s"
    )
    date = versions._meta.get_field("history_date").get_db_prep_value(now, connection)
    insert(History.m2m_models[field], [*columns, "history_id"], found, [date])


def insert(model, columns, found, parameters):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        names = ", ".join(map(quote, columns))
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) {found}", parameters)
