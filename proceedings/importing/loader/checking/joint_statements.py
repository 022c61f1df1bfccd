"""Check the speakers of statements that have several."""

from collections import defaultdict

from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.loader.model_fields import noun_of, stored_values
from proceedings.models import CoSpeaker, Statement


def violations(further, statements):
    """Yield a problem for each speaker who is listed twice, and for each further speaker without a first one."""
    keys = [row.instance.statement_id for row in further]
    first_of, label_of = (stored_values(Statement, name, keys) for name in ("speaker_id", "label"))
    for row in statements:
        first_of[row.ref.id], label_of[row.ref.id] = row.instance.speaker_id, row.instance.label
    kept = kept_speakers(further, {*keys, *(row.ref.id for row in statements if not row.is_new)})
    yield from first_speaker_violations(statements, kept)
    for row in further:
        statement, speaker = row.instance.statement_id, row.instance.speaker_id
        if statement not in first_of:
            # The statement itself has a problem.
            continue
        if first_of[statement] is None and not label_of[statement]:
            yield row.problem(_("the statement has no first speaker: name that one in the statement."), "statement")
        elif speaker and speaker == first_of[statement]:
            yield row.problem(_("this is the first speaker of the statement already."), "speaker")
        elif speaker and speaker in kept[statement]:
            yield row.problem(_("this speaker is listed twice."), "speaker")
        kept[statement].add(speaker)


def kept_speakers(further, statements):
    """Return {statement: speakers} of the stored further speakers that the load leaves as they are."""
    changing = {row.ref.id for row in further}
    kept = defaultdict(set)
    for some in chunks({pk for pk in statements if pk and pk > 0}):
        rows = noun_of(CoSpeaker).rows.filter(statement__in=some).values_list("pk", "statement", "speaker")
        for pk, statement, speaker in rows.iterator():
            if pk not in changing:
                kept[statement].add(speaker)
    return kept


def first_speaker_violations(statements, kept):
    for row in statements:
        further = kept.get(row.ref.id)
        if further and row.instance.speaker_id and row.instance.speaker_id in further:
            yield row.problem(_("this speaker is a further speaker of the statement already."), "speaker")
        elif further and not row.instance.is_spoken:
            yield row.problem(_("the statement has further speakers, so it needs a first one."), "speaker")
