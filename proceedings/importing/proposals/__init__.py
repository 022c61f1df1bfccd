"""Proposals: statements that a reader finds in a document of an organiser, each a span of its source.

A reader makes a `proposal.Proposal` from the bytes of a file and invents nothing. Nothing is written until an editor or
the command `draft` turns a proposal into the records of the loader.
"""

from .kinds import KINDS, UnreadableFileError, kind_choices, read, recognise
from .proposal import Proposal, ProposedSpeaker, ProposedStatement, covering, uncovered

__all__ = [
    "KINDS",
    "Proposal",
    "ProposedSpeaker",
    "ProposedStatement",
    "UnreadableFileError",
    "covering",
    "kind_choices",
    "read",
    "recognise",
    "uncovered",
]
