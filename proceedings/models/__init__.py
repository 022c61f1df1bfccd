"""The nouns: rows, constraints, and the words to ask for them."""

from .appointment import Appointment
from .approval import Answer, Approval
from .conference import Conference, Format, Organiser, Role
from .correction import Correction
from .distinct import Distinct
from .former import FormerAddress
from .merge import Merge
from .organisation import Organisation, OrganisationName
from .session import Session, SessionKind
from .speaker import OtherName, Speaker
from .statement import Form, Kind, Statement
from .status import Status
from .theme import Theme
from .translation import Translation, TranslationKind

__all__ = [
    "Answer",
    "Appointment",
    "Approval",
    "Conference",
    "Correction",
    "Distinct",
    "Form",
    "Format",
    "FormerAddress",
    "Kind",
    "Merge",
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
