"""Former public addresses, which redirect to the present address for ever."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .columns.slugs import ENDING, LETTERS, SlugField, SlugModel, unused_lettered_slug
from .noun import Noun


class AddressedNoun(models.TextChoices):
    """The models with an address of their own, which does not contain the address of another row."""

    CONFERENCE = "conference", _("conference")
    ORGANISATION = "organisation", _("organisation")
    SPEAKER = "speaker", _("speaker")
    STATEMENT = "statement", _("statement")
    THEME = "theme", _("theme")


class FormerAddressQuerySet(models.QuerySet):
    def get_by_natural_key(self, noun, slug):
        return self.get(noun=noun, slug=slug)

    def of(self, model):
        return self.filter(noun=model._meta.model_name)

    def public(self):
        """Return the former addresses of public rows."""
        condition = Q(pk__in=())
        for noun in AddressedNoun:
            rows = apps.get_model("proceedings", noun).objects.public()
            condition |= Q(noun=noun, target__in=rows.order_by().values("slug"))
        return self.filter(condition)

    def present(self, noun, slugs):
        """Return {former slug: present slug} for those of the slugs whose row is public or was withdrawn."""
        # PostgreSQL refuses NUL, which a reader can send.
        possible = [slug for slug in slugs if slug and "\0" not in slug]
        targets = dict(self.filter(noun=noun, slug__in=possible).values_list("slug", "target"))
        if not targets:
            return {}
        rows = apps.get_model("proceedings", noun).objects
        seen = rows.public() | rows.tombstones() if hasattr(rows, "tombstones") else rows.public()
        visible = set(seen.filter(slug__in=targets.values()).values_list("slug", flat=True))
        return {slug: target for slug, target in targets.items() if target in visible}

    @transaction.atomic
    def leave(self, model, slug, target):
        """Redirect an address, and all former addresses that redirect to it, to the target."""
        former = self.of(model)
        # A row can take its former address back, which then no longer redirects.
        former.filter(slug__in=[slug, target]).delete()
        for row in former.filter(target=slug):
            row.target = target
            row.save()
        self.create(noun=model._meta.model_name, slug=slug, target=target)


class FormerAddress(Noun):
    """A slug that a row had before. No other row may take it; `target` is the present slug."""

    noun = models.CharField(_("of what"), max_length=12, choices=AddressedNoun)
    slug = SlugField(_("former address"))
    target = SlugField(_("present address"), db_index=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        ordering = ["noun", "slug"]
        constraints = [
            models.UniqueConstraint(
                name="a_former_address_leads_to_one_place",
                fields=["noun", "slug"],
                violation_error_message=_("This former address already exists."),
            ),
            models.CheckConstraint(
                name="a_former_address_leads_elsewhere",
                condition=~Q(slug=F("target")),
                violation_error_message=_("An address cannot redirect to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.slug} → {self.target}"

    def natural_key(self):
        return (self.noun, self.slug)


class PermanentSlugModel(SlugModel):
    """A row whose former address redirects to the present one, once readers may have seen it."""

    unused_slug = staticmethod(unused_lettered_slug)
    slug_ending = f"-[{LETTERS}]{{{ENDING}}}"
    # The slug in the database when this instance was loaded or saved.
    loaded_slug = None

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.loaded_slug = row.__dict__.get("slug")
        return row

    def clean(self):
        super().clean()
        if self.slug:
            self.refuse_former_slug(self.stored_slug())

    def save(self, **kwargs):
        stored = self.stored_slug()
        if self.slug and self.slug != stored:
            self.refuse_former_slug(stored)
        with transaction.atomic():
            super().save(**kwargs)
            written = self.slug if "slug" in (kwargs.get("update_fields") or ["slug"]) else stored
            if stored and written != stored and type(self).objects.filter(pk=self.pk).once_public().exists():
                FormerAddress.objects.leave(type(self), stored, written)
        self.loaded_slug = written

    def stored_slug(self):
        """Return the slug in the database, or None for a new row. Runs a query only if the slug has changed."""
        if "slug" not in self.__dict__ or self.slug == self.loaded_slug:
            return self.loaded_slug
        return type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None

    def refuse_former_slug(self, stored):
        """Raise ValidationError if the slug is a former address of another row."""
        former = FormerAddress.objects.of(type(self)).filter(slug=self.slug).exclude(target=stored or "").first()
        if former:
            message = _("“%(slug)s” is a former address of “%(target)s”. Choose another address.")
            params = {"slug": former.slug, "target": former.target}
            raise ValidationError({"slug": ValidationError(message, params=params)})

    def taken_slugs(self, beginning):
        former = FormerAddress.objects.of(type(self)).filter(slug__startswith=beginning)
        return super().taken_slugs(beginning) | set(former.values_list("slug", flat=True))
