"""Serializers of rows, with descriptions of their fields."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from proceedings.models.columns import partial_dates as columns

from .fields import AddressField, PartialDateField, api_path

# The slug and addresses of a row, which every list shows.
IDENTITY = ("slug", "url", "api_url")
# Descriptions of fields whose name does not say enough. The help texts of the models are for editors.
DESCRIPTIONS = {
    "slug": _("The last part of its address; it does not change."),
    "language": _("BCP 47; und if unknown."),
    "sort_name": _("The family name first, in Latin letters."),
    "family_name": _("Empty for a name without parts."),
    "non_dropping_particle": _("It stays with the family name, such as van der in van der Berg."),
    "dropping_particle": _("It follows the given names, such as von in Alexander von Humboldt."),
    "suffix": _("Such as Jr. or III."),
    "family_name_first": _("Whether the name is written in this order, such as Xie Fuzhan."),
    "scheme": _("The registry, in lower case, such as viaf or isni."),
    "summary": _("Markdown (CommonMark)."),
    "biography": _("Markdown (CommonMark)."),
    "description": _("Markdown (CommonMark)."),
    "note": _("What was wrong and what it is now; Markdown (CommonMark)."),
    "text": _("As it is written; text_format says how."),
    "text_format": _("plain: paragraphs between empty lines; markdown: Markdown, which numbers no list anew."),
    "label": _("The first speaker as the source prints it."),
    "form": _("verbatim: the speaker’s own words; reported: in the words of others; summary: shortened."),
    "position": _("The place in the programme."),
    "time_zone": _("The time zone of all times (IANA)."),
    "doi": _("Without https://doi.org/."),
    "ror": _("The nine characters of the Research Organization Registry."),
    "recording_start": _("In seconds from the beginning of the recording."),
    "recording_end": _("In seconds from the beginning of the recording."),
    "recording_timestamps": _("In each line, a time in the recording and the first words of the text from there."),
    "room": _("The hall or room."),
    "source": _("The source of the text, in words."),
    "portrait_credit": _("The author of the portrait, and its licence."),
    "starts_on": _("A day, or only its month or year (EDTF level 0); null if unknown."),
    "ends_on": _("A day, or only its month or year (EDTF level 0); null if unknown."),
    "delivered_on": _("The day, month or year on which it was made, if its hour is not known (EDTF level 0)."),
}


class RowSerializer(serializers.ModelSerializer):
    """A row's columns, described for clients."""

    # An unknown address is an empty string, which is not a valid URL.
    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.URLField: serializers.CharField,
        columns.PartialDateField: PartialDateField,
    }

    def build_standard_field(self, field_name, model_field):
        field, options = super().build_standard_field(field_name, model_field)
        if field is PartialDateField:
            # The base class passes options of a text field, which this field does not take.
            options = {}
        return field, options | {"help_text": DESCRIPTIONS.get(field_name), "label": None}


class RecordSerializer(RowSerializer):
    """A row with its addresses; shows all fields, or those named in `shown`."""

    url = AddressField(lambda row: row.get_absolute_url(), help_text="The page for readers.")
    api_url = AddressField(api_path, help_text="The whole record.")

    def __init__(self, *args, shown=None, **kwargs):
        self.shown = shown
        super().__init__(*args, **kwargs)

    def get_fields(self):
        fields = super().get_fields()
        return fields if self.shown is None else {name: fields[name] for name in fields if name in self.shown}
