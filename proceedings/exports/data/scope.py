"""The rows of a data package."""

from django.db.models import Exists, OuterRef, Q

from proceedings.models import (
    Appointment,
    Conference,
    Correction,
    CoSpeaker,
    FormerAddress,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Organiser,
    OtherName,
    Session,
    Speaker,
    SpeakerIdentifier,
    Statement,
    Theme,
    Translation,
)


class Scope:
    """The public rows related to a QuerySet of public conferences: for each model a QuerySet in a fixed order."""

    def __init__(self, conferences):
        self.conferences = conferences.order_by("slug")
        self.statements = Statement.objects.public().filter(session__conference__in=conferences.order_by())
        self.speakers = Speaker.objects.of_statements(self.statements).order_by("slug")
        self.appointments = Appointment.objects.public().filter(speaker__in=self.speakers.order_by())
        self.organisers = Organiser.objects.filter(conference__in=conferences.order_by())
        same = Q(organisation=OuterRef("pk"))
        related = Exists(self.organisers.filter(same)) | Exists(self.appointments.filter(same))
        self.organisations = Organisation.objects.public().filter(related).order_by("slug")
        self.themes = Theme.objects.of_few(self.statements).order_by("slug")
        self.statements = self.statements.order_by("slug")
        targets = Q()
        for rows in (self.conferences, self.organisations, self.speakers, self.statements, self.themes):
            targets |= Q(noun=rows.model._meta.model_name, target__in=rows.order_by().values("slug"))
        self.former_addresses = FormerAddress.objects.filter(targets).order_by("noun", "slug")

    @classmethod
    def of(cls, conference):
        return cls(Conference.objects.public().filter(pk=conference.pk))

    @classmethod
    def everything(cls):
        return cls(Conference.objects.public())

    def querysets(self):
        """The QuerySets of all models in a fixture, each after those that it refers to."""
        statements = self.statements.order_by()
        return [
            self.organisations,
            OrganisationName.objects.filter(organisation__in=self.organisations.order_by()).order_by(
                "organisation__slug", "language", "name"
            ),
            OrganisationIdentifier.objects.filter(organisation__in=self.organisations.order_by()).order_by(
                "organisation__slug", "scheme", "value"
            ),
            self.conferences,
            self.organisers.order_by("conference__slug", "position", "organisation__slug", "role"),
            Session.objects.public()
            .filter(conference__in=self.conferences.order_by())
            .order_by("conference__slug", "position"),
            self.themes,
            self.speakers,
            OtherName.objects.filter(speaker__in=self.speakers.order_by()).order_by(
                "speaker__slug", "language", "name"
            ),
            SpeakerIdentifier.objects.filter(speaker__in=self.speakers.order_by()).order_by(
                "speaker__slug", "scheme", "value"
            ),
            self.appointments.order_by("speaker__slug", "slug"),
            self.statements,
            CoSpeaker.objects.public().filter(statement__in=statements).order_by("statement__slug", "position"),
            Translation.objects.public().filter(statement__in=statements).order_by("statement__slug", "language"),
            Correction.objects.public().filter(statement__in=statements).order_by("statement__slug", "made_on"),
            self.former_addresses,
        ]
