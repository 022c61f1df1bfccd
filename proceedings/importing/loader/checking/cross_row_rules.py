"""Check the rules that involve several rows, which the models check in `clean()` and no database constraint can."""

from django.apps import apps
from django.utils.translation import gettext as _

from proceedings.batches import chunks
from proceedings.importing.loader.model_fields import noun_of, stored_values
from proceedings.models import (
    Appointment,
    Conference,
    CoSpeaker,
    FormerAddress,
    OrganisationIdentifier,
    SpeakerIdentifier,
    Statement,
    Theme,
    Translation,
)
from proceedings.models.workflow.statuses import illegal_transition_message, is_legal

from . import joint_statements


def violations_of_rows(noun, rows, comparisons):
    """Yield a problem for each violation of a rule between rows of a noun and of the nouns before it."""
    if noun.model in {Conference, Statement}:
        yield from illegal_transitions(rows)
    if noun.model in {Statement, CoSpeaker}:
        yield from appointments_of_others(rows, comparisons[noun_of(Appointment)])


def violations(comparisons):
    """Yield a problem for each other rule that a new or changed row violates."""
    changed = {noun.model: comparison.rows for noun, comparison in comparisons.items()}
    further, translations = changed[CoSpeaker], changed[Translation]
    parts = {row.instance.statement_id for row in (*further, *translations)}
    # Reading a million new statements again would take long, and most of them are one row.
    statements = [row for row in changed[Statement] if not row.is_new or row.ref.id in parts]
    yield from joint_statements.violations(further, statements)
    yield from theme_cycles(changed[Theme])
    yield from translations_into_own_language(translations, statements)
    yield from identifiers_of_others(changed[SpeakerIdentifier], "speaker")
    yield from identifiers_of_others(changed[OrganisationIdentifier], "organisation")
    yield from invalid_former_addresses(comparisons[noun_of(FormerAddress)])


def illegal_transitions(rows):
    for row in rows:
        instance = row.instance
        before, after = instance.stored_status, instance.status
        if not is_legal(before, after):
            yield row.problem(
                _("%s Leave this field out, and the row keeps its own.") % illegal_transition_message(before, after),
                "status",
            )


def appointments_of_others(rows, appointments):
    """Yield a problem for each statement or further speaker whose post belongs to another speaker."""
    posts = [(row, vars(row.instance)["speaker_id"], vars(row.instance)["appointment_id"]) for row in rows]
    speaker_of = stored_values(Appointment, "speaker_id", (post for _row, _speaker, post in posts))
    for row, speaker, post in posts:
        if post is not None and speaker != appointments.speakers.get(post, speaker_of.get(post, speaker)):
            yield row.problem(
                _("this is not a post of the statement's speaker: name one of the speaker's own, or none."),
                "appointment",
            )


def identifiers_of_others(rows, owner):
    """Yield a problem for each identifier that a file would move from one row to another."""
    for some in chunks(row for row in rows if not row.is_new):
        held = noun_of(some[0].ref.noun.model).rows.filter(pk__in=[row.ref.id for row in some])
        owner_of = {pk: others for pk, *others in held.values_list("pk", owner, f"{owner}__slug")}
        for row in some:
            pk, slug = owner_of[row.ref.id]
            if pk != getattr(row.instance, f"{owner}_id"):
                message = _('"%s" has this identifier: name the same row, or remove the identifier there first.')
                yield row.problem(message % slug, owner)


def theme_cycles(themes):
    if not any(row.instance.parent_id for row in themes):
        return
    parent_of = dict(noun_of(Theme).rows.values_list("pk", "parent_id").iterator())
    parent_of |= {row.ref.id: row.instance.parent_id for row in themes}
    for row in themes:
        above = parent_of[row.ref.id]
        if above == row.ref.id:
            # A database constraint reports this already.
            continue
        seen = set()
        while above and above not in seen and above != row.ref.id:
            seen.add(above)
            above = parent_of.get(above)
        if above == row.ref.id:
            yield row.problem(_("the broader theme is below this one: a tree cannot have a cycle."), "parent")


def translations_into_own_language(translations, statements):
    language_of = stored_values(Statement, "language", (row.instance.statement_id for row in translations))
    language_of |= {row.ref.id: row.instance.language for row in statements}
    for row in translations:
        if row.instance.language == language_of.get(row.instance.statement_id):
            yield row.problem(_("this is the language of the statement itself."), "language")
    yield from statements_changed_into_translated_language(translations, statements)


def statements_changed_into_translated_language(translations, statements):
    """Yield a problem for each statement that changes to the language of a translation that stays."""
    changing = {row.ref.id for row in translations}
    for rows in chunks(row for row in statements if not row.is_new):
        kept = noun_of(Translation).rows.filter(statement__in=[row.ref.id for row in rows]).exclude(pk__in=changing)
        translated = set(kept.values_list("statement", "language"))
        for row in rows:
            if (row.ref.id, row.instance.language) in translated:
                yield row.problem(_("the statement has a translation into this language."), "language")


def invalid_former_addresses(former):
    """Yield a problem for each former address that a row has now, or whose target no row has."""
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
                yield row.problem(_("a row has this address now, so it cannot be a former address."), "slug")
            if row.instance.target not in there:
                yield row.problem(_("no row has this address."), "target")
