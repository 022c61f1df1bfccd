"""STAFF: the editors' desk, one file a noun."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .account import FactorAdmin, SignedInAdmin
from .appointment import AppointmentAdmin
from .conference import ConferenceAdmin, OrganiserAdmin
from .correction import CorrectionAdmin
from .former import FormerAddressAdmin
from .organisation import OrganisationAdmin, OrganisationNameAdmin
from .session import SessionAdmin
from .speaker import OtherNameAdmin, SpeakerAdmin
from .statement import StatementAdmin
from .theme import ThemeAdmin
from .translation import TranslationAdmin

__all__ = [
    "AppointmentAdmin",
    "ConferenceAdmin",
    "CorrectionAdmin",
    "FactorAdmin",
    "FormerAddressAdmin",
    "OrganisationAdmin",
    "OrganisationNameAdmin",
    "OrganiserAdmin",
    "OtherNameAdmin",
    "SessionAdmin",
    "SignedInAdmin",
    "SpeakerAdmin",
    "StatementAdmin",
    "ThemeAdmin",
    "TranslationAdmin",
]

admin.site.site_header = _("Proceedings")
admin.site.site_title = _("Proceedings")
admin.site.index_title = _("The editors' desk")
