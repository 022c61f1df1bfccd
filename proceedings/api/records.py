"""What all records of the API share: their addresses, their fields, their views."""

from datetime import UTC, timedelta

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from .questions import names, refuse_unknown

# A row's own addresses, which no list leaves out.
IDENTITY = ("slug", "url", "api_url")
# What a field's name does not say. The columns' own help is for editors.
MEANINGS = {
    "slug": _("The last part of its addresses; it does not change."),
    "language": _("BCP 47; und when it is not known."),
    "sort_name": _("The family name first, in Latin letters."),
    "summary": _("Markdown (CommonMark)."),
    "biography": _("Markdown (CommonMark)."),
    "description": _("Markdown (CommonMark)."),
    "note": _("What was wrong and what it is now; Markdown (CommonMark)."),
    "text": _("Markdown (CommonMark)."),
    "form": _("verbatim: the words spoken; reported: others tell what was said; summary: shortened."),
    "position": _("The order in the programme."),
    "time_zone": _("The zone of the times (IANA)."),
    "rights": _("An SPDX licence identifier or the address of the terms."),
    "doi": _("Without https://doi.org/."),
    "ror": _("The Research Organization Registry’s nine characters."),
    "recording_start": _("Seconds from the recording’s beginning."),
    "source": _("What it was taken from, in words."),
    "portrait_credit": _("Who made the portrait, and its licence."),
    "starts_on": _("Null when it is not known."),
    "ends_on": _("Null when it is not known."),
}


class Address(serializers.URLField):
    """An absolute address made from the row by `of(row)`, which returns its path, or None where there is none."""

    def __init__(self, of, **kwargs):
        self.of = of
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row):
        path = self.of(row)
        return path and self.context["request"].build_absolute_uri(path)


class Moment(serializers.DateTimeField):
    """A time in the zone of the row's conference."""

    def __init__(self, **kwargs):
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def get_attribute(self, row):
        moment = super().get_attribute(row)
        return moment and moment.astimezone(row.conference.zone)

    def to_representation(self, moment):
        # RFC 3339 has no seconds in an offset; local mean time, before there were zones, has.
        if moment.utcoffset() % timedelta(minutes=1):
            moment = moment.astimezone(UTC)
        return moment.isoformat()


class RowSerializer(serializers.ModelSerializer):
    """A row's columns, described for those who read it."""

    # What is not on record is an empty text, which is no address.
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.URLField: serializers.CharField,
    }

    def build_standard_field(self, field_name, model_field):
        field, options = super().build_standard_field(field_name, model_field)
        return field, options | {"help_text": MEANINGS.get(field_name), "label": None}


def api_path(row):
    place = {"slug": row.slug}
    if row._meta.model_name == "session":
        place["conference"] = row.conference.slug
    return reverse(f"api-{row._meta.model_name}", kwargs=place)


class RecordSerializer(RowSerializer):
    """A row with its addresses; all fields of it unless some are named."""

    url = Address(lambda row: row.get_absolute_url(), help_text="The page for readers.")
    api_url = Address(api_path, help_text="The whole record.")

    def __init__(self, *args, shown=None, **kwargs):
        self.shown = shown
        super().__init__(*args, **kwargs)

    def get_fields(self):
        fields = super().get_fields()
        return fields if self.shown is None else {name: fields[name] for name in fields if name in self.shown}


def statements_of(query):
    """The address of a row's statements in the API; the query is a format for the row."""
    return Address(
        lambda row: f"{reverse('api-statements')}?{query.format(row)}", help_text="Its statements in the API."
    )


class Guarded:
    """What every view of the API does."""

    http_method_names = ("get", "head")
    parameters = ()
    has_tombstones = False

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.parameters is not None:
            refuse_unknown(request.query_params, self.parameters)

    @property
    def default_response_headers(self):
        # Another type than JSON is refused.
        return super().default_response_headers | {"Vary": "Accept"}


class Records(Guarded, ReadOnlyModelViewSet):
    """A list and the rows in it. A list leaves out what is heavy, unless `expand` or `fields` names it."""

    heavy = ()
    # What must be fetched for a field, if that is shown: {field: a prefetch}.
    related = {}
    # The columns of a row's address, in whose order a cursor walks.
    address = ("slug",)

    @property
    def parameters(self):
        if self.action != "list":
            return ()
        expand = ("expand",) if self.heavy else ()
        return (*self.filterset_class.base_filters, *self.paginator.parameters, "fields", *expand)

    @cached_property
    def shown(self):
        """The names of the fields that are asked for; raises ValidationError."""
        every = self.serializer_class.Meta.fields
        if self.action != "list":
            return every
        query = self.request.query_params
        fields = names(query, "fields", every) or [name for name in every if name not in self.heavy]
        return {*IDENTITY, *fields, *names(query, "expand", self.heavy)}

    def get_queryset(self):
        wanted = [prefetch for name, prefetch in self.related.items() if name in self.shown]
        return super().get_queryset().prefetch_related(*wanted)

    def get_serializer(self, *args, **kwargs):
        return super().get_serializer(*args, shown=self.shown, **kwargs)

    def get_object(self):
        if found := self.present(**self.kwargs):
            return found
        raise self.absent(**self.kwargs)

    def present(self, slug):
        return self.get_queryset().filter(slug=slug).first()

    def absent(self, **address):
        """The exception for an address without a public row."""
        raise NotImplementedError
