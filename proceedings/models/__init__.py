"""The models, one module each: fields, constraints and QuerySets."""

from .appointment import Appointment
from .co_speaker import CoSpeaker
from .columns.forms import Form
from .columns.text_formats import TextFormat
from .conference import Conference, Format, Organiser, Role
from .correction import Correction
from .former_address import FormerAddress
from .identifier import OrganisationIdentifier, SpeakerIdentifier
from .organisation import Organisation, OrganisationName
from .session import Session, SessionKind
from .site_profile import SiteProfile
from .speaker import OtherName, Speaker
from .statement import Kind, Statement
from .theme import Theme
from .translation import Translation, TranslationKind
from .workflow.statuses import Status

__all__ = [
    "Appointment",
    "CoSpeaker",
    "Conference",
    "Correction",
    "Form",
    "Format",
    "FormerAddress",
    "Kind",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationName",
    "Organiser",
    "OtherName",
    "Role",
    "Session",
    "SessionKind",
    "SiteProfile",
    "Speaker",
    "SpeakerIdentifier",
    "Statement",
    "Status",
    "TextFormat",
    "Theme",
    "Translation",
    "TranslationKind",
]
