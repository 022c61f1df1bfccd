"""The models, one module each: fields, constraints and QuerySets."""

from .appointment import Appointment
from .conference import Conference, Format, Organiser, Role
from .correction import Correction
from .former_address import FormerAddress
from .organisation import Organisation, OrganisationName
from .session import Session, SessionKind
from .speaker import OtherName, Speaker
from .statement import Form, Kind, Statement
from .theme import Theme
from .translation import Translation, TranslationKind
from .workflow.statuses import Status

__all__ = [
    "Appointment",
    "Conference",
    "Correction",
    "Form",
    "Format",
    "FormerAddress",
    "Kind",
    "Organisation",
    "OrganisationName",
    "Organiser",
    "OtherName",
    "Role",
    "Session",
    "SessionKind",
    "Speaker",
    "Statement",
    "Status",
    "Theme",
    "Translation",
    "TranslationKind",
]
