"""Values that statements have from their conference.

No column says whether a value is inherited: an unpublished statement inherits it as long as it equals the value of the
conference, and follows the conference, as automatic addresses do. Each statement stores the value itself, so that
everything that reads statements finds it there.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from proceedings.batches import chunks
from proceedings.citing.rights import rights_of
from proceedings.models import Form, Statement
from proceedings.models.history import record_versions

# {field of a conference: field of its statements}
INHERITED = {"language": "language", "statement_form": "form"}
DEFAULTS = frozenset(INHERITED.values())
WHY = gettext_lazy("Follows the conference.")


def defaults_from(conference):
    """Return the values that a new statement of the conference has."""
    return {"language": conference.language, "form": conference.form_of_new_statements}


def inheriting_statements(conference, changed_fields, user):
    """Return {field: keys of the statements that have the stored value of the conference and may follow it}.

    Call it before the conference is saved.
    """
    fields = [INHERITED[name] for name in changed_fields if name in INHERITED]
    if not fields:
        return {}
    before = defaults_from(type(conference)._base_manager.get(pk=conference.pk))
    drafts = Statement.objects.at(conference).filter(published_at=None).changeable_by(user)
    return {field: set(drafts.filter(**{field: before[field]}).values_list("pk", flat=True)) for field in fields}


def pass_on(conference, keys_by_field, *, by):
    """Give these statements the present values of the conference. Return how many there are."""
    values, every = defaults_from(conference), sorted(set().union(*keys_by_field.values()))
    for some in chunks(every):
        statements = list(Statement.objects.filter(pk__in=some))
        for statement in statements:
            for field, keys in keys_by_field.items():
                if statement.pk in keys:
                    setattr(statement, field, values[field])
        # The search terms depend on the language.
        Statement.objects.bulk_update(statements, [*keys_by_field, "title_terms", "text_terms"])
        record_versions(Statement.objects.filter(pk__in=some), by=by, why=WHY)
    return len(every)


def describe_inherited(fields, conference):
    """Add to the help texts of a statement's form what its conference gives; `fields` are by name."""
    form = dict(Form.choices)[conference.form_of_new_statements]
    given = {"language": conference.language, "form": form, "source": conference.source}
    given |= {"source_url": conference.source_url, "rights": rights_of(conference)}
    for name, value in given.items():
        if value and name in fields:
            sentence = _("The conference has: %s.") if name in DEFAULTS else _("If empty, that of the conference: %s")
            fields[name].help_text = f"{fields[name].help_text} {sentence % value}".strip()
