from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings.filters import ThemeFilter
from proceedings.models import Theme

from .records import IDENTITY, Records, RecordSerializer, statements_of
from .references import ThemeReferenceSerializer


class ThemeSerializer(RecordSerializer):
    broader = ThemeReferenceSerializer(source="parent", read_only=True, allow_null=True)
    narrower = ThemeReferenceSerializer(source="children", many=True, read_only=True)
    statement_count = serializers.SerializerMethodField(help_text="How many public statements are on it or below it.")
    statements_url = statements_of("theme={0.slug}")

    class Meta:
        model = Theme
        fields = read_only_fields = (
            *(*IDENTITY, "name", "description", "same_as", "broader", "narrower"),
            *("statement_count", "statements_url"),
        )

    def get_statement_count(self, theme) -> int:
        return self.context["view"].statement_counts.get(theme.pk, 0)


class Themes(Records):
    """Themes of the tree, from A to Z; each names the broader one that it is below."""

    # What is broader than a public theme is public.
    queryset = Theme.objects.public().select_related("parent")
    serializer_class = ThemeSerializer
    filterset_class = ThemeFilter
    heavy = ("narrower",)
    related = {"narrower": Prefetch("children", Theme.objects.public())}

    @cached_property
    def statement_counts(self):
        return Theme.objects.statement_counts()

    def absent(self, slug):
        return NotFound(_("There is no theme at this address."))
