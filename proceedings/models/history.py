"""Versions of every model: the former values of a row, with time, user and reason.

`save()`, `delete()` and changes of many-to-many fields write a version. Code that writes in bulk calls
`record_versions()`.
"""

from functools import cache

from django.conf import settings
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords

CREATED, CHANGED, DELETED = "+", "~", "-"


class VersionManager(HistoryManager):
    """The manager `history` of a row."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class, class_name=None):
        """Return the class with the methods of the QuerySet, which would otherwise be built for each access."""
        return super().from_queryset(queryset_class, class_name)


class History(HistoricalRecords):
    """The history of all models. A version has the fields of fixtures: no search terms and no modification time."""

    def __init__(self):
        super().__init__(
            app="editorial",
            inherit=True,
            history_manager=VersionManager,
            history_id_field=models.BigAutoField(),
            history_change_reason_field=models.TextField(_("reason"), blank=True, default=""),
        )

    def fields_included(self, model):
        return [field for field in model._meta.concrete_fields if field.serialize or field.primary_key]

    def create_history_model(self, model, inherited):
        included = self.fields_included(model)
        self.excluded_fields = [field.name for field in model._meta.concrete_fields if field not in included]
        # Versions are looked up by row and date, and for some models by the columns in `versions_asked_by`.
        asked_by = {*model.versions_asked_by}
        self.no_db_index = [field.name for field in included if not field.primary_key and field.name not in asked_by]
        return super().create_history_model(model, inherited)

    def create_history_m2m_model(self, model, through_model):
        self.no_db_index = [field.name for field in through_model._meta.concrete_fields]
        return super().create_history_m2m_model(model, through_model)

    def get_m2m_fields_from_model(self, model):
        return list(model._meta.local_many_to_many)

    def create_historical_record_m2ms(self, history_instance, instance):
        """Write the many-to-many relations of a version by two queries a field; a new row has none yet."""
        if history_instance.history_type == CREATED:
            return
        for field in history_instance._history_m2m_fields:
            relations = field.remote_field.through.objects.filter(**{field.m2m_field_name(): instance}).values()
            model = self.m2m_models[field]
            model.objects.bulk_create([model(history=history_instance, **relation) for relation in relations])

    def get_change_reason_for_object(self, instance, history_type, using):
        # The row's own reason, or that of the form for everything it writes.
        request = getattr(self.context, "request", None)
        return getattr(instance, "_change_reason", None) or getattr(request, "change_reason", "")

    def _get_history_user_fields(self):
        # The author of a version must stay known: such an account is deactivated, not deleted.
        user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
        return {"history_user": user}


def set_change_reason(row, why, by=None):
    """Set the reason of the row's next version, and the user if no request gives one. Return the row."""
    row._change_reason = why
    if by is not None:
        row._history_user = by
    return row


def record_versions(rows, *, by=None, why="", kind=CHANGED):
    """Write a version of each row of a QuerySet by one INSERT, and one more for each many-to-many field.

    `by` is a user; None is the operator on the shell. `why` is the reason, `kind` CREATED, CHANGED or DELETED.
    """
    versions = rows.model.history.model
    now = timezone.now()
    values = {
        "history_date": Value(now, models.DateTimeField()),
        "history_change_reason": Cast(Value(str(why)), models.TextField()),
        "history_type": Value(kind, models.CharField()),
        "history_user_id": Cast(Value(by.pk if by else None), models.BigIntegerField()),
    }
    names = [field.attname for field in versions.tracked_fields]
    columns = [versions._meta.get_field(name).column for name in names] + list(values)
    select, parameters = rows.order_by().values_list(*names, *values.values()).query.sql_with_params()
    insert(versions, columns, select, parameters)
    for field in versions._history_m2m_fields:
        record_tags(versions, field, now)


def version_tables(model):
    """Return the tables to which `record_versions` writes for a model."""
    versions = model.history.model
    tags = (History.m2m_models[field] for field in versions._history_m2m_fields)
    return [table._meta.db_table for table in (versions, *tags)]


def record_tags(versions, field, now):
    """Write the many-to-many relations of the versions that were written at this moment."""
    through = field.remote_field.through
    columns = [column.column for column in through._meta.concrete_fields]
    quote = connection.ops.quote_name
    select = (
        f"SELECT {', '.join(f'tag.{quote(column)}' for column in columns)}, version.history_id "  # noqa: S608
        f"FROM {quote(through._meta.db_table)} tag JOIN {quote(versions._meta.db_table)} version "
        f"ON version.id = tag.{quote(field.m2m_column_name())} WHERE version.history_date = %s"
    )
    date = versions._meta.get_field("history_date").get_db_prep_value(now, connection)
    insert(History.m2m_models[field], [*columns, "history_id"], select, [date])


def insert(model, columns, select, parameters):
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        names = ", ".join(map(quote, columns))
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) {select}", parameters)
