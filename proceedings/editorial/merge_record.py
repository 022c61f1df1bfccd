from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.slugs import SlugField
from proceedings.models.speaker import Speaker


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at=None)

    def newest_first(self):
        return self.order_by("-pk")


class Merge(models.Model):
    """A speaker who was the same person as another, and all that is needed to part them again."""

    # Without a constraint: this speaker may have been merged into a third one since.
    into = models.ForeignKey(
        Speaker, models.DO_NOTHING, db_constraint=False, related_name="merges", verbose_name=_("merged into")
    )
    speaker_key = models.BigIntegerField(db_index=True)
    slug = SlugField()
    name = models.CharField(_("name"), max_length=300)
    why = models.TextField(_("why"), blank=True)
    merged_at = models.DateTimeField(_("merged at"), default=timezone.now)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone at"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    # What merging.py moved, by key, and the rows that it deleted.
    moved = models.JSONField(default=dict)

    objects = MergeQuerySet.as_manager()

    class Meta:
        # Not of the record, but of what became of it: neither fixtures nor readers have it.
        app_label = "editorial"
        default_permissions = ()
        verbose_name = _("merge of two speakers")
        verbose_name_plural = _("merges of speakers")

    def __str__(self):
        return self.name
