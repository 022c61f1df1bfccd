"""What may be asked of the record, in the same words for every page, feed and program."""

from .kinds import Choice, Reference, public
from .nouns import ONE_LETTER, ConferenceFilter, OrganisationFilter, SpeakerFilter, ThemeFilter
from .question import Question
from .statements import SearchFilter, StatementFilter

__all__ = [
    "ONE_LETTER",
    "Choice",
    "ConferenceFilter",
    "OrganisationFilter",
    "Question",
    "Reference",
    "SearchFilter",
    "SpeakerFilter",
    "StatementFilter",
    "ThemeFilter",
    "public",
]
