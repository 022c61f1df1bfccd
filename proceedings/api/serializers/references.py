"""Short forms of rows, for the records that refer to them."""

from rest_framework import serializers

from proceedings.models import Appointment, Conference, Organisation, Session, Speaker, Statement, Theme

from .records import IDENTITY, RecordSerializer, RowSerializer


class ConferenceReferenceSerializer(RecordSerializer):
    class Meta:
        model = Conference
        fields = read_only_fields = (*IDENTITY, "title", "language", "time_zone")


class SessionReferenceSerializer(RecordSerializer):
    class Meta:
        model = Session
        fields = read_only_fields = (*IDENTITY, "title")


class SpeakerReferenceSerializer(RecordSerializer):
    country = serializers.CharField(source="country.code", help_text="ISO 3166-1 alpha-2.", read_only=True)

    class Meta:
        model = Speaker
        fields = read_only_fields = (*IDENTITY, "name", "honorific", "country")


class OrganisationReferenceSerializer(RecordSerializer):
    class Meta:
        model = Organisation
        fields = read_only_fields = (*IDENTITY, "name", "acronym")


class ThemeReferenceSerializer(RecordSerializer):
    class Meta:
        model = Theme
        fields = read_only_fields = (*IDENTITY, "name")


class StatementReferenceSerializer(RecordSerializer):
    class Meta:
        model = Statement
        fields = read_only_fields = (*IDENTITY, "title", "language", "kind")


class AppointmentSerializer(RowSerializer):
    """A post: the capacity in which somebody speaks."""

    organisation = OrganisationReferenceSerializer(read_only=True, allow_null=True)

    class Meta:
        model = Appointment
        fields = read_only_fields = ("title", "organisation", "starts_on", "ends_on")


class CreditSerializer(serializers.Serializer):
    """A speaker of a statement."""

    speaker = SpeakerReferenceSerializer(read_only=True, allow_null=True, help_text="Null if the source names nobody.")
    appointment = AppointmentSerializer(read_only=True, allow_null=True, help_text="The capacity in which they spoke.")
    label = serializers.CharField(read_only=True, help_text="The speaker as the source prints it.")
