from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .columns.fields import Line, Markdown, WebAddress
from .columns.slugs import SlugField
from .columns.term_fields import NameTerms, Searched
from .former_address import Permanent
from .noun import once_public_statements, public_statements
from .search.name_lookup import NamedQuerySet, is_called


class ThemeQuerySet(NamedQuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def named(self, words):
        """A list of those whose very name has all the words (see naming.typed_words)."""
        return [theme for theme in self.called(words) if is_called(theme.name, words)]

    def public(self):
        """Those that a public statement is about, and all the themes above them."""
        return self.covering(public_statements())

    def once_public(self):
        return self.covering(once_public_statements())

    def covering(self, statements):
        """Those that the statements are about, and all the themes above them."""
        spoken = self.model.objects.filter(Exists(statements.order_by().filter(themes=OuterRef("pk"))))
        return self.filter(pk__in=self.reached_from(spoken, step="parent_id", by="id"))

    def subtree(self, theme):
        """The theme and all below it."""
        return self.filter(pk__in=self.reached_from(self.model.objects.filter(pk=theme.pk), step="id", by="parent_id"))

    def of(self, statements):
        """A list of those that the statements are about, the most frequent first; two queries.

        Each has its `statement_count` among them. Keys are counted alone: grouping whole rows takes twice as long.
        """
        tagged = statements.order_by().filter(themes__isnull=False)
        counts = dict(tagged.values_list("themes").annotate(number=Count("pk")))
        themes = list(self.filter(pk__in=counts))
        for theme in themes:
            theme.statement_count = counts[theme.pk]
        return sorted(themes, key=lambda theme: -theme.statement_count)

    def path(self, theme):
        """The themes above one, from the broadest down; one query."""
        above = {row.pk: row for row in self.ancestors(theme)}
        path = []
        while (theme := above.pop(theme.parent_id, None)) is not None:
            path.insert(0, theme)
        return path

    def ancestors(self, theme):
        """All the themes above one, in no order."""
        return self.upward({theme.parent_id} - {None})

    def upward(self, keys):
        """The themes with these primary keys and all above them, in no order."""
        if not keys:
            return self.none()
        themes = self.model.objects.filter(pk__in=keys)
        return self.filter(pk__in=self.reached_from(themes, step="parent_id", by="id"))

    def statement_counts(self):
        """How many public statements each theme's subtree has: {key of the theme: number}; one query."""
        spoken = public_statements().order_by().filter(themes__isnull=False).values_list("pk", "themes")
        sql, params = spoken.query.sql_with_params()
        table = self.model._meta.db_table
        with connections[self.db].cursor() as cursor:
            cursor.execute(
                f"""
                WITH RECURSIVE below(ancestor, theme) AS (
                    SELECT id, id FROM {table}
                    UNION
                    SELECT below.ancestor, child.id FROM below JOIN {table} child ON child.parent_id = below.theme
                ),
                spoken(statement, theme) AS ({sql})
                SELECT ancestor, COUNT(DISTINCT statement)
                FROM below JOIN spoken ON spoken.theme = below.theme
                GROUP BY ancestor
                """,  # noqa: S608
                params,
            )
            return dict(cursor.fetchall())

    def reached_from(self, themes, *, step, by):
        """Keys reached from the themes, themselves included, one edge of the tree at a time.

        UNION drops what was already reached, so that even a cycle written behind the model's back comes to an end.
        """
        table = self.model._meta.db_table
        sql, params = themes.order_by().values("pk").query.sql_with_params()
        # What is put into the text are names of columns and Django's own SQL.
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


class Theme(Searched, Permanent):
    slug = SlugField(unique=True, blank=True, help_text=_("Left empty, it is made from the name."))
    name = Line(_("name"))
    description = Markdown(_("description"), blank=True, help_text=_("What belongs under this theme."))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="children",
        verbose_name=_("broader theme"),
        null=True,
        blank=True,
        help_text=_("A statement on a theme is also found under all the broader ones."),
    )
    same_as = WebAddress(
        _("same as"), blank=True, help_text=_("The address of the same concept elsewhere, such as on Wikidata.")
    )

    name_terms = NameTerms("name", "description")

    objects = ThemeQuerySet.as_manager()

    class Meta(Searched.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name", "slug"]
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
        # The database can forbid only the shortest circle.
        if self.pk and self.parent_id and Theme.objects.subtree(self).filter(pk=self.parent_id).exists():
            raise ValidationError(
                {"parent": _("“%(parent)s” is below this theme, or is this theme.") % {"parent": self.parent}}
            )

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = []

    def get_absolute_url(self):
        return reverse("theme", args=[self.slug])
