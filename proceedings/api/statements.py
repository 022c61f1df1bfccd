from django.conf import settings
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import NotFound

from proceedings import markup
from proceedings.filters import SearchFilter
from proceedings.models import Correction, Statement, Translation

from .problems import Gone
from .serializers.fields import LocalTimeField, PeriodField, RightsField
from .serializers.records import DESCRIPTIONS, IDENTITY, RecordSerializer, RowSerializer
from .serializers.references import (
    AppointmentSerializer,
    ConferenceReferenceSerializer,
    CreditSerializer,
    SessionReferenceSerializer,
    SpeakerReferenceSerializer,
    StatementReferenceSerializer,
    ThemeReferenceSerializer,
)
from .viewsets import RecordViewSet


class ParagraphSerializer(serializers.Serializer):
    """A block of a text; one with a number can be cited."""

    number = serializers.IntegerField(allow_null=True)
    url = serializers.URLField(allow_null=True)
    html = serializers.CharField(help_text="Safe HTML.")


class TranslationSerializer(RowSerializer):
    class Meta:
        model = Translation
        fields = read_only_fields = ("language", "kind", "translator", "title", "text", "text_format")


class CorrectionSerializer(RowSerializer):
    language = serializers.SerializerMethodField(help_text="The site’s language.")

    class Meta:
        model = Correction
        fields = read_only_fields = ("made_on", "language", "note")

    def get_language(self, correction) -> str:
        return settings.LANGUAGE_CODE


class StatementSerializer(RecordSerializer):
    conference = ConferenceReferenceSerializer(read_only=True)
    session = SessionReferenceSerializer(read_only=True)
    speaker = SpeakerReferenceSerializer(read_only=True, allow_null=True)
    appointment = AppointmentSerializer(read_only=True, allow_null=True, help_text="The capacity of the first speaker.")
    speakers = CreditSerializer(
        source="credits", many=True, read_only=True, help_text="All speakers in order; empty for a narrative."
    )
    themes = ThemeReferenceSerializer(many=True, read_only=True)
    position = serializers.IntegerField(
        source="public_position", read_only=True, help_text=DESCRIPTIONS["position"], min_value=0
    )
    date = PeriodField(
        help_text="When it was made, as exactly as known: a local day, month or year, or an interval (EDTF level 0)."
    )
    delivered_at = LocalTimeField()
    rights = RightsField()
    in_reply_to = StatementReferenceSerializer(read_only=True, allow_null=True)
    replies = StatementReferenceSerializer(many=True, read_only=True)
    paragraphs = serializers.SerializerMethodField(help_text="The text in blocks that can be cited.")
    translations = TranslationSerializer(many=True, read_only=True)
    corrections = CorrectionSerializer(many=True, read_only=True)

    class Meta:
        model = Statement
        fields = read_only_fields = (
            *IDENTITY,
            "title",
            "language",
            "kind",
            "form",
            "speaker",
            "appointment",
            "label",
            "speakers",
            "conference",
            "session",
            "position",
            "date",
            "delivered_at",
            "delivered_on",
            "themes",
            "in_reply_to",
            "doi",
            "source",
            "source_url",
            "rights",
            "recording_url",
            "recording_start",
            "recording_end",
            "recording_timestamps",
            "published_at",
            "text",
            "text_format",
            "paragraphs",
            "translations",
            "corrections",
            "replies",
        )

    @extend_schema_field(ParagraphSerializer(many=True))
    def get_paragraphs(self, statement):
        page = self.fields["url"].to_representation(statement)
        return [
            {"number": number, "url": number and f"{page}#p{number}", "html": html}
            for number, html in markup.paragraphs(statement.text, statement.text_format)
        ]


REFERENCES = Statement.objects.public().only("slug", "title", "language", "kind", "in_reply_to")


class StatementViewSet(RecordViewSet):
    """Statements, best match first with a search, otherwise newest conference first."""

    queryset = Statement.objects.public().with_context().with_public_positions()
    serializer_class = StatementSerializer
    filterset_class = SearchFilter
    has_tombstones = True
    heavy = ("text", "paragraphs", "translations", "corrections", "replies")
    related = {
        "in_reply_to": Prefetch("in_reply_to", REFERENCES),
        "translations": "translations",
        "corrections": "corrections",
        "replies": Prefetch("replies", REFERENCES.in_order()),
    }

    def get_queryset(self):
        queryset = super().get_queryset()
        return queryset if {"text", "paragraphs"}.intersection(self.shown) else queryset.defer("text")

    def missing(self, slug):
        tombstone = Statement.objects.tombstones().select_related("session__conference").filter(slug=slug).first()
        if tombstone:
            return Gone(tombstone.why_withdrawn)
        return NotFound(_("There is no statement at this address."))
