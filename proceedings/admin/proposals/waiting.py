"""The permission to draft from documents, and the proposals of a user that wait."""

from proceedings.admin.uploads.sheets import PERMISSIONS

from .storage import WaitingProposal


def may_draft(user):
    """Return whether the user may add statements, and view everything that the page of a proposal shows."""
    return user.has_perms(PERMISSIONS)


def waiting_proposals(user):
    """Return what lists show of the waiting proposals of a user, the latest first."""
    return WaitingProposal.listed(user) if may_draft(user) else []
