"""Undoing the last step of a user on the workbench.

The session keeps which versions the step wrote. The rows get the values of the versions before, unless one of them has
changed since.
"""

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from proceedings.models import Session, Statement
from proceedings.models.history import History, record_versions

from .assignment import COPIED
from .positions import write_positions

KEY = "workbench_step"
VALUES = ("speaker_id", "appointment_id", "slug", *COPIED)
TAGS = Statement._meta.get_field("themes")


class UndoError(Exception):
    """The step cannot be undone. The message is a sentence for the user."""


def changed_since():
    return UndoError(_("Nothing was undone: somebody has changed one of these rows since, or you may not change it."))


def keep_step(request, conference, sentence, *, statements=(), added=None, session=None):
    """Remember a step: the keys of the statements that it changed, and of a statement and a session that it added."""
    keys = [*statements, *([added] if added else [])]
    request.session[KEY] = {
        "conference": conference.pk,
        "sentence": sentence,
        "versions": {str(key): version for key, version in latest_versions(keys).items()},
        "added": added,
        "session": session,
    }


def forget_step(request):
    request.session.pop(KEY, None)


def last_step(request, conference):
    """Return the step of this user that can be undone on the workbench of the conference, or None."""
    step = request.session.get(KEY)
    return step if step and step["conference"] == conference.pk else None


def latest_versions(keys, before=()):
    """Return {key of a statement: key of its latest version}, without the versions in `before`."""
    versions = Statement.history.model.objects.filter(id__in=keys).exclude(history_id__in=before)
    return dict(versions.order_by().values("id").annotate(last=Max("history_id")).values_list("id", "last"))


def undo_step(step, *, by, may_change, may_delete):
    """Undo a step in the present transaction. Raise UndoError if that is not possible any more.

    `may_change` and `may_delete` tell whether the user may do so to a row.
    """
    if step is None:
        raise UndoError(_("There is nothing to undo."))
    written = {int(key): version for key, version in step["versions"].items()}
    rows = Statement.objects.filter(pk__in=written).defer("text").select_for_update(of=("self",)).in_bulk()
    if latest_versions(written) != written or rows.keys() != written.keys():
        raise changed_since()
    added = rows.pop(step["added"], None)
    if not all(map(may_change, rows.values())) or not (added is None or may_delete(added)):
        raise changed_since()
    if added:
        added.delete()
    if rows:
        restore(rows, versions_before(rows, written.values()))
        record_versions(Statement.objects.filter(pk__in=rows), by=by, why=_("Undone on the workbench."))
    if step["session"]:
        delete_session(step["session"], may_delete)


def versions_before(rows, written):
    before = latest_versions(rows, written)
    versions = Statement.history.model.objects.in_bulk(before.values(), field_name="history_id")
    if before.keys() != rows.keys():
        raise changed_since()
    return {key: versions[version] for key, version in before.items()}


def restore(rows, before):
    """Give the rows the values, places and themes of the versions before."""
    restore_values(rows, before)
    restore_places(rows, before)
    restore_themes(before)


def restore_values(rows, before):
    changed = []
    for key, row in rows.items():
        if any(getattr(row, name) != getattr(before[key], name) for name in VALUES):
            changed.append(row)
            for name in VALUES:
                setattr(row, name, getattr(before[key], name))
    if Statement.objects.filter(slug__in=[row.slug for row in changed]).exclude(pk__in=rows).exists():
        raise changed_since()
    Statement.objects.bulk_update(changed, ["speaker", "appointment", "slug", *COPIED])


def restore_places(rows, before):
    places = {key: (version.session_id, version.position) for key, version in before.items()}
    moved = {key: place for key, place in places.items() if place != (rows[key].session_id, rows[key].position)}
    if not moved:
        return
    sessions = {session for session, _position in moved.values()}
    taken = Q(*(Q(session=session, position=position) for session, position in moved.values()), _connector=Q.OR)
    is_taken = Statement.objects.filter(taken).exclude(pk__in=moved).exists()
    if is_taken or Session.objects.filter(pk__in=sessions).count() != len(sessions):
        raise changed_since()
    write_positions(moved)


def restore_themes(before):
    """Take the themes off again that the step added."""
    kept = {
        (tag.statement_id, tag.theme_id)
        for tag in History.m2m_models[TAGS].objects.filter(history__in=[row.history_id for row in before.values()])
    }
    tags = Statement.themes.through.objects.filter(statement__in=before)
    gone = [pk for pk, *tag in tags.values_list("pk", "statement", "theme") if tuple(tag) not in kept]
    tags.filter(pk__in=gone).delete()


def delete_session(key, may_delete):
    session = Session.objects.filter(pk=key).first()
    if session is None or session.statements.exists() or not may_delete(session):
        raise changed_since()
    session.delete()
