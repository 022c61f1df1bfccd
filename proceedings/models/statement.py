from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .columns.fields import LanguageField, LineField, MarkdownField, WebAddressField, doi_field
from .columns.slugs import SlugField
from .columns.term_fields import SearchedManager, SearchedModel, TermsField
from .former_address import PermanentSlugModel
from .session import Session
from .speaker import Speaker
from .statement_queryset import StatementQuerySet
from .theme import Theme
from .workflow.publishable import PublishableModel, Status
from .workflow.statuses import permissions


class Kind(models.TextChoices):
    OPENING_REMARKS = "opening_remarks", _("opening remarks")
    GREETING = "greeting", _("greeting")
    VIDEO_ADDRESS = "video_address", _("video address")
    ADDRESS = "address", _("address")
    REMARKS = "remarks", _("remarks")
    PRESENTATION = "presentation", _("presentation")
    QUESTION = "question", _("question")
    ANSWER = "answer", _("answer")
    CLOSING_REMARKS = "closing_remarks", _("closing remarks")
    NARRATIVE = "narrative", _("narrative")


class Form(models.TextChoices):
    VERBATIM = "verbatim", _("verbatim")
    REPORTED = "reported", _("reported")
    SUMMARY = "summary", _("summary")


FORM_EXPLANATIONS = {
    Form.VERBATIM: _("Verbatim: the speaker's own words."),
    Form.REPORTED: _("Reported, not verbatim: others tell what the speaker said."),
    Form.SUMMARY: _("A summary, not verbatim: what was said, shortened."),
}


class Statement(SearchedModel, PermanentSlugModel, PublishableModel):
    """A remark of one speaker in a session, or a narrative of the record itself."""

    slug = SlugField(
        unique=True, blank=True, help_text=_("Permanent. If empty, it is made from the speaker and the conference.")
    )
    session = models.ForeignKey(Session, models.CASCADE, related_name="statements", verbose_name=_("session"))
    position = models.PositiveIntegerField(
        _("position"), blank=True, help_text=_("The order in the session. If empty, the statement comes last.")
    )
    speaker = models.ForeignKey(
        Speaker,
        models.PROTECT,
        related_name="statements",
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        help_text=_("Leave empty only for a narrative, which has no speaker."),
    )
    appointment = models.ForeignKey(
        Appointment,
        models.PROTECT,
        related_name="statements",
        verbose_name=_("in the capacity of"),
        null=True,
        blank=True,
        help_text=_("One of the speaker's posts. In a new statement, the only post of that day is filled in."),
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.REMARKS)
    form = models.CharField(
        _("form"),
        max_length=8,
        choices=Form,
        default=Form.VERBATIM,
        help_text=_("Verbatim: the speaker's own words. Reported: in the words of others. Summary: shortened."),
    )
    title = LineField(_("title"), help_text=_("A few words that distinguish this statement from the speaker's others."))
    text = MarkdownField(
        _("text"), blank=True, help_text=_("Markdown. An empty line starts a new paragraph, which can be cited.")
    )
    language = LanguageField(help_text=_("The language of the title and text here (BCP 47), not of the speech."))
    delivered_at = models.DateTimeField(
        _("delivered at"), null=True, blank=True, help_text=_("Leave empty if only the session or the day is known.")
    )
    doi = doi_field()
    source = LineField(_("source"), blank=True, help_text=_("The source of the text, such as a report."))
    source_url = WebAddressField(_("address of the source"), blank=True)
    recording_url = WebAddressField(_("recording"), blank=True)
    recording_start = models.PositiveIntegerField(
        _("start in the recording"), null=True, blank=True, help_text=_("Seconds from the start of the recording.")
    )
    in_reply_to = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="replies",
        verbose_name=_("in reply to"),
        null=True,
        blank=True,
    )
    themes = models.ManyToManyField(Theme, related_name="statements", verbose_name=_("themes"), blank=True)

    title_terms = TermsField("title")
    text_terms = TermsField("text")

    objects = SearchedManager.from_queryset(StatementQuerySet)()

    class Meta(SearchedModel.Meta, PublishableModel.Meta):
        abstract = False
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["session", "position"]
        permissions = permissions("statement")
        indexes = [
            models.Index(fields=["speaker", "status"], name="statement_by_speaker"),
            models.Index(fields=["modified_at", "id"], name="statement_by_modification"),
            models.Index(fields=["published_at", "id"], name="statement_by_publication"),
            models.Index(fields=["publish_at"], name="statement_by_its_time", condition=Q(publish_at__isnull=False)),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            models.UniqueConstraint(
                name="one_statement_per_position_in_a_session",
                fields=["session", "position"],
                violation_error_message=_("The session already has a statement at this position."),
            ),
            models.CheckConstraint(
                name="statement_without_a_speaker_is_a_narrative",
                condition=Q(speaker__isnull=False) | Q(kind=Kind.NARRATIVE),
                violation_error_message=_("A statement needs a speaker, unless its kind is narrative."),
            ),
            models.CheckConstraint(
                name="statement_in_a_capacity_has_a_speaker",
                condition=Q(appointment__isnull=True) | Q(speaker__isnull=False),
                violation_error_message=_("Only a speaker can have a capacity (appointment)."),
            ),
            models.CheckConstraint(
                name="statement_is_not_a_reply_to_itself",
                condition=Q(in_reply_to__isnull=True) | ~Q(in_reply_to=F("pk")),
                violation_error_message=_("A statement cannot reply to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.speaker}: {self.title}" if self.speaker else self.title

    def complete(self):
        super().complete()
        if self.position is None:
            last = Statement.objects.filter(session=self.session_id).aggregate(last=Max("position"))["last"]
            self.position = (last or 0) + 1

    def clean(self):
        super().clean()
        # A database constraint cannot read another row.
        if self.appointment and self.speaker_id and self.appointment.speaker_id != self.speaker_id:
            raise ValidationError({"appointment": _("“%s” is not a post of this speaker.") % self.appointment})

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["proceedings.session", "proceedings.appointment", "proceedings.theme"]

    def get_absolute_url(self):
        return reverse("statement", args=[self.slug])

    def slug_source(self):
        return f"{self.speaker.name if self.speaker else self.title} {self.conference.slug}"

    def get_form_explanation(self):
        return FORM_EXPLANATIONS[self.form] if self.speaker_id else _("Told by the record itself; nobody's own words.")

    @property
    def conference(self):
        return self.session.conference

    @property
    def date(self):
        """The day of the statement in the zone of its conference, or None if it is not known."""
        moment = self.delivered_at or self.session.starts_at
        if moment:
            return moment.astimezone(self.conference.zone).date()
        return self.conference.starts_on

    @property
    def why_withdrawn(self):
        """The reason shown at its tombstone: its own, or that of its conference."""
        return (self if self.status == Status.WITHDRAWN else self.conference).withdrawal_reason

    def proposed_appointment(self):
        """Return the only post of the speaker that covers the day, or None if there are none or several."""
        if self.speaker is None or self.date is None:
            return None
        posts = self.speaker.appointments_on(self.date)
        return posts[0] if len(posts) == 1 else None
