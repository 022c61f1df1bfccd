from anyascii import anyascii
from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Left, Lower, Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from .columns.fields import LanguageField, LineField, MarkdownField, WebAddressField, wikidata_field
from .columns.identifiers import validate_orcid
from .columns.portraits import PortraitModel
from .columns.slugs import SlugField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel, SearchedQuerySet
from .former_address import PermanentSlugModel
from .noun import Noun, once_public_statements, public_statements, statement_count
from .search.name_lookup import NamedQuerySet


class SpeakerQuerySet(NamedQuerySet):
    other_names = ("OtherName", "speaker")

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(Exists(public_statements().filter(speaker=OuterRef("pk"))))

    def once_public(self):
        return self.filter(Exists(once_public_statements().filter(speaker=OuterRef("pk"))))

    def at(self, conference):
        return self.filter(Exists(public_statements().at(conference).filter(speaker=OuterRef("pk"))))

    def about(self, theme):
        return self.filter(Exists(public_statements().about(theme).filter(speaker=OuterRef("pk"))))

    def from_organisation(self, organisation):
        """Return the speakers who hold or held a post at the organisation."""
        posts = apps.get_model("proceedings", "Appointment").objects.filter(organisation=organisation)
        return self.filter(Exists(posts.filter(speaker=OuterRef("pk"))))

    def initials(self):
        """Return the sorted first letters of the sort names, without duplicates."""
        initials = self.order_by().annotate(initial=Upper(Left("sort_name", 1))).values_list("initial", flat=True)
        return sorted(initial for initial in initials.distinct() if initial.isalpha())

    def under_initial(self, initial):
        return self.filter(sort_name__istartswith=initial)

    def with_context(self):
        return self.prefetch_related("other_names", "appointments__organisation")

    def with_last_publication(self):
        """Annotate `last_publication`, the time at which their latest public statement was published."""
        latest = public_statements().filter(speaker=OuterRef("pk")).order_by("-published_at")
        return self.annotate(last_publication=Subquery(latest.values("published_at")[:1]))

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements."""
        return self.annotate(statement_count=statement_count("speaker"))


class Speaker(SearchedModel, PermanentSlugModel, PortraitModel):
    slug = SlugField(unique=True, blank=True, help_text=_("If empty, it is made from the name."))
    name = LineField(_("name"), help_text=_("In the usual order: Vladimir Norov, Xie Fuzhan."))
    sort_name = LineField(
        _("name for sorting"),
        blank=True,
        help_text=_("Family name first, in Latin letters: Norov, Vladimir. If empty, the name is transliterated."),
    )
    honorific = LineField(_("honorific"), max_length=60, blank=True, help_text=_("For example Dr or H.E."))
    biography = MarkdownField(_("biography"), blank=True)
    country = CountryField(_("country"), blank=True)
    orcid = models.CharField(
        _("ORCID iD"), max_length=19, blank=True, validators=[validate_orcid], help_text=_("0000-0000-0000-0000")
    )
    wikidata = wikidata_field()
    website = WebAddressField(_("website"), blank=True)

    name_terms = NameTermsField("name")

    objects = SearchedManager.from_queryset(SpeakerQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = [Lower("sort_name"), "slug"]
        permissions = [("merge_speaker", _("Can merge two speakers and undo merges"))]
        indexes = [models.Index(Lower("sort_name"), "slug", name="speaker_a_to_z")]

    def __str__(self):
        return self.name

    def complete(self):
        super().complete()
        if not self.sort_name:
            self.sort_name = anyascii(self.name)[: self._meta.get_field("sort_name").max_length]

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return reverse("speaker", args=[self.slug])

    def appointments_on(self, date):
        """Return the posts held on a day. Reads the prefetched appointments."""
        return [post for post in self.appointments.all() if post.covers(date)]


class OtherNameQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, speaker, language, name):
        return self.get(speaker__slug=speaker, language=language, name=name)


class OtherName(SearchedModel, Noun):
    """A speaker's name in a native script, a transliteration, or a former name."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="other_names", verbose_name=_("speaker"))
    name = LineField(_("name"))
    language = LanguageField()

    name_terms = NameTermsField("name")

    objects = SearchedManager.from_queryset(OtherNameQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["speaker", "language", "name"]
        constraints = [
            models.UniqueConstraint(
                name="one_entry_per_name_of_a_speaker",
                fields=["speaker", "language", "name"],
                violation_error_message=_("This name is already listed."),
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (*self.speaker.natural_key(), self.language, self.name)

    natural_key.dependencies = ["proceedings.speaker"]
