from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce, Greatest, Left, Lower, Upper
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from .columns.addresses import address_of
from .columns.countries import CountryField
from .columns.fields import LanguageField, MarkdownField, NameField, WebAddressField, wikidata_field
from .columns.identifiers import validate_orcid
from .columns.portraits import PortraitModel
from .columns.slugs import SlugField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel, SearchedQuerySet
from .counts import kept
from .former_address import PermanentSlugModel
from .names.parts import LITERAL, NameParts, proposed_parts
from .names.sorting import name_for_sorting
from .noun import Noun, once_public_statements, public_statements
from .search.name_lookup import NamedQuerySet

# The fields that the parts of a name are proposed from.
NAME_SOURCES = ("name", "sort_name", "country")


class SpeakerQuerySet(NamedQuerySet):
    other_names = ("OtherName", "speaker")

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def public(self):
        return self.filter(speaks_in(public_statements()))

    def with_public_statements(self):
        """Return the public speakers by the counts that the database keeps: faster, if most of the speakers are."""
        return self.filter(kept.HasPublic("speaker"))

    def number_public(self):
        """Return the number of public speakers, by the counts that the database keeps."""
        return kept.number_of_rows("speaker")

    def once_public(self):
        return self.filter(speaks_in(once_public_statements()))

    def at(self, conference):
        return self.of_statements(public_statements().at(conference))

    def about(self, theme):
        return self.of_statements(public_statements().about(theme))

    def of_statements(self, statements):
        """Return the speakers of the statements, the first and the further ones."""
        first, further = (statements.order_by().filter(**{f"{path}__isnull": False}).values(path) for path in PATHS)
        return self.filter(pk__in=first.union(further, all=True))

    def from_organisation(self, organisation):
        """Return the speakers who hold or held a post at the organisation."""
        posts = apps.get_model("proceedings", "Appointment").objects.filter(organisation=organisation)
        return self.filter(Exists(posts.filter(speaker=OuterRef("pk"))))

    def public_initials(self):
        """Return the sorted first letters of the names of public speakers, by the counts that the database keeps."""
        public = self.order_by().with_public_statements()
        initials = public.annotate(initial=Upper(Left("sort_name", 1))).values_list("initial", flat=True)
        return sorted(initial for initial in initials.distinct() if initial.isalpha())

    def under_initial(self, initial):
        return self.filter(sort_name__istartswith=initial)

    def with_context(self):
        """Fetch names, identifiers and posts, in three queries for any number of rows."""
        # In the order of their models, but without that by speaker, which would join the table of speakers to each.
        names, identifiers, posts = (
            apps.get_model("proceedings", name).objects.order_by(*order) for name, order in PARTS.items()
        )
        posts = posts.select_related("organisation").defer("organisation__name_terms")
        return self.prefetch_related(
            Prefetch("other_names", names), Prefetch("identifiers", identifiers), Prefetch("appointments", posts)
        )

    def with_last_publication(self):
        """Annotate `last_publication`, the time at which their latest public statement was published."""
        first, further = (
            Subquery(
                public_statements()
                .filter(**{path: OuterRef("pk")})
                .order_by("-published_at")
                .values("published_at")[:1]
            )
            for path in PATHS
        )
        # On SQLite, Greatest of a value and NULL is NULL.
        return self.annotate(last_publication=Coalesce(Greatest(first, further), first, further))

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements."""
        return self.annotate(statement_count=kept.PublicCount("speaker"))


# The models of rows that belong to a speaker, with their order.
PARTS = {
    "OtherName": ("language", "name"),
    "SpeakerIdentifier": ("scheme", "value"),
    "Appointment": (F("starts_on").asc(nulls_first=True), "pk"),
}
# From a statement to its first speaker and to the further ones.
PATHS = ("speaker", "co_speakers__speaker")


def co_speakers():
    return apps.get_model("proceedings", "CoSpeaker").objects.order_by()


def speaks_in(statements):
    """Return the condition for the speakers of the statements.

    It looks each speaker up in two indexes; with EXISTS, PostgreSQL would make a list of all statements.
    """
    first, further = (
        Subquery(statements.order_by().filter(**{path: OuterRef("pk")}).values("pk")[:1]) for path in PATHS
    )
    return Q(IsNull(first, False)) | Q(IsNull(further, False))


class Speaker(SearchedModel, PermanentSlugModel, PortraitModel):
    slug = SlugField(unique=True, blank=True, help_text=_("If empty, it is made from the name."))
    name = NameField(_("name"), help_text=_("In the usual order: Vladimir Norov, Xie Fuzhan."))
    sort_name = NameField(
        _("name for sorting"),
        blank=True,
        help_text=_("Family name first, in Latin letters: Norov, Vladimir. If empty, it is made from the name."),
    )
    family_name = NameField(_("family name"), blank=True)
    given_name = NameField(_("given names"), blank=True)
    non_dropping_particle = NameField(
        _("particle of the family name"),
        max_length=60,
        blank=True,
        help_text=_("Part of the family name, such as van der in van der Berg."),
    )
    dropping_particle = NameField(
        _("particle after the given names"),
        max_length=60,
        blank=True,
        help_text=_("Left out where the family name stands alone, such as von in Alexander von Humboldt."),
    )
    suffix = NameField(_("suffix"), max_length=60, blank=True, help_text=_("For example Jr. or III."))
    family_name_first = models.BooleanField(
        _("family name first"), default=False, help_text=_("The name is written in this order: Xie Fuzhan, 唐鳳.")
    )
    honorific = NameField(_("honorific"), max_length=60, blank=True, help_text=_("For example Dr or H.E."))
    biography = MarkdownField(_("biography"), blank=True)
    country = CountryField(_("country"), blank=True)
    orcid = models.CharField(
        _("ORCID iD"), max_length=19, blank=True, validators=[validate_orcid], help_text=_("0000-0000-0000-0000")
    )
    wikidata = wikidata_field()
    website = WebAddressField(_("website"), blank=True)

    name_terms = NameTermsField("name")
    # The values of NAME_SOURCES in the database, if they were loaded.
    stored_sources = None
    # Names in other scripts that are not in the database yet.
    native_names = ()

    objects = SearchedManager.from_queryset(SpeakerQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = [Lower("sort_name"), "slug"]
        permissions = [("merge_speaker", _("Can merge two speakers and undo merges"))]
        indexes = [
            models.Index(Lower("sort_name"), "slug", name="speaker_a_to_z"),
            models.Index(fields=["name"], name="speaker_by_name"),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def from_db(cls, db, field_names, values):
        speaker = super().from_db(db, field_names, values)
        loaded = speaker.__dict__
        if loaded.keys() >= {*NAME_SOURCES, *NameParts._fields}:
            speaker.stored_sources = [loaded[name] for name in NAME_SOURCES]
        return speaker

    def complete(self):
        super().complete()
        if self.has_automatic_sort_name():
            self.sort_name = ""
        if self.has_proposed_parts():
            self.parts = self.proposed_parts()
        if not self.sort_name:
            self.sort_name = name_for_sorting(self.name, self.parts)[: self._meta.get_field("sort_name").max_length]

    @property
    def parts(self):
        """The parts of the name; all are empty for a name without parts, such as that of an organisation."""
        return NameParts(*(getattr(self, field) for field in NameParts._fields))

    @parts.setter
    def parts(self, parts):
        for field, value in parts._asdict().items():
            setattr(self, field, value)

    def proposed_parts(self, other_names=()):
        """Return the parts that the name probably has; see `names.parts.proposed_parts`."""
        return proposed_parts(self.name, self.sort_name, str(self.country), other_names or self.native_names)

    def has_proposed_parts(self):
        """Return whether the parts follow the name, because nobody has set them in the row or in its fixture."""
        if self.stated & {*NameParts._fields}:
            return False
        if self._state.adding:
            return self.parts == LITERAL
        if not self.stored_sources or self.stored_sources == [getattr(self, name) for name in NAME_SOURCES]:
            return False
        name, sort_name, country = self.stored_sources
        return self.parts in {proposed_parts(name, known, str(country), self.native_names) for known in (sort_name, "")}

    def has_automatic_sort_name(self):
        """Return whether the name has changed, but not the name for sorting that was made from it alone."""
        if self._state.adding or not self.stored_sources:
            return False
        name, sort_name, country = self.stored_sources
        if self.name == name or self.sort_name != sort_name or "sort_name" in self.stated:
            return False
        parts = proposed_parts(name, "", str(country), self.native_names)
        return self.parts == parts and sort_name == name_for_sorting(name, parts)

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("speaker", self.slug)

    def appointments_on(self, period):
        """Return the posts that may have been held in a Period. Reads the prefetched appointments."""
        return [post for post in self.appointments.all() if post.covers(period)]


class OtherNameQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, speaker, language, name):
        return self.get(speaker__slug=speaker, language=language, name=name)


class OtherName(SearchedModel, Noun):
    """A speaker's name in a native script, a transliteration, or a former name."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="other_names", verbose_name=_("speaker"))
    name = NameField(_("name"))
    language = LanguageField()

    name_terms = NameTermsField("name")

    objects = SearchedManager.from_queryset(OtherNameQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["speaker", "language", "name"]
        indexes = [models.Index(fields=["name"], name="other_name_by_name")]
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
