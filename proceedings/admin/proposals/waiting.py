"""The permission to draft from documents, and the proposals of a user that wait."""

from contextlib import suppress

from proceedings.admin.uploads.sheets import PERMISSIONS

from .storage import WaitingProposal


def may_draft(user):
    """Return whether the user may add statements, and view everything that the page of a proposal shows."""
    return user.has_perms(PERMISSIONS)


def waiting_proposals(user):
    """Return what lists show of the waiting proposals of a user, the latest first."""
    if not may_draft(user):
        return []
    proposals = []
    for each in WaitingProposal.all_of(user):
        # One may be discarded while the list is made.
        with suppress(FileNotFoundError):
            proposals.append({"token": each.token, "changed_at": each.changed_at, **each.summary})
    return proposals
