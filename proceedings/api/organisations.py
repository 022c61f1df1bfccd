from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import OrganisationFilter
from proceedings.models import Organisation, OrganisationIdentifier, OrganisationName

from .serializers.fields import statements_address
from .serializers.records import IDENTITY, RecordSerializer, RowSerializer
from .viewsets import RecordViewSet


class OrganisationNameSerializer(RowSerializer):
    class Meta:
        model = OrganisationName
        fields = read_only_fields = ("name", "language")


class OrganisationIdentifierSerializer(RowSerializer):
    class Meta:
        model = OrganisationIdentifier
        fields = read_only_fields = ("scheme", "value")


class OrganisationSerializer(RecordSerializer):
    country = serializers.CharField(source="country.code", read_only=True, help_text="ISO 3166-1 alpha-2.")
    other_names = OrganisationNameSerializer(many=True, read_only=True)
    identifiers = OrganisationIdentifierSerializer(many=True, read_only=True)
    statements_url = statements_address("organisation={0.slug}")

    class Meta:
        model = Organisation
        fields = read_only_fields = (
            *IDENTITY,
            "name",
            "acronym",
            "other_names",
            "country",
            "website",
            "ror",
            "wikidata",
            "identifiers",
            "statements_url",
        )


class OrganisationViewSet(RecordViewSet):
    """Organisations that held a conference or where a speaker had a post, from A to Z."""

    queryset = Organisation.objects.public().prefetch_related("other_names", "identifiers")
    serializer_class = OrganisationSerializer
    filterset_class = OrganisationFilter

    def missing(self, slug):
        return NotFound(_("There is no organisation at this address."))
