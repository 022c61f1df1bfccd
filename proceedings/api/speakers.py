from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import SpeakerFilter
from proceedings.models import OtherName, Speaker, SpeakerIdentifier
from proceedings.models.names.parts import NameParts

from .serializers.fields import AddressField, statements_address
from .serializers.records import IDENTITY, RecordSerializer, RowSerializer
from .serializers.references import AppointmentSerializer
from .viewsets import RecordViewSet


class OtherNameSerializer(RowSerializer):
    class Meta:
        model = OtherName
        fields = read_only_fields = ("name", "language")


class SpeakerIdentifierSerializer(RowSerializer):
    class Meta:
        model = SpeakerIdentifier
        fields = read_only_fields = ("scheme", "value")


def portrait_path(speaker):
    return reverse("speaker-portrait", args=[speaker.slug]) if speaker.portrait else None


class SpeakerSerializer(RecordSerializer):
    country = serializers.CharField(source="country.code", read_only=True, help_text="ISO 3166-1 alpha-2.")
    other_names = OtherNameSerializer(many=True, read_only=True)
    identifiers = SpeakerIdentifierSerializer(many=True, read_only=True)
    appointments = AppointmentSerializer(many=True, read_only=True, help_text="The posts held, oldest first.")
    statement_count = serializers.IntegerField(read_only=True, help_text="The number of public statements they made.")
    portrait = AddressField(
        portrait_path, allow_null=True, help_text="A picture, at most 800 pixels wide or high, or null."
    )
    statements_url = statements_address("speaker={0.slug}")

    class Meta:
        model = Speaker
        fields = read_only_fields = (
            *IDENTITY,
            "name",
            "sort_name",
            *NameParts._fields,
            "honorific",
            "other_names",
            "country",
            "biography",
            "appointments",
            "portrait",
            "portrait_credit",
            "orcid",
            "wikidata",
            "identifiers",
            "website",
            "statement_count",
            "statements_url",
        )


class SpeakerViewSet(RecordViewSet):
    """Public speakers, from A to Z by the name for sorting."""

    queryset = Speaker.objects.public().with_statement_counts().with_context()
    serializer_class = SpeakerSerializer
    filterset_class = SpeakerFilter

    def missing(self, slug):
        return NotFound(_("There is no speaker at this address."))
