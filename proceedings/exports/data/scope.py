"""What belongs to some conferences: the public rows of every noun."""

from django.db.models import Exists, OuterRef, Q

from proceedings.models import (
    Appointment,
    Conference,
    Correction,
    FormerAddress,
    Organisation,
    OrganisationName,
    Organiser,
    OtherName,
    Session,
    Speaker,
    Statement,
    Theme,
    Translation,
)


class Scope:
    """The public rows that hang on a QuerySet of public conferences, each noun's as a QuerySet in a fixed order."""

    def __init__(self, conferences):
        self.conferences = conferences.order_by("slug")
        self.statements = Statement.objects.public().filter(session__conference__in=conferences.order_by())
        spoken = self.statements.order_by().filter(speaker=OuterRef("pk"))
        self.speakers = Speaker.objects.public().filter(Exists(spoken)).order_by("slug")
        self.appointments = Appointment.objects.public().filter(speaker__in=self.speakers.order_by())
        self.organisers = Organiser.objects.filter(conference__in=conferences.order_by())
        here = Q(organisation=OuterRef("pk"))
        held, posts = Exists(self.organisers.filter(here)), Exists(self.appointments.filter(here))
        self.organisations = Organisation.objects.public().filter(held | posts).order_by("slug")
        self.themes = Theme.objects.covering(self.statements).order_by("slug")
        self.statements = self.statements.order_by("slug")
        lead_here = Q()
        for rows in (self.conferences, self.organisations, self.speakers, self.statements, self.themes):
            lead_here |= Q(noun=rows.model._meta.model_name, target__in=rows.order_by().values("slug"))
        self.former_addresses = FormerAddress.objects.filter(lead_here).order_by("noun", "slug")

    @classmethod
    def of(cls, conference):
        return cls(Conference.objects.public().filter(pk=conference.pk))

    @classmethod
    def everything(cls):
        return cls(Conference.objects.public())

    def nouns(self):
        """The rows of every noun that fixtures have, each after those that it refers to."""
        statements = self.statements.order_by()
        return [
            self.organisations,
            OrganisationName.objects.filter(organisation__in=self.organisations.order_by()).order_by(
                "organisation__slug", "language", "name"
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
            self.appointments.order_by("speaker__slug", "slug"),
            self.statements,
            Translation.objects.public().filter(statement__in=statements).order_by("statement__slug", "language"),
            Correction.objects.public().filter(statement__in=statements).order_by("statement__slug", "made_on"),
            self.former_addresses,
        ]
