"""The tables of the editorial rules: approvals, merges, speakers who are not duplicates, passages of drafts, and items
of programmes.

The versions of the record (proceedings.models.history) belong to this app too, so that `dumpdata proceedings`
writes the record alone.
"""

from .approvals import Answer, Approval
from .merge_record import Merge
from .not_duplicates import NotDuplicate
from .passages import DraftedDocument, Passage
from .programme_items import ProgrammeItem

__all__ = ["Answer", "Approval", "DraftedDocument", "Merge", "NotDuplicate", "Passage", "ProgrammeItem"]
