"""The tables of the editorial rules: approvals, merges, speakers who are not duplicates, and passages of drafts.

The versions of the record (proceedings.models.history) belong to this app too, so that `dumpdata proceedings`
writes the record alone.
"""

from .approvals import Answer, Approval
from .merge_record import Merge
from .not_duplicates import NotDuplicate
from .passages import DraftedDocument, Passage

__all__ = ["Answer", "Approval", "DraftedDocument", "Merge", "NotDuplicate", "Passage"]
