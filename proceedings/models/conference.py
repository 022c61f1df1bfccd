from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns.addresses import address_of
from .columns.fields import LanguageField, LineField, MarkdownField, WebAddressField, doi_field
from .columns.forms import Form
from .columns.identifiers import validate_time_zone
from .columns.partial_dates import PartialDateField, Period
from .columns.slugs import SlugField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel
from .counts import kept
from .former_address import PermanentSlugModel
from .noun import Noun, public_statements
from .search.name_lookup import NamedQuerySet
from .workflow.publishable import PublishableModel, Status
from .workflow.statuses import permissions
from .workflow.transitions import WorkflowQuerySet


class Format(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")


class Role(models.TextChoices):
    ORGANISER = "organiser", _("organiser")
    CO_ORGANISER = "co_organiser", _("co-organiser")
    PARTNER = "partner", _("partner")
    SPONSOR = "sponsor", _("sponsor")


class ConferenceQuerySet(WorkflowQuerySet, NamedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(status=Status.PUBLISHED)

    def number_public(self):
        """Return the number of public conferences, which the database keeps."""
        return kept.number("conferences")

    def tombstones(self):
        return self.filter(status=Status.WITHDRAWN, published_at__isnull=False)

    def once_public(self):
        return self.filter(published_at__isnull=False)

    def about(self, theme):
        # For each conference in turn, SQLite would read all statements on the theme.
        return self.filter(pk__in=public_statements().about(theme).values("session__conference"))

    def since(self, date):
        """Return the conferences that may have ended on the day or later. Without a last day, the first day counts."""
        return self.filter(Q(ends_on__reaches=date) | Q(ends_on=None, starts_on__reaches=date))

    def until(self, date):
        """Return the conferences that may have begun on the day or earlier."""
        return self.filter(starts_on__lte=date)

    def newest_first(self):
        return self.order_by(F("starts_on").desc(nulls_last=True), "slug")

    def oldest_first(self):
        return self.order_by(F("starts_on").asc(nulls_last=True), "slug")

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements."""
        return self.annotate(statement_count=kept.PublicCount("conference"))

    def from_organisation(self, organisation):
        """Return the conferences that the organisation organised or supported."""
        return self.filter(pk__in=Organiser.objects.filter(organisation=organisation).values("conference"))

    def with_context(self):
        return self.prefetch_related("organisers__organisation")


class Conference(SearchedModel, PermanentSlugModel, PublishableModel):
    slug = SlugField(unique=True, blank=True, help_text=_("If empty, it is made from the acronym or the title."))
    title = LineField(_("title"))
    acronym = LineField(_("acronym"), max_length=60, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.IN_PERSON)
    starts_on = PartialDateField(_("first day"), help_text=_("A day, a month or a year: 2020-09-28, 2020-09 or 2020."))
    ends_on = PartialDateField(_("last day"), help_text=_("Leave it empty if it is the first day."))
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="UTC",
        validators=[validate_time_zone],
        help_text=_("The time zone of the programme, such as Europe/Moscow."),
    )
    place = LineField(_("place"), blank=True, help_text=_("City and venue. Leave empty for an online conference."))
    summary = MarkdownField(_("summary"), blank=True, help_text=_("About the conference, in Markdown."))
    language = LanguageField(help_text=_("The language of the title, summary and programme (BCP 47), such as en."))
    rights = LineField(_("rights"), blank=True, help_text=_("An SPDX licence identifier or the address of the terms."))
    doi = doi_field()
    source = LineField(_("source"), blank=True, help_text=_("The source of the record, such as a report."))
    source_url = WebAddressField(_("address of the source"), blank=True)

    statement_form = models.CharField(
        _("form of the statements"),
        max_length=8,
        choices=Form,
        blank=True,
        help_text=_("Of new statements; each can have another one. If empty, they are verbatim."),
    )

    name_terms = NameTermsField("title", "acronym", "place", "summary")

    objects = SearchedManager.from_queryset(ConferenceQuerySet)()

    class Meta(SearchedModel.Meta, PublishableModel.Meta):
        abstract = False
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = [F("starts_on").desc(nulls_last=True), "slug"]
        permissions = permissions("conference")
        indexes = [
            models.Index(fields=["starts_on", "slug"], name="conference_by_date"),
            models.Index(fields=["source"], name="conference_by_source"),
            models.Index(fields=["modified_at"], name="conference_by_change"),
        ]
        constraints = [
            *PublishableModel.Meta.constraints,
            models.CheckConstraint(
                name="conference_ends_on_or_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__reaches=F("starts_on")),
                violation_error_message=_("A conference cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.title

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("conference", self.slug)

    @property
    def zone(self):
        return ZoneInfo(self.time_zone)

    @property
    def period(self):
        """The Period of its days as far as they are known; None without the first."""
        return Period.of(self.starts_on, self.ends_on)

    @property
    def form_of_new_statements(self):
        return self.statement_form or Form.VERBATIM.value

    def has_times(self):
        """Return whether a session or a statement of the conference has a time."""
        timed = Q(starts_at__isnull=False) | Q(ends_at__isnull=False) | Q(statements__delivered_at__isnull=False)
        return self.sessions.filter(timed).exists()

    def slug_source(self):
        year = str(self.starts_on.year) if self.starts_on else ""
        words = self.acronym or self.title
        return words if year in words else f"{words} {year}"


class OrganiserQuerySet(models.QuerySet):
    def get_by_natural_key(self, conference, organisation, role):
        return self.get(conference__slug=conference, organisation__slug=organisation, role=role)


class Organiser(Noun):
    """The role of an organisation in a conference."""

    conference = models.ForeignKey(Conference, models.CASCADE, related_name="organisers", verbose_name=_("conference"))
    organisation = models.ForeignKey(
        "proceedings.Organisation", models.PROTECT, related_name="organised", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.ORGANISER)
    position = models.PositiveIntegerField(
        _("position"), default=1, help_text=_("Organisers are listed by this number.")
    )

    objects = OrganiserQuerySet.as_manager()

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["conference", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_organiser_per_organisation_and_role",
                fields=["conference", "organisation", "role"],
                violation_error_message=_("This organisation already has this role in the conference."),
            )
        ]

    def __str__(self):
        return f"{self.organisation}, {self.get_role_display()}"

    def natural_key(self):
        return (*self.conference.natural_key(), *self.organisation.natural_key(), self.role)

    natural_key.dependencies = ["proceedings.conference", "proceedings.organisation"]
