from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import Choice, FilterSet, Reference, public
from proceedings.models import Conference, Session, SessionKind

from .conferences import conference_tombstone
from .serializers.fields import LocalTimeField, statements_address
from .serializers.records import IDENTITY, RecordSerializer
from .serializers.references import ConferenceReferenceSerializer
from .viewsets import RecordViewSet


class SessionSerializer(RecordSerializer):
    conference = ConferenceReferenceSerializer(read_only=True)
    language = serializers.CharField(
        source="conference.language", read_only=True, help_text="The language of the title and the summary."
    )
    starts_at = LocalTimeField()
    ends_at = LocalTimeField()
    statement_count = serializers.IntegerField(read_only=True, help_text="The number of its public statements.")
    statements_url = statements_address("conference={0.conference.slug}&session={0.slug}")

    class Meta:
        model = Session
        fields = read_only_fields = (
            *IDENTITY,
            "title",
            "language",
            "conference",
            "kind",
            "room",
            "starts_at",
            "ends_at",
            "position",
            "summary",
            "statement_count",
            "statements_url",
        )


class SessionFilter(FilterSet):
    conference = Reference(label=gettext_lazy("Conference"), queryset_method="at", rows=public(Conference))
    kind = Choice(label=gettext_lazy("Kind"), choices=SessionKind.choices)


@extend_schema_view(
    retrieve=extend_schema(parameters=[OpenApiParameter("conference", str, OpenApiParameter.PATH)]),
)
class SessionViewSet(RecordViewSet):
    """Sessions, newest conference first, in the order of the programme."""

    queryset = Session.objects.public().with_statement_counts().select_related("conference")
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    has_tombstones = True
    address = ("conference__slug", "slug")

    def get_row(self, conference, slug):
        return self.get_queryset().filter(conference__slug=conference, slug=slug).first()

    def missing(self, conference, slug):
        # All addresses below a withdrawn conference get the same answer, so that its sessions stay unknown.
        return conference_tombstone(conference) or NotFound(_("There is no session at this address."))
