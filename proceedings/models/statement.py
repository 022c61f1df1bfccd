from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from .appointment import Appointment
from .columns.addresses import address_of
from .columns.fields import LanguageField, LineField, MarkdownField, WebAddressField, doi_field
from .columns.forms import Form
from .columns.partial_dates import PartialDateField, period_of
from .columns.programme_times import ProgrammeTimeField
from .columns.slugs import SlugField
from .columns.term_fields import SearchedManager, SearchedModel, TermsField
from .columns.text_formats import text_format_field
from .columns.timestamps import TimestampsField
from .former_address import PermanentSlugModel
from .session import Session
from .speaker import Speaker
from .statements.credits import WITHOUT_CAPACITY, Credit, listed
from .statements.queryset import IS_HIDDEN, StatementQuerySet
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


KIND_LABELS, FORM_LABELS = dict(Kind.choices), dict(Form.choices)
FORM_EXPLANATIONS = {
    Form.VERBATIM: _("Verbatim: the speaker’s own words."),
    Form.REPORTED: _("Reported: in the words of others, not the speaker’s own."),
    Form.SUMMARY: _("Summary: a shortened account, not the speaker’s own words."),
}


class Statement(SearchedModel, PermanentSlugModel, PublishableModel):
    """A remark in a session, of one speaker or of several, or a narrative of the record itself."""

    slug = SlugField(
        unique=True, blank=True, help_text=_("Permanent. If empty, it is made from the speaker and the conference.")
    )
    session = models.ForeignKey(
        Session,
        models.CASCADE,
        related_name="statements",
        verbose_name=_("session"),
        # The index below begins with it.
        db_index=False,
    )
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
        help_text=_("Leave empty for a narrative, or for a speaker whom the source does not name."),
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
    label = LineField(
        _("speaker as printed"),
        blank=True,
        help_text=_("The speaker as the source prints it, such as “A Deputy” or “Deputy Chen (Minister)”."),
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
        _("text"), blank=True, help_text=_("An empty line starts a new paragraph, which can be cited.")
    )
    text_format = text_format_field()
    language = LanguageField(help_text=_("The language of the title and text here (BCP 47), not of the speech."))
    delivered_at = ProgrammeTimeField(
        _("delivered at"), null=True, blank=True, help_text=_("Leave empty if only the session or the day is known.")
    )
    delivered_on = PartialDateField(
        _("delivered on"), help_text=_("If the hour is unknown: a day, a month or a year: 2020-09-28, 2020-09 or 2020.")
    )
    doi = doi_field()
    source = LineField(_("source"), blank=True, help_text=_("The source of the text, such as a report."))
    source_url = WebAddressField(_("address of the source"), blank=True)
    rights = LineField(
        _("rights"),
        blank=True,
        help_text=_("An SPDX licence identifier or the address of the terms, if they are not those of the conference."),
    )
    recording_url = WebAddressField(_("recording"), blank=True)
    recording_start = models.PositiveIntegerField(
        _("start in the recording"), null=True, blank=True, help_text=_("Seconds from the start of the recording.")
    )
    recording_end = models.PositiveIntegerField(
        _("end in the recording"), null=True, blank=True, help_text=_("Seconds from the start of the recording.")
    )
    recording_timestamps = TimestampsField(
        _("timestamps in the recording"),
        blank=True,
        help_text=_(
            "Times within the text: in each line a time and the first words from there, such as "
            "“1:02:30 Rivers cross”. Lines whose words the text does not have, or has twice, are ignored."
        ),
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
    text_terms = TermsField("label", "text")

    # Whether `clean()` compares the first speaker with the stored further ones; a form that edits both does so itself.
    validates_further_speakers = True

    objects = SearchedManager.from_queryset(StatementQuerySet)()

    class Meta(SearchedModel.Meta, PublishableModel.Meta):
        abstract = False
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["session", "position"]
        permissions = permissions("statement")
        indexes = [
            models.Index(fields=["session", "status"], name="statement_by_session"),
            models.Index(fields=["speaker", "status"], name="statement_by_speaker"),
            models.Index(fields=["modified_at", "id"], name="statement_by_modification"),
            models.Index(fields=["published_at", "id"], name="statement_by_publication"),
            models.Index(fields=["session", "position"], name="hidden_statement_by_position", condition=IS_HIDDEN),
            models.Index(fields=["publish_at"], name="statement_by_its_time", condition=Q(publish_at__isnull=False)),
            # The desk lists statements of a kind; of most kinds there are few. SQLite cannot use this index.
            models.Index(fields=["kind"], name="statement_by_rare_kind", condition=~Q(kind=Kind.REMARKS)),
            # It also lists what is missing; mostly these are few.
            models.Index(fields=["id"], name="statement_without_text", condition=Q(text="")),
            models.Index(fields=["session"], name="statement_without_source", condition=Q(source="", source_url="")),
            models.Index(fields=["id"], name="statement_without_capacity", condition=WITHOUT_CAPACITY),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            models.UniqueConstraint(
                name="one_statement_per_position_in_a_session",
                fields=["session", "position"],
                violation_error_message=_("The session already has a statement at this position."),
            ),
            models.CheckConstraint(
                name="statement_without_a_speaker_or_label_is_a_narrative",
                condition=Q(speaker__isnull=False) | ~Q(label="") | Q(kind=Kind.NARRATIVE),
                violation_error_message=_(
                    "A statement needs a speaker, or the speaker as printed, unless its kind is narrative."
                ),
            ),
            models.CheckConstraint(
                name="statement_in_a_capacity_has_a_speaker",
                condition=Q(appointment__isnull=True) | Q(speaker__isnull=False),
                violation_error_message=_("Only a speaker can have a capacity (appointment)."),
            ),
            models.CheckConstraint(
                name="statement_has_a_time_or_a_day",
                condition=Q(delivered_at__isnull=True) | Q(delivered_on__isnull=True),
                violation_error_message=_("Give the time of a statement or only its day, not both."),
            ),
            models.CheckConstraint(
                name="statement_is_not_a_reply_to_itself",
                condition=Q(in_reply_to__isnull=True) | ~Q(in_reply_to=F("pk")),
                violation_error_message=_("A statement cannot reply to itself."),
            ),
        ]

    def __str__(self):
        """Return the title after the first speaker: further ones would cost a query for each row of a list."""
        name = self.first_name
        return f"{name}: {self.title}" if name else self.title

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
        if self.pk and self.validates_further_speakers:
            self.validate_further_speakers()

    def validate_further_speakers(self):
        """Raise ValidationError if the first speaker contradicts the stored further ones."""
        further = set(self.co_speakers.values_list("speaker", flat=True))
        if self.speaker_id and self.speaker_id in further:
            raise ValidationError({"speaker": _("This is a further speaker of the statement already.")})
        if further and not self.is_spoken:
            raise ValidationError({"speaker": _("The statement has further speakers, so it needs a first one.")})

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["proceedings.session", "proceedings.appointment", "proceedings.theme"]

    def get_absolute_url(self):
        return address_of("statement", self.slug)

    # Django's own methods go through all choices each time, which takes as long as the rest of a row in a list.

    def get_kind_display(self):
        return str(KIND_LABELS.get(self.kind, self.kind))

    def get_form_display(self):
        return str(FORM_LABELS.get(self.form, self.form))

    def slug_source(self):
        return f"{self.first_name or self.title} {self.conference.slug}"

    def get_form_explanation(self):
        return (
            FORM_EXPLANATIONS[self.form]
            if self.is_spoken
            else _("An account of the event, not the words of one person.")
        )

    @property
    def is_spoken(self):
        """Whether it has a speaker, at least as a label. All other statements are narratives of the record."""
        return bool(self.speaker_id or self.label)

    @property
    def first_name(self):
        """The name of the first speaker, or else the label; empty for a narrative."""
        return self.speaker.name if self.speaker else self.label

    @property
    def credits(self):
        """All speakers in order, as a list of Credit. Reads the prefetched further speakers."""
        rows = [self, *self.co_speakers.all()] if self.is_spoken else []
        return [Credit(row.speaker, row.appointment, row.label) for row in rows]

    @property
    def speaker_names(self):
        """The names of all speakers as a text, empty for a narrative. Reads the prefetched further speakers."""
        return listed([self.first_name, *self.co_speakers.all()]) if self.is_spoken else ""

    @property
    def full_title(self):
        """The title after the names of all speakers. Reads the prefetched further speakers."""
        names = self.speaker_names
        return f"{names}: {self.title}" if names else self.title

    @property
    def conference(self):
        return self.session.conference

    @property
    def date(self):
        """The Period in which it was made, in the zone of its conference; None if nothing is known of it."""
        return period_of(self.delivered_at, self.delivered_on, self.session, self.conference)

    @property
    def why_withdrawn(self):
        """The reason shown at its tombstone: its own, or that of its conference."""
        return (self if self.status == Status.WITHDRAWN else self.conference).withdrawal_reason

    def proposed_appointment(self):
        """Return the only post of the speaker that may cover the day, or None if there are none or several."""
        if self.speaker is None or self.date is None:
            return None
        posts = self.speaker.appointments_on(self.date)
        return posts[0] if len(posts) == 1 else None
