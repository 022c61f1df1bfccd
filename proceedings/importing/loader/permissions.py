"""What somebody may not write of what the files say: the workflow's rules, asked of every row.

The rights to add and to change a noun are apart: whoever lets people load files asks for those.
"""

from django.conf import settings
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.editorial.published_versions import SEEN
from proceedings.models import Conference, Correction, Organiser, Session, Statement, Status, Translation
from proceedings.models.workflow.statuses import MOVES, TRANSITIONS, illegal
from proceedings.models.workflow.transitions import NEEDS_SECOND_PAIR_OF_EYES, may, may_change

from .model_fields import noun_of

WHOLES = {Organiser: "conference", Session: "conference", Translation: "statement", Correction: "statement"}


def lacking(comparisons, by):
    """Yield a problem for each new or changed row that this user may not write so."""
    changed = {noun.model: comparison.rows for noun, comparison in comparisons.items()}
    refused = list(forbidden(changed, by))
    # Whoever may not change it at all need not be told how.
    yield from refused or untold(changed)


def forbidden(changed, by):
    for model in (Conference, Statement):
        yield from moves(changed[model], by)
        yield from words(changed[model], by)
    for model, whole in WHOLES.items():
        yield from parts(changed[model], model, whole, by)


def moves(rows, by):
    eyes = []
    for row in rows:
        before, after = row.instance.stored_status or Status.DRAFT, row.instance.status
        if before == after:
            continue
        name = MOVES.get((before, after))
        if name is None:
            yield row.problem(str(illegal(before, after)), "status")
        elif not may(by, row.ref.noun.model, TRANSITIONS[name].takes[before]):
            yield row.problem(_("you may not give it this status."), "status")
        elif name in NEEDS_SECOND_PAIR_OF_EYES:
            eyes.append(row)
    yield from alone(eyes, by)


def alone(rows, by):
    """Whoever loads a file writes it."""
    for some in chunks(rows) if settings.SECOND_PAIR_OF_EYES else ():
        stored = [row.ref.id for row in some if not row.is_new]
        model = some[0].ref.noun.model
        seen = set(model.objects.filter(pk__in=stored).seen_by_others(by, writing=True).values_list("pk", flat=True))
        for row in some:
            if row.ref.id not in seen:
                yield row.problem(_("somebody else must look at it before you publish it."), "status")


def words(rows, by):
    for row in rows:
        if not row.is_new and not may_change(by, row.instance):
            yield row.problem(_("it is in review or published, and you may not change it: leave it out."))


def untold(changed):
    """What readers have seen changes with a word to them."""
    told = {row.instance.statement_id for row in changed[Correction]}
    for model, key in ((Statement, "pk"), (Translation, "statement_id")):
        names = [model._meta.get_field(name).attname for name in SEEN[model._meta.model_name]]
        for some in chunks(changed[model]):
            keys = {getattr(row.instance, key) for row in some} - told
            seen = set(Statement.objects.filter(pk__in=keys, published_at__isnull=False).values_list("pk", flat=True))
            rows = [row for row in some if getattr(row.instance, key) in seen]
            stored = noun_of(model).rows.filter(pk__in=[row.ref.id for row in rows if not row.is_new])
            before = {pk: values for pk, *values in stored.values_list("pk", *names)}
            for row in rows:
                if before.get(row.ref.id) != [getattr(row.instance, name) for name in names]:
                    yield row.problem(
                        _("readers have seen this: bring a correction of the statement, or change it on its own page.")
                    )


def parts(rows, model, whole, by):
    """Of each the row that it is to belong to, and the one that it belongs to now."""
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
