from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import SpeakerFilter
from proceedings.models import OtherName, Speaker

from .records import IDENTITY, Address, Records, RecordSerializer, RowSerializer, statements_of
from .references import AppointmentSerializer


class OtherNameSerializer(RowSerializer):
    class Meta:
        model = OtherName
        fields = read_only_fields = ("name", "language")


def portrait_path(speaker):
    return reverse("speaker-portrait", args=[speaker.slug]) if speaker.portrait else None


class SpeakerSerializer(RecordSerializer):
    country = serializers.CharField(source="country.code", read_only=True, help_text="ISO 3166-1 alpha-2.")
    other_names = OtherNameSerializer(many=True, read_only=True)
    appointments = AppointmentSerializer(many=True, read_only=True, help_text="The posts held, the oldest first.")
    statement_count = serializers.IntegerField(read_only=True, help_text="How many public statements they made.")
    portrait = Address(portrait_path, allow_null=True, help_text="A picture, at most 800 pixels wide or high, or null.")
    statements_url = statements_of("speaker={0.slug}")

    class Meta:
        model = Speaker
        fields = read_only_fields = (
            *(*IDENTITY, "name", "sort_name", "honorific", "other_names", "country", "biography", "appointments"),
            *("portrait", "portrait_credit"),
            *("orcid", "wikidata", "website", "statement_count", "statements_url"),
        )


class Speakers(Records):
    """Speakers on record, from A to Z by the name for sorting."""

    queryset = Speaker.objects.public().with_statement_counts().with_context()
    serializer_class = SpeakerSerializer
    filterset_class = SpeakerFilter

    def absent(self, slug):
        return NotFound(_("There is no speaker at this address."))
