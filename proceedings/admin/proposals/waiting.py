"""Who may draft from documents, and which of their proposals wait."""

from proceedings.admin.uploads.sheets import PERMISSIONS

from .storage import WaitingProposal


def may_draft(user):
    """Return whether the user may add statements, and view everything that the page of a proposal shows."""
    return user.has_perms(PERMISSIONS)


def waiting_proposals(user):
    """Return what lists show of the waiting proposals of a user, the latest first."""
    if not may_draft(user):
        return []
    proposals = WaitingProposal.all_of(user)
    return [{"token": each.token, "changed_at": each.changed_at, **each.summary} for each in proposals]
