"""Check the rules of the workflow on every row that a user loads.

Permissions to add and change models are not checked here: the view that lets people load files does that.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.editorial.published_versions import SEEN
from proceedings.importing.loader.model_fields import noun_of
from proceedings.models import (
    Conference,
    Correction,
    CoSpeaker,
    Organiser,
    Session,
    Statement,
    Status,
    Translation,
)
from proceedings.models.workflow.statuses import TRANSITION_BETWEEN, TRANSITIONS, illegal_transition_message
from proceedings.models.workflow.transitions import NEEDS_SECOND_PAIR_OF_EYES, may, may_change

WHOLES = {
    Organiser: "conference",
    Session: "conference",
    CoSpeaker: "statement",
    Translation: "statement",
    Correction: "statement",
}


def violations(comparisons, by):
    """Yield a problem for each new or changed row that the user may not write."""
    changed = {noun.model: comparison.rows for noun, comparison in comparisons.items()}
    refused = list(forbidden(changed, by))
    # A user who may not change the row at all needs no advice on how to correct it.
    yield from refused or uncorrected(changed)


def forbidden(changed, by):
    for model in (Conference, Statement):
        yield from forbidden_transitions(changed[model], by)
        yield from forbidden_changes(changed[model], by)
    for model, whole in WHOLES.items():
        yield from forbidden_parts(changed[model], model, whole, by)


def forbidden_transitions(rows, by):
    eyes = []
    for row in rows:
        before, after = row.instance.stored_status or Status.DRAFT, row.instance.status
        if before == after:
            continue
        name = TRANSITION_BETWEEN.get((before, after))
        if name is None:
            yield row.problem(str(illegal_transition_message(before, after)), "status")
        elif not may(by, row.ref.noun.model, TRANSITIONS[name].takes[before]):
            yield row.problem(_("you may not give it this status."), "status")
        elif name in NEEDS_SECOND_PAIR_OF_EYES:
            eyes.append(row)
    yield from sole_authors(eyes, by)


def sole_authors(rows, by):
    """Yield a problem for each row that only this user has written. Loading a file counts as writing."""
    for some in chunks(rows) if settings.SECOND_PAIR_OF_EYES else ():
        stored = [row.ref.id for row in some if not row.is_new]
        model = some[0].ref.noun.model
        seen = set(model.objects.filter(pk__in=stored).seen_by_others(by, writing=True).values_list("pk", flat=True))
        for row in some:
            if row.ref.id not in seen:
                yield row.problem(_("somebody else must review it before you publish it."), "status")


def forbidden_changes(rows, by):
    for row in rows:
        if not row.is_new and not may_change(by, row.instance):
            yield row.problem(_("it is in review or published, and you may not change it: leave it out."))


def uncorrected(changed):
    """Yield a problem for each published statement that changes without a correction note."""
    corrected = {row.instance.statement_id for row in changed[Correction]}
    for model, key in ((Statement, "pk"), (CoSpeaker, "statement_id"), (Translation, "statement_id")):
        names = [model._meta.get_field(name).attname for name in SEEN[model._meta.model_name]]
        for some in chunks(changed[model]):
            keys = {getattr(row.instance, key) for row in some} - corrected
            seen = set(Statement.objects.filter(pk__in=keys, published_at__isnull=False).values_list("pk", flat=True))
            rows = [row for row in some if getattr(row.instance, key) in seen]
            stored = noun_of(model).rows.filter(pk__in=[row.ref.id for row in rows if not row.is_new])
            before = {pk: values for pk, *values in stored.values_list("pk", *names)}
            for row in rows:
                if before.get(row.ref.id) != [getattr(row.instance, name) for name in names]:
                    yield row.problem(
                        _("readers have seen this: add a correction of the statement, or change it on its own page.")
                    )


def forbidden_parts(rows, model, whole, by):
    """Yield a problem for each part whose present or future parent the user may not change."""
    for some in chunks(rows):
        now = dict(
            noun_of(model).rows.filter(pk__in=[row.ref.id for row in some if not row.is_new]).values_list("pk", whole)
        )
        related = model._meta.get_field(whole).related_model
        wanted = {getattr(row.instance, f"{whole}_id") for row in some}
        stored = related.objects.filter(pk__in={pk for pk in wanted if pk > 0} | set(now.values()))
        shut = set(stored.exclude(pk__in=stored.changeable_by(by).values("pk")).values_list("pk", flat=True))
        for row in some:
            if shut & {getattr(row.instance, f"{whole}_id"), now.get(row.ref.id)}:
                yield row.problem(
                    _("what it belongs to is in review or published, and you may not change that: leave it out.")
                )
