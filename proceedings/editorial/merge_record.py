from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.slugs import SlugField
from proceedings.models.speaker import Speaker


class MergeQuerySet(models.QuerySet):
    def standing(self):
        """Return the merges that were not undone."""
        return self.filter(undone_at=None)

    def newest_first(self):
        return self.order_by("-pk")


class Merge(models.Model):
    """A merge of a speaker into another, with everything that undoing it needs."""

    # Without a constraint, because this speaker may later be merged into a third one.
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
    # The keys of the rows that merge_speakers.merge() moved, and the rows that it deleted.
    moved = models.JSONField(default=dict)

    objects = MergeQuerySet.as_manager()

    class Meta:
        # Not part of the record: neither fixtures nor readers see it.
        app_label = "editorial"
        default_permissions = ()
        verbose_name = _("merge of two speakers")
        verbose_name_plural = _("merges of speakers")

    def __str__(self):
        return self.name
