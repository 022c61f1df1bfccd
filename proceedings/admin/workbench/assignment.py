"""Filling in many statements at once. The values are the cleaned data of AssignForm."""

from copy import copy

from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.addresses import follows, set_new_slugs
from proceedings.admin.forms.capacity import propose_capacity
from proceedings.admin.revisions.correction_notes import require_note
from proceedings.models import Correction, Statement

# Fields that every checked statement gets if they are filled in.
COPIED = ("form", "source", "source_url")


def fetch_checked(conference, keys):
    """Return the statements of the conference with these keys, in order, with all that an assignment reads."""
    rows = Statement.objects.at(conference).filter(pk__in=keys).in_order()
    return list(
        rows.select_related("speaker", "appointment", "session__conference")
        .prefetch_related("speaker__appointments", "co_speakers")
        .defer("text")
    )


def assignment_errors(statements, values):
    """Yield an error for each statement that cannot get the values."""
    speaker, appointment = values["speaker"], values["appointment"]
    for statement in statements:
        if statement.published_at and (
            (speaker and statement.speaker_id not in {None, speaker.pk})
            or (appointment and statement.appointment_id not in {None, appointment.pk})
        ):
            yield _("“%s” has been published. To change its speaker or capacity, open its form.") % statement.title
        elif appointment and not speaker and statement.speaker_id != appointment.speaker_id:
            message = _("“%(title)s” is not by %(speaker)s, whose post this is.")
            yield message % {"title": statement.title, "speaker": appointment.speaker}
        elif speaker and any(row.speaker_id == speaker.pk for row in statement.co_speakers.all()):
            message = _("“%(title)s” has %(speaker)s as a further speaker already.")
            yield message % {"title": statement.title, "speaker": speaker}


def corrected_statements(statements, values):
    """Return the published statements that get other values.

    Raise ValidationError if that needs a correction note and there is none.
    """
    return require_note(values, [statement for statement in statements if changes_values(statement, values)])


def changes_values(statement, values):
    changed = copy(statement)
    set_values(changed, values)
    return attribution(changed) != attribution(statement)


def attribution(statement):
    return tuple(getattr(statement, name) for name in ("speaker_id", "appointment_id", *COPIED))


def set_values(statement, values):
    """Set the speaker, the capacity, the form and the source, without saving."""
    for name in COPIED:
        setattr(statement, name, values[name] or getattr(statement, name))
    speaker, appointment = values["speaker"], values["appointment"]
    is_new = speaker and statement.speaker_id != speaker.pk
    if is_new:
        # The capacity was the former speaker's.
        statement.speaker, statement.appointment = speaker, None
    if appointment:
        statement.appointment = appointment
    elif is_new or values["propose"]:
        propose_capacity(statement)


def assign(statements, values, corrected):
    """Write the values and the correction note. Return the keys of the statements that changed."""
    changed, renamed = [], []
    for statement in statements:
        before, speaker = attribution(statement), statement.speaker_id
        is_automatic = follows(statement)
        set_values(statement, values)
        if attribution(statement) != before:
            changed.append(statement)
        if is_automatic and statement.speaker_id != speaker:
            renamed.append(statement)
    set_new_slugs(renamed)
    Statement.objects.bulk_update(changed, ["speaker", "appointment", "slug", *COPIED])
    if note := values["correction_note"]:
        for statement in corrected:
            Correction.objects.tell(statement, note)
    return {statement.pk for statement in changed} | add_themes(statements, values["themes"])


def add_themes(statements, themes):
    """Write the themes that statements do not have yet. Return the keys of the statements that changed."""
    tags = Statement.themes.through
    keys = [statement.pk for statement in statements]
    themes = [theme.pk for theme in themes]
    existing = set(tags.objects.filter(statement__in=keys, theme__in=themes).values_list("statement", "theme"))
    new = [(key, theme) for key in keys for theme in themes if (key, theme) not in existing]
    tags.objects.bulk_create(tags(statement_id=key, theme_id=theme) for key, theme in new)
    return {key for key, _theme in new}
