"""The profile of the site: its name, publisher, logo and contact, and the rights in the record."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .columns.fields import LineField, MarkdownField, NameField, WebAddressField
from .columns.modification_times import ModificationTimeField
from .columns.portraits import PictureField, PictureModel
from .noun import Noun

# The key of the only row.
KEY = "site"


class SiteProfileQuerySet(models.QuerySet):
    def get_by_natural_key(self, key):
        return self.get(key=key)


class SiteProfile(PictureModel, Noun):
    """The one row with the name and publisher of the site. Without it, the site is called Proceedings."""

    picture_field = "logo"

    key = models.CharField(max_length=4, unique=True, default=KEY)
    name = NameField(_("name"), help_text=_("Readers see it at the top of every page, and in every citation."))
    tagline = LineField(_("tagline"), blank=True, help_text=_("One sentence: what is on record here."))
    publisher = NameField(
        _("publisher"), blank=True, help_text=_("The body that publishes this record, such as your institute.")
    )
    publisher_url = WebAddressField(_("website of the publisher"), blank=True)
    logo = PictureField(
        _("logo"),
        upload_to="logos",
        blank=True,
        help_text=_("JPEG, PNG, WebP or AVIF, at most 10 MB. It is resized and set on white."),
    )
    email = models.EmailField(
        _("contact by e-mail"), blank=True, help_text=_("Readers and harvesters see it. Empty: that of the server.")
    )
    contact_url = WebAddressField(
        _("contact page"), blank=True, help_text=_("If there is one, the footer links to it instead of the e-mail.")
    )
    licence = NameField(
        _("licence"), blank=True, help_text=_("For example CC BY 4.0. The rights of a conference come before it.")
    )
    licence_url = WebAddressField(_("address of the licence"), blank=True)
    rights = MarkdownField(
        _("rights"), blank=True, help_text=_("What readers may do with the record. It is shown on the page About.")
    )
    modified_at = ModificationTimeField()

    objects = SiteProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profile")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_site_profile",
                condition=Q(key=KEY),
                violation_error_message=_("The site has one profile. Change that one."),
            ),
            models.CheckConstraint(
                name="the_website_of_a_publisher_has_a_name",
                condition=Q(publisher_url="") | ~Q(publisher=""),
                violation_error_message=_("Give the name of the publisher, too."),
            ),
            models.CheckConstraint(
                name="the_address_of_a_licence_has_a_name",
                condition=Q(licence_url="") | ~Q(licence=""),
                violation_error_message=_("Give the name of the licence, too."),
            ),
        ]

    def __str__(self):
        return self.name or gettext("Proceedings")

    def natural_key(self):
        return (self.key,)

    @property
    def last_change(self):
        """The time of the last change, or None while there is no row."""
        return self.modified_at if self.pk else None

    @property
    def contact(self):
        """The address of the contact page, or of the e-mail as a link; empty without both."""
        return self.contact_url or (self.email and f"mailto:{self.email}")

    @property
    def licence_address(self):
        """The address of the licence, or else its name; empty without both."""
        return self.licence_url or self.licence
