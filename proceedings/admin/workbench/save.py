"""Saving the workbench: a plan is made from the submission, and written as a whole if it has no errors."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from proceedings.models import Statement
from proceedings.models.history import record_versions

from .assignment import assign, assignment_errors, corrected_statements, fetch_checked
from .order import Order, appended_sessions, changed_keys, fetch_order, keeps_order, wanted_sessions
from .positions import insert_statement, save_sessions

STALE = _(
    "While this page was open, somebody else changed the order. Nothing was saved. Your changes are shown below in the "
    "new order: check them and save again, or reload the page to discard them."
)


class Plan(NamedTuple):
    order: Order  # Before the save.
    sessions: dict[int, list[int]]  # After the save.
    closed: set[int]  # The sessions to number without gaps.
    checked: list[Statement]
    corrected: list[Statement]  # They get the correction note.
    errors: list[str]


class Result(NamedTuple):
    moved: list[int]
    assigned: set[int]
    added: Statement | None
    shifted: list[int]  # Statements that made room for the new one.


def plan_save(submission, conference, assign_form, is_fixed):
    """Return the Plan, and add errors to the bound form of an assignment.

    `is_fixed` tells whether the user may not change a statement. Raise signing.BadSignature if the order that the page
    showed was tampered with.
    """
    order = fetch_order(conference)
    sessions, is_stale = wanted_sessions(submission, order)
    errors = [STALE] if is_stale else []
    checked, corrected = [], []
    if assign_form.is_bound:
        checked = fetch_checked(conference, submission.checked)
        if not checked:
            errors.append(_("Check the statements to fill in first."))
        elif assign_form.is_valid():
            errors += [_("You may not change “%s”.") % row.title for row in checked if is_fixed(row)]
            errors += assignment_errors(checked, assign_form.cleaned_data)
            try:
                corrected = corrected_statements(checked, assign_form.cleaned_data)
            except ValidationError as error:
                assign_form.add_error("correction_note", error)
        if assign_form.is_valid() and (session := assign_form.cleaned_data["session"]):
            sessions = appended_sessions(sessions, session.pk, [row.pk for row in checked])
    if not keeps_order(order, sessions, fixed_keys(changed_keys(order, sessions), is_fixed)):
        errors.append(_("Statements that you may not change keep their places."))
    return Plan(order, sessions, submission.closed, checked, corrected, errors)


def fixed_keys(keys, is_fixed):
    rows = Statement.objects.filter(pk__in=keys).defer("text") if keys else []
    return {row.pk for row in rows if is_fixed(row)}


def save_plan(plan, add_form, assign_form, *, by):
    """Write the order, the assignment and the new statement, with their versions."""
    moved = save_sessions(plan.order, plan.sessions, plan.closed)
    assigned = assign(plan.checked, assign_form.cleaned_data, plan.corrected) if plan.checked else set()
    write_history({*moved} - assigned, _("Moved on the workbench."), by)
    write_history(assigned, _("Filled in on the workbench."), by)
    added, shifted = save_new(add_form, by) if add_form.is_bound else (None, [])
    return Result(moved, assigned, added, shifted)


def save_new(add_form, by):
    """Write the new statement. Return it with the keys of the statements that made room for it."""
    statement, moved = add_form.save(), []
    if number := add_form.cleaned_data["place"]:
        moved = insert_statement(fetch_order(add_form.conference), statement, number)
        write_history(moved, _("Moved on the workbench."), by)
    return statement, moved


def write_history(keys, why, by):
    if keys:
        record_versions(Statement.objects.filter(pk__in=keys), by=by, why=why)
