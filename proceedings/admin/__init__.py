"""Django's admin for staff: one file for each model in nouns/."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .nouns.account import AccountAdmin, FactorAdmin, GroupOfAccountsAdmin, UserSessionAdmin
from .nouns.appointment import AppointmentAdmin
from .nouns.co_speaker import CoSpeakerAdmin
from .nouns.conference import ConferenceAdmin, OrganiserAdmin
from .nouns.correction import CorrectionAdmin
from .nouns.former_address import FormerAddressAdmin
from .nouns.organisation import OrganisationAdmin, OrganisationNameAdmin
from .nouns.session import SessionAdmin
from .nouns.site_profile import SiteProfileAdmin
from .nouns.speaker import OtherNameAdmin, SpeakerAdmin
from .nouns.statement import StatementAdmin
from .nouns.theme import ThemeAdmin
from .nouns.translation import TranslationAdmin

__all__ = [
    "AccountAdmin",
    "AppointmentAdmin",
    "CoSpeakerAdmin",
    "ConferenceAdmin",
    "CorrectionAdmin",
    "FactorAdmin",
    "FormerAddressAdmin",
    "GroupOfAccountsAdmin",
    "OrganisationAdmin",
    "OrganisationNameAdmin",
    "OrganiserAdmin",
    "OtherNameAdmin",
    "SessionAdmin",
    "SiteProfileAdmin",
    "SpeakerAdmin",
    "StatementAdmin",
    "ThemeAdmin",
    "TranslationAdmin",
    "UserSessionAdmin",
]

admin.site.enable_nav_sidebar = False
admin.site.index_title = _("The editors' desk")
