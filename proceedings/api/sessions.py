from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import Choice, FilterSet, Reference, public
from proceedings.models import Conference, Session, SessionKind

from .conferences import absent_conference
from .records import IDENTITY, Moment, Records, RecordSerializer, statements_of
from .references import ConferenceReferenceSerializer


class SessionSerializer(RecordSerializer):
    conference = ConferenceReferenceSerializer(read_only=True)
    language = serializers.CharField(
        source="conference.language", read_only=True, help_text="Of the title and summary."
    )
    starts_at = Moment()
    ends_at = Moment()
    statement_count = serializers.IntegerField(read_only=True, help_text="How many public statements it has.")
    statements_url = statements_of("conference={0.conference.slug}&session={0.slug}")

    class Meta:
        model = Session
        fields = read_only_fields = (
            *(*IDENTITY, "title", "language", "conference", "kind", "starts_at", "ends_at", "position", "summary"),
            *("statement_count", "statements_url"),
        )


class SessionFilter(FilterSet):
    conference = Reference(label=gettext_lazy("Conference"), queryset_method="at", rows=public(Conference))
    kind = Choice(label=gettext_lazy("Kind"), choices=SessionKind.choices)


@extend_schema_view(
    retrieve=extend_schema(parameters=[OpenApiParameter("conference", str, OpenApiParameter.PATH)]),
)
class Sessions(Records):
    """Sessions of conferences, those of the newest conference first, in the order of its programme."""

    queryset = Session.objects.public().with_statement_counts().select_related("conference")
    serializer_class = SessionSerializer
    filterset_class = SessionFilter
    has_tombstones = True
    address = ("conference__slug", "slug")

    def present(self, conference, slug):
        return self.get_queryset().filter(conference__slug=conference, slug=slug).first()

    def absent(self, conference, slug):
        # Of any address below a withdrawn conference, so that nobody learns which sessions it has had since.
        return absent_conference(conference) or NotFound(_("There is no session at this address."))
