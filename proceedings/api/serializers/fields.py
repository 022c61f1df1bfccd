"""Serializer fields: absolute addresses, and times in the zone of a conference."""

from datetime import UTC, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from proceedings.citing.rights import rights_of

DATE = r"\d{4}(-\d{2}(-\d{2})?)?"


class AddressField(serializers.URLField):
    """An absolute address; `path_of(row)` returns its path, or None."""

    def __init__(self, path_of, **kwargs):
        self.path_of = path_of
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row):
        path = self.path_of(row)
        return path and self.context["request"].build_absolute_uri(path)


class LocalTimeField(serializers.DateTimeField):
    """A time in the time zone of the row's conference."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def get_attribute(self, row):
        moment = super().get_attribute(row)
        return moment and moment.astimezone(row.conference.zone)

    def to_representation(self, moment):
        # RFC 3339 allows no seconds in an offset, but local mean times, from before time zones, have them.
        if moment.utcoffset() % timedelta(minutes=1):
            moment = moment.astimezone(UTC)
        return moment.isoformat()


class RightsField(serializers.CharField):
    """The rights in a statement or a conference, inherited ones included."""

    def __init__(self, **kwargs):
        text = _("An SPDX licence identifier or the address of the terms. Inherited from the conference and the site.")
        super().__init__(**{"source": "*", "read_only": True, "help_text": text} | kwargs)

    def to_representation(self, row):
        return rights_of(row)


@extend_schema_field({"type": "string", "pattern": f"^{DATE}$", "examples": ["2020-09-28", "2020-09", "2020"]})
class PartialDateField(serializers.Field):
    """A day, or only its month or year (EDTF level 0)."""

    def __init__(self, **kwargs):
        super().__init__(**{"read_only": True, "allow_null": True} | kwargs)

    def to_representation(self, value):
        return value.isoformat()


@extend_schema_field(
    {"type": "string", "pattern": f"^{DATE}(/{DATE})?$", "examples": ["2020-09-28", "2020", "2021-03-26/2021-03-28"]}
)
class PeriodField(PartialDateField):
    """A day, month or year, or an interval of them."""


def api_path(row):
    kwargs = {"slug": row.slug}
    if row._meta.model_name == "session":
        kwargs["conference"] = row.conference.slug
    return reverse(f"api-{row._meta.model_name}", kwargs=kwargs)


def statements_address(query):
    """The field for the address of a row's statements; `query` is a format string for the row."""
    return AddressField(
        lambda row: f"{reverse('api-statements')}?{query.format(row)}", help_text="Its statements in the API."
    )
