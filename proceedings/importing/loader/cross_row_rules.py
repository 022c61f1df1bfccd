"""What the models' own `clean` asks of several rows at once, which no constraint of a database can."""

from django.apps import apps
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.models import Appointment, Conference, FormerAddress, Statement, Theme, Translation
from proceedings.models.workflow.statuses import illegal, is_legal

from .model_fields import noun_of


def broken_rules(comparisons):
    """Yield a problem for each rule that a new or changed row breaks."""
    changed = {noun.model: comparison.rows for noun, comparison in comparisons.items()}
    yield from impossible_moves([*changed[Conference], *changed[Statement]])
    yield from posts_of_others(changed[Statement], changed[Appointment])
    yield from circles(changed[Theme])
    yield from untranslated(changed[Translation], changed[Statement])
    yield from astray(comparisons[noun_of(FormerAddress)])


def impossible_moves(rows):
    for row in rows:
        before, after = row.instance.stored_status, row.instance.status
        if not is_legal(before, after):
            yield row.problem(
                _("%s Leave this field out, and the row keeps its own.") % illegal(before, after), "status"
            )


def posts_of_others(statements, appointments):
    speaker_of = stored(Appointment, "speaker_id", (row.instance.appointment_id for row in statements))
    speaker_of |= {row.ref.id: row.instance.speaker_id for row in appointments}
    for row in statements:
        post = row.instance.appointment_id
        if post in speaker_of and speaker_of[post] != row.instance.speaker_id:
            yield row.problem(
                _("this is not a post of the statement's speaker: name one of the speaker's own, or none."),
                "appointment",
            )


def circles(themes):
    if not any(row.instance.parent_id for row in themes):
        return
    parent_of = dict(noun_of(Theme).rows.values_list("pk", "parent_id").iterator())
    parent_of |= {row.ref.id: row.instance.parent_id for row in themes}
    for row in themes:
        above = parent_of[row.ref.id]
        if above == row.ref.id:
            # A constraint of the database says so already.
            continue
        seen = set()
        while above and above not in seen and above != row.ref.id:
            seen.add(above)
            above = parent_of.get(above)
        if above == row.ref.id:
            yield row.problem(_("the broader theme is below this one: a tree has no circles."), "parent")


def untranslated(translations, statements):
    language_of = stored(Statement, "language", (row.instance.statement_id for row in translations))
    language_of |= {row.ref.id: row.instance.language for row in statements}
    for row in translations:
        if row.instance.language == language_of.get(row.instance.statement_id):
            yield row.problem(_("this is the language of the statement itself."), "language")
    yield from overtaken(translations, statements)


def overtaken(translations, statements):
    """Statements that change into the language of a translation which stays as it is."""
    changing = {row.ref.id for row in translations}
    for rows in chunks(row for row in statements if not row.is_new):
        found = noun_of(Translation).rows.filter(statement__in=[row.ref.id for row in rows]).exclude(pk__in=changing)
        translated = set(found.values_list("statement", "language"))
        for row in rows:
            if (row.ref.id, row.instance.language) in translated:
                yield row.problem(_("the statement has a translation into this language."), "language")


def astray(former):
    """Former addresses that somebody has, or that lead to nobody."""
    for model in apps.get_app_config("proceedings").get_models():
        rows = [row for row in former.rows if row.instance.noun == model._meta.model_name]
        if not rows:
            continue
        in_files = former.references.by_key[noun_of(model)]
        there = {key[0] for key, ref in in_files.items() if ref.id is not None}
        for slugs in chunks({slug for row in rows for slug in (row.instance.slug, row.instance.target)}):
            there |= set(noun_of(model).rows.filter(slug__in=slugs).values_list("slug", flat=True))
        for row in rows:
            if row.instance.slug in there:
                yield row.problem(_("this is the present address of a row: a former one is nobody's."), "slug")
            if row.instance.target not in there:
                yield row.problem(_("there is nothing at this address."), "target")


def stored(model, attname, pks):
    """A field of stored rows by primary key; the numbers of rows still to come are passed over."""
    found = {}
    for chunk in chunks({pk for pk in pks if pk and pk > 0}):
        found |= dict(noun_of(model).rows.filter(pk__in=chunk).values_list("pk", attname))
    return found
