from django.db.models import Prefetch
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import ThemeFilter
from proceedings.models import Theme

from .serializers.fields import statements_address
from .serializers.records import IDENTITY, RecordSerializer
from .serializers.references import ThemeReferenceSerializer
from .viewsets import RecordViewSet


class ThemeSerializer(RecordSerializer):
    broader = ThemeReferenceSerializer(source="parent", read_only=True, allow_null=True)
    narrower = ThemeReferenceSerializer(source="children", many=True, read_only=True)
    statement_count = serializers.IntegerField(
        read_only=True, help_text="The number of public statements on it or on themes below it."
    )
    statements_url = statements_address("theme={0.slug}")

    class Meta:
        model = Theme
        fields = read_only_fields = (
            *IDENTITY,
            "name",
            "description",
            "same_as",
            "broader",
            "narrower",
            "statement_count",
            "statements_url",
        )


class ThemeViewSet(RecordViewSet):
    """Themes from A to Z, each with its broader theme."""

    # The themes above a public theme are public.
    queryset = Theme.objects.public().with_statement_counts().select_related("parent")
    serializer_class = ThemeSerializer
    filterset_class = ThemeFilter
    heavy = ("narrower",)
    related = {"narrower": Prefetch("children", Theme.objects.public())}

    def missing(self, slug):
        return NotFound(_("There is no theme at this address."))
