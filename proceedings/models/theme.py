from collections import Counter
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Left
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from .columns.addresses import address_of
from .columns.fields import MarkdownField, NameField, WebAddressField
from .columns.slugs import SlugField
from .columns.term_fields import NameTermsField, SearchedManager, SearchedModel
from .counts import kept
from .former_address import PermanentSlugModel
from .names.sorting import sort_key
from .noun import once_public_statements, public_statements
from .search.name_lookup import NamedQuerySet, is_called, language_of


class ThemeQuerySet(NamedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def named(self, words):
        """Return a list of the themes whose own name has all the words (see name_lookup.typed_words)."""
        return [theme for theme in self.called(words) if is_called(theme.name, words)]

    def public(self):
        """Return the themes of public statements and all themes above them."""
        return self.covering(public_statements())

    def number_public(self):
        """Return the number of public themes, by the counts that the database keeps."""
        return kept.number_of_rows("theme")

    def public_initials(self):
        """Return the first letters of the names of public themes, in their order, without ideographs."""
        public = self.order_by().filter(kept.HasPublic("theme"))
        initials = public.annotate(initial=Left("name", 1)).values_list("initial", flat=True).distinct()
        letters = {letter.upper() for letter in initials if letter.isalpha()}
        return sorted((letter for letter in letters if language_of(letter) not in {"zh", "ja", "ko"}), key=sort_key)

    def under_initial(self, initial):
        return self.filter(name__istartswith=initial)

    def once_public(self):
        return self.covering(once_public_statements())

    def covering(self, statements):
        """Return the themes of the statements and all themes above them."""
        # This looks up one statement of each theme. For EXISTS, PostgreSQL would first read all sessions.
        one = Subquery(statements.order_by().filter(themes=OuterRef("pk")).values("pk")[:1])
        spoken = self.model.objects.filter(IsNull(one, False))
        return self.filter(pk__in=self.reached_from(spoken, step="parent_id", by="id"))

    def of_few(self, statements):
        """Return the same as `covering`. It begins with the tags of the statements: faster if these are few."""
        tags = self.model.statements.through.objects.filter(statement__in=statements.order_by().values("pk"))
        tagged = self.model.objects.filter(pk__in=tags.values("theme"))
        return self.filter(pk__in=self.reached_from(tagged, step="parent_id", by="id"))

    def subtree(self, theme):
        """Return the theme and all themes below it."""
        return self.filter(pk__in=self.reached_from(self.model.objects.filter(pk=theme.pk), step="id", by="parent_id"))

    def about(self, theme):
        """Return the themes below this one."""
        return self.subtree(theme).exclude(pk=theme.pk)

    def most_frequent_of(self, kind, row, most):
        """Return a list of the most frequent themes of a speaker or an organisation, by two queries.

        `kind` is that of the counts that the database keeps. Each theme has a `statement_count`.
        """
        counts = kept.numbers_by_tag(kind, row.pk, most)
        themes = list(self.filter(pk__in=counts).tagged())
        for theme in themes:
            theme.statement_count = counts[theme.pk]
        return sorted(themes, key=lambda theme: -theme.statement_count)

    def tagged(self):
        """Return the themes that public statements have themselves, without the themes above."""
        one = Subquery(public_statements().order_by().filter(themes=OuterRef("pk")).values("pk")[:1])
        return self.filter(IsNull(one, False))

    def path(self, theme):
        """Return the themes above this one, the broadest first, by one query."""
        above = {row.pk: row for row in self.ancestors(theme)}
        path = []
        while (theme := above.pop(theme.parent_id, None)) is not None:
            path.insert(0, theme)
        return path

    def ancestors(self, theme):
        """Return all themes above this one, in no order."""
        return self.with_ancestors({theme.parent_id} - {None})

    def with_ancestors(self, keys):
        """Return the themes with these primary keys and all above them, in no order."""
        if not keys:
            return self.none()
        themes = self.model.objects.filter(pk__in=keys)
        return self.filter(pk__in=self.reached_from(themes, step="parent_id", by="id"))

    def with_statement_counts(self):
        """Annotate `statement_count`, the number of public statements in the subtree."""
        return self.annotate(statement_count=kept.PublicCount("theme"))

    def reached_from(self, themes, *, step, by):
        """Return an expression for the keys reached from the themes, themselves included, along the edges of the tree.

        UNION drops keys that were already reached, so that a cycle written by SQL ends too.
        """
        table = self.model._meta.db_table
        sql, params = themes.order_by().values("pk").query.sql_with_params()
        # Only names of columns and Django's own SQL are interpolated.
        return RawSQL(  # noqa: S611
            f"""
            WITH RECURSIVE reached(id) AS (
                {sql}
                UNION
                SELECT edge.{step} FROM {table} edge JOIN reached ON edge.{by} = reached.id
            )
            SELECT id FROM reached WHERE id IS NOT NULL
            """,  # noqa: S608
            params,
        )


def most_frequent(statements):
    """Return a list of the themes of some statements, the most frequent first. Reads the prefetched themes."""
    themes = sorted(
        {theme for statement in statements for theme in statement.themes.all()}, key=attrgetter("name", "slug")
    )
    counts = Counter(theme.pk for statement in statements for theme in statement.themes.all())
    for theme in themes:
        theme.statement_count = counts[theme.pk]
    return sorted(themes, key=lambda theme: -theme.statement_count)


class Theme(SearchedModel, PermanentSlugModel):
    slug = SlugField(unique=True, blank=True, help_text=_("If empty, it is made from the name."))
    name = NameField(_("name"))
    description = MarkdownField(_("description"), blank=True, help_text=_("What this theme covers."))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        help_text=_("A statement on a theme is also found under all the broader ones."),
    )
    same_as = WebAddressField(
        _("same as"), blank=True, help_text=_("The address of the same concept elsewhere, such as on Wikidata.")
    )

    name_terms = NameTermsField("name", "description")

    objects = SearchedManager.from_queryset(ThemeQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name", "slug"]
        indexes = [models.Index(fields=["name"], name="theme_by_name")]
        constraints = [
            models.CheckConstraint(
                name="theme_is_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                violation_error_message=_("A theme cannot be its own broader theme."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        # A database constraint can forbid only the shortest cycle.
        if self.pk and self.parent_id and Theme.objects.subtree(self).filter(pk=self.parent_id).exists():
            raise ValidationError(
                {"parent": _("“%(parent)s” is below this theme, or is this theme.") % {"parent": self.parent}}
            )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = []

    def get_absolute_url(self):
        return address_of("theme", self.slug)
