from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .columns.fields import LineField, MarkdownField
from .columns.programme_times import ProgrammeTimeField
from .columns.slugs import SlugField, SlugModel
from .conference import Conference
from .counts import kept
from .workflow.publishable import Status


class SessionKind(models.TextChoices):
    OPENING = "opening", _("opening")
    PLENARY = "plenary", _("plenary")
    PANEL = "panel", _("panel")
    ROUND_TABLE = "round_table", _("round table")
    CLOSING = "closing", _("closing")
    OTHER = "other", _("other")


class SessionQuerySet(models.QuerySet):
    def get_by_natural_key(self, conference, slug):
        return self.get(conference__slug=conference, slug=slug)

    def public(self):
        return self.filter(conference__status=Status.PUBLISHED)

    def number_public(self):
        """Return the number of public sessions, which the database keeps."""
        return kept.number("sessions")

    def once_public(self):
        return self.filter(conference__published_at__isnull=False)

    def at(self, conference):
        return self.filter(conference=conference)

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements."""
        return self.annotate(statement_count=kept.PublicCount("session"))


class Session(SlugModel):
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="sessions", verbose_name=_("conference"))
    slug = SlugField(blank=True, help_text=_("If empty, it is made from the title."))
    title = LineField(_("title"))
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind, default=SessionKind.OTHER)
    room = LineField(_("room"), blank=True, help_text=_("The hall or room, such as Great Hall."))
    starts_at = ProgrammeTimeField(_("starts at"), null=True, blank=True)
    ends_at = ProgrammeTimeField(_("ends at"), null=True, blank=True)
    position = models.PositiveIntegerField(
        _("position"), blank=True, help_text=_("The order in the programme. If empty, the session comes last.")
    )
    summary = MarkdownField(_("summary"), blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["conference", "position"]
        constraints = [
            models.UniqueConstraint(
                name="one_session_per_address_in_a_conference",
                fields=["conference", "slug"],
                violation_error_message=_("The conference already has a session with this address."),
            ),
            models.UniqueConstraint(
                name="one_session_per_position_in_a_conference",
                fields=["conference", "position"],
                violation_error_message=_("The conference already has a session at this position."),
            ),
            models.CheckConstraint(
                name="session_ends_at_or_after_it_starts",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                violation_error_message=_("A session cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def complete(self):
        super().complete()
        if self.position is None:
            last = self.slug_scope().aggregate(last=Max("position"))["last"]
            self.position = (last or 0) + 1

    def natural_key(self):
        return (*self.conference.natural_key(), self.slug)

    natural_key.dependencies = ["proceedings.conference"]

    def get_absolute_url(self):
        """Return the address of the list of its statements; a session has no page of its own."""
        return f"{reverse('statements')}?conference={self.conference.slug}&session={self.slug}"

    def has_times(self):
        """Return whether the session or one of its statements has a time."""
        return bool(self.starts_at or self.ends_at) or self.statements.filter(delivered_at__isnull=False).exists()

    def slug_scope(self):
        return Session.objects.filter(conference=self.conference_id)
