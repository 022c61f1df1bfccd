from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .columns.addresses import address_of
from .columns.countries import CountryField
from .columns.fields import LanguageField, NameField, WebAddressField, wikidata_field
from .columns.identifiers import validate_ror
from .columns.slugs import SlugField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel, SearchedQuerySet
from .conference import Organiser
from .counts.kept import PublicCount
from .former_address import PermanentSlugModel
from .noun import Noun
from .search.name_lookup import NamedQuerySet
from .workflow.publishable import Status


class OrganisationQuerySet(NamedQuerySet):
    other_names = ("OrganisationName", "organisation")

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        """Return the organisers of public conferences and the organisations of public speakers."""
        here = Q(organisation=OuterRef("pk"))
        held = Organiser.objects.filter(here, conference__status=Status.PUBLISHED)
        posts = apps.get_model("proceedings", "Appointment").objects.public().filter(here)
        return self.filter(Exists(held) | Exists(posts))

    def once_public(self):
        held = Organiser.objects.filter(organisation=OuterRef("pk"), conference__published_at__isnull=False)
        posts = apps.get_model("proceedings", "Appointment").objects.once_public().filter(organisation=OuterRef("pk"))
        return self.filter(Exists(held) | Exists(posts))

    def number_public(self):
        """Return the number of public organisations."""
        return self.public().count()

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements made in a capacity at the organisation."""
        return self.annotate(statement_count=PublicCount("organisation"))


class Organisation(SearchedModel, PermanentSlugModel):
    slug = SlugField(unique=True, blank=True, help_text=_("If empty, it is made from the acronym or the name."))
    name = NameField(_("name"))
    acronym = NameField(_("acronym"), max_length=60, blank=True)
    country = CountryField(_("country"), blank=True, help_text=_("Leave empty for an international organisation."))
    website = WebAddressField(_("website"), blank=True)
    ror = models.CharField(
        _("ROR identifier"),
        max_length=9,
        blank=True,
        validators=[validate_ror],
        help_text=_("The nine characters of the Research Organization Registry."),
    )
    wikidata = wikidata_field()

    name_terms = NameTermsField("name", "acronym")

    objects = SearchedManager.from_queryset(OrganisationQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "slug"]
        indexes = [models.Index(fields=["name", "slug"], name="organisation_a_to_z")]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("organisation", self.slug)

    def slug_source(self):
        return self.acronym or self.name

    @property
    def short_name(self):
        return self.acronym or self.name


class OrganisationNameQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, organisation, language, name):
        return self.get(organisation__slug=organisation, language=language, name=name)


class OrganisationName(SearchedModel, Noun):
    """Another name of an organisation, in another language or from another time."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="other_names", verbose_name=_("organisation")
    )
    name = NameField(_("name"))
    language = LanguageField()

    name_terms = NameTermsField("name")

    objects = SearchedManager.from_queryset(OrganisationNameQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("other name of an organisation")
        verbose_name_plural = _("other names of organisations")
        ordering = ["organisation", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                name="one_entry_per_name_of_an_organisation",
                fields=["organisation", "language", "name"],
                violation_error_message=_("This name is already listed."),
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (*self.organisation.natural_key(), self.language, self.name)

    natural_key.dependencies = ["proceedings.organisation"]
