from django.db.models import Prefetch
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import ConferenceFilter
from proceedings.models import Conference, Organiser, Session

from .problems import Gone
from .records import IDENTITY, Moment, Records, RecordSerializer, RowSerializer, statements_of
from .references import OrganisationReferenceSerializer, SessionReferenceSerializer


class OrganiserSerializer(RowSerializer):
    organisation = OrganisationReferenceSerializer(read_only=True)

    class Meta:
        model = Organiser
        fields = read_only_fields = ("role", "organisation")


class SessionInProgrammeSerializer(SessionReferenceSerializer):
    starts_at = Moment()
    ends_at = Moment()

    class Meta(SessionReferenceSerializer.Meta):
        fields = read_only_fields = (*SessionReferenceSerializer.Meta.fields, "kind", "starts_at", "ends_at")


class ConferenceSerializer(RecordSerializer):
    organisers = OrganiserSerializer(many=True, read_only=True)
    sessions = SessionInProgrammeSerializer(many=True, read_only=True, help_text="The programme, in its order.")
    statement_count = serializers.IntegerField(read_only=True, help_text="How many public statements it has.")
    statements_url = statements_of("conference={0.slug}")

    class Meta:
        model = Conference
        fields = read_only_fields = (
            *(*IDENTITY, "title", "acronym", "language", "format", "starts_on", "ends_on", "time_zone", "place"),
            *("summary", "rights", "doi", "source", "source_url", "published_at"),
            *("organisers", "sessions", "statement_count", "statements_url"),
        )


class Conferences(Records):
    """Conferences on record, the newest first."""

    queryset = Conference.objects.public().with_statement_counts().with_context()
    serializer_class = ConferenceSerializer
    filterset_class = ConferenceFilter
    has_tombstones = True
    heavy = ("sessions",)
    related = {"sessions": Prefetch("sessions", Session.objects.order_by("position"))}

    def absent(self, slug):
        return absent_conference(slug) or NotFound(_("There is no conference at this address."))


def absent_conference(slug):
    """The word for a conference that was withdrawn, or None."""
    tombstone = Conference.objects.tombstones().filter(slug=slug).first()
    return tombstone and Gone(tombstone.withdrawal_reason)
