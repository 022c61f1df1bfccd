"""Drafts from an EditedProposal: a dry run first, then the same in one transaction."""

import hashlib
from typing import NamedTuple

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from proceedings.admin.uploads.permissions import permission_error
from proceedings.importing.drafts import Document, FixtureError, draft
from proceedings.importing.loader import Tally
from proceedings.models import Conference

from .people import answers
from .problems import Problem, find_problems, known_problem, loader_problems


class ChangedMeanwhileError(Exception):
    """The drafts would differ from those that the preview showed."""


class Plan(NamedTuple):
    """The drafts that would be written: their Tally, or the Problems that keep them from being written."""

    problems: list[Problem]
    tally: Tally | None = None
    fingerprint: str = ""


def plan_drafts(edited, by) -> Plan:
    """Return the Plan of a dry run."""
    if problems := find_problems(edited):
        return Plan(problems)
    try:
        tally = write(edited, by, dry_run=True)
    except FixtureError as error:
        return Plan(loader_problems(error, edited))
    known = None if edited.conference else Conference.objects.filter(slug=tally.conference).first()
    if known:
        return Plan([known_problem(known)])
    return Plan([], tally, fingerprint(edited, tally))


@transaction.atomic
def create_drafts(edited, by, seen):
    """Write the drafts; return (Tally, Conference). `seen` is the fingerprint of the drafts in the preview.

    Raise ChangedMeanwhileError if they would differ from the preview, FixtureError if there is a problem, and
    PermissionDenied if the user may not write them.
    """
    tally = write(edited, by)
    if fingerprint(edited, tally) != seen:
        raise ChangedMeanwhileError
    if permission_error(by, tally):
        raise PermissionDenied
    conference = Conference.objects.get(slug=tally.conference)
    message = _("Drafted from %s.") % edited.proposal.source
    LogEntry.objects.log_actions(by.pk, [conference], CHANGE, change_message=message)
    return tally, conference


def write(edited, by, **options):
    document = Document(edited.text, edited.complete())
    return draft(document, conference=edited.conference, answers=answers(edited), by=by, **options)


def fingerprint(edited, tally):
    text = "\n".join([str(edited.version), *tally.lines()])
    return hashlib.sha256(text.encode()).hexdigest()
