"""Identifiers of speakers and organisations in other registries (Popolo's Identifier)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .columns.fields import NameField, SchemeField
from .noun import Noun
from .organisation import Organisation
from .speaker import Speaker


class IdentifierQuerySet(models.QuerySet):
    def get_by_natural_key(self, scheme, value):
        return self.get(scheme=scheme, value=value)


class Identifier(Noun):
    scheme = SchemeField(_("scheme"), max_length=100, help_text=_("The registry, such as viaf or isni."))
    value = NameField(_("identifier"))

    objects = IdentifierQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.scheme}: {self.value}"

    def natural_key(self):
        return (self.scheme, self.value)


class SpeakerIdentifier(Identifier):
    """The identifier of a speaker in a registry; importers match it before any name."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="identifiers", verbose_name=_("speaker"))

    class Meta:
        verbose_name = _("identifier of a speaker")
        verbose_name_plural = _("identifiers of speakers")
        ordering = ["speaker", "scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                name="one_speaker_per_identifier",
                fields=["scheme", "value"],
                violation_error_message=_("A speaker already has this identifier."),
            ),
            models.CheckConstraint(
                name="orcid_and_wikidata_of_a_speaker_are_in_their_fields",
                condition=~Q(scheme__in=["orcid", "wikidata"]),
                violation_error_message=_("Write an ORCID iD or a Wikidata identifier in the field of this name."),
            ),
        ]


class OrganisationIdentifier(Identifier):
    """The identifier of an organisation in a registry; importers match it before any name."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="identifiers", verbose_name=_("organisation")
    )

    class Meta:
        verbose_name = _("identifier of an organisation")
        verbose_name_plural = _("identifiers of organisations")
        ordering = ["organisation", "scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                name="one_organisation_per_identifier",
                fields=["scheme", "value"],
                violation_error_message=_("An organisation already has this identifier."),
            ),
            models.CheckConstraint(
                name="ror_and_wikidata_of_an_organisation_are_in_their_fields",
                condition=~Q(scheme__in=["ror", "wikidata"]),
                violation_error_message=_("Write a ROR or a Wikidata identifier in the field of this name."),
            ),
        ]
