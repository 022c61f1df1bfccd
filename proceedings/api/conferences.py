from django.db.models import Prefetch
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import ConferenceFilter
from proceedings.models import Conference, Organiser, Session

from .problems import Gone
from .serializers.fields import LocalTimeField, RightsField, statements_address
from .serializers.records import IDENTITY, RecordSerializer, RowSerializer
from .serializers.references import OrganisationReferenceSerializer, SessionReferenceSerializer
from .viewsets import RecordViewSet


class OrganiserSerializer(RowSerializer):
    organisation = OrganisationReferenceSerializer(read_only=True)

    class Meta:
        model = Organiser
        fields = read_only_fields = ("role", "organisation")


class SessionInProgrammeSerializer(SessionReferenceSerializer):
    starts_at = LocalTimeField()
    ends_at = LocalTimeField()

    class Meta(SessionReferenceSerializer.Meta):
        fields = read_only_fields = (*SessionReferenceSerializer.Meta.fields, "kind", "starts_at", "ends_at")


class ConferenceSerializer(RecordSerializer):
    organisers = OrganiserSerializer(many=True, read_only=True)
    sessions = SessionInProgrammeSerializer(many=True, read_only=True, help_text="The programme, in order.")
    statement_count = serializers.IntegerField(read_only=True, help_text="The number of its public statements.")
    statements_url = statements_address("conference={0.slug}")
    rights = RightsField()

    class Meta:
        model = Conference
        fields = read_only_fields = (
            *IDENTITY,
            "title",
            "acronym",
            "language",
            "format",
            "starts_on",
            "ends_on",
            "time_zone",
            "place",
            "summary",
            "rights",
            "doi",
            "source",
            "source_url",
            "published_at",
            "organisers",
            "sessions",
            "statement_count",
            "statements_url",
        )


class ConferenceViewSet(RecordViewSet):
    """Public conferences, newest first."""

    queryset = Conference.objects.public().with_statement_counts().with_context()
    serializer_class = ConferenceSerializer
    filterset_class = ConferenceFilter
    has_tombstones = True
    heavy = ("sessions",)
    related = {"sessions": Prefetch("sessions", Session.objects.order_by("position"))}

    def missing(self, slug):
        return conference_tombstone(slug) or NotFound(_("There is no conference at this address."))


def conference_tombstone(slug):
    """The exception for a withdrawn conference, or None."""
    tombstone = Conference.objects.tombstones().filter(slug=slug).first()
    return tombstone and Gone(tombstone.withdrawal_reason)
