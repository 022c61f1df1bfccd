"""The tables of the editorial rules: approvals, merges and pairs of speakers who are not duplicates.

The versions of the record (proceedings.models.history) belong to this app too, so that `dumpdata proceedings`
writes the record alone.
"""

from .approvals import Answer, Approval
from .merge_record import Merge
from .not_duplicates import NotDuplicate

__all__ = ["Answer", "Approval", "Merge", "NotDuplicate"]
