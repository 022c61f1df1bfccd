"""Automatic addresses, which follow their rows until readers have seen them. An address that an editor typed stays."""

from django.utils.translation import gettext_lazy as _

from proceedings.models import Conference, Speaker, Statement
from proceedings.models.columns.slugs import SlugModel
from proceedings.models.history import record_versions
from proceedings.models.workflow.publishable import PublishableModel

# The fields of a speaker and of a conference from which the addresses of statements are made.
SOURCES = {Speaker: {"name"}, Conference: {"title", "acronym", "starts_on", "slug"}}
WHY = _("The address follows the name.")


def renew_slug(row):
    """Empty the automatic slug of a row that readers have not seen, if the changed row would get another one.

    Saving the row then makes the new slug.
    """
    if not isinstance(row, SlugModel):
        return
    before = type(row)._base_manager.filter(pk=row.pk).first()
    if (
        before
        and before.slug == row.slug
        and before.wanted_slug() != row.wanted_slug()
        and before.has_automatic_slug()
        and not was_published(row)
    ):
        row.slug = ""


def was_published(row):
    """Return whether the row has been published: by itself, or through a published statement or conference."""
    if isinstance(row, PublishableModel):
        return row.published_at is not None
    return type(row).objects.filter(pk=row.pk).once_public().exists()


def drafts_named_after(row, changed_fields):
    """Return the keys of the unpublished statements whose automatic slugs contain what changes in a row.

    Call it before the row is saved.
    """
    if not SOURCES.get(type(row), set()) & set(changed_fields):
        return []
    statements = row.statements.all() if isinstance(row, Speaker) else Statement.objects.at(row)
    return [statement.pk for statement in with_sources(statements) if follows(statement)]


def with_sources(statements):
    """The statements with the related rows that their slugs are made from."""
    return statements.select_related("speaker", "session__conference").defer("text")


def follows(statement):
    return statement.published_at is None and statement.has_automatic_slug()


def renew_drafts(keys, *, by):
    """Give these statements the slugs that are made from their speakers and conferences now."""
    if not keys:
        return
    statements = list(with_sources(Statement.objects.filter(pk__in=keys).order_by("pk")))
    set_new_slugs(statements)
    Statement.objects.bulk_update(statements, ["slug"], batch_size=500)
    record_versions(Statement.objects.filter(pk__in=keys), by=by, why=WHY)


def set_new_slugs(statements):
    """Set new slugs without saving."""
    taken = {}
    for statement in statements:
        wanted = statement.wanted_slug()
        if wanted not in taken:
            taken[wanted] = statement.taken_slugs(wanted)
        statement.slug = statement.unused_slug(wanted, taken[wanted])
        taken[wanted].add(statement.slug)
