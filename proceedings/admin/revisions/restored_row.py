"""A row with the values of one of its versions, not saved yet."""

from django.db.models import FileField

from proceedings.editorial.published_versions import published_fields_of
from proceedings.models import Statement
from proceedings.models.workflow.publishable import PUBLICATION

from .correction_notes import PARTS, published_statements
from .diff import field_diffs, state_of, tracked_fields, value_of
from .display import RelatedLabels


def unrestored_fields(model):
    """The names of the fields that restoring leaves alone: no version changes a status, a position or a file."""
    # The file of a former version may be deleted.
    files = {field.name for field in tracked_fields(model) if isinstance(field, FileField)}
    return set(PUBLICATION) | {"position"} | files


class RestoredRow:
    """The row as restoring would leave it.

    `before` is its present state, None if it is deleted; `tags` are the keys of its many-to-many fields; `left_out`
    are labels of related rows that are deleted.
    """

    def __init__(self, model_admin, row, version):
        self.model, self.version = model_admin.model, version
        self.labels = RelatedLabels(model_admin.admin_site)
        self.before = state_of(row) if row else None
        # A deleted row comes back with the same primary key.
        self.row = row or self.model(pk=version.id)
        self.tags, self.left_out = {}, []
        unrestored = model_admin.get_unrestored_fields(row)
        for field in tracked_fields(self.model):
            if field.name not in unrestored:
                self.set_value(field)
        self.row.stated = frozenset(field.name for field in tracked_fields(self.model))
        self.set_position()

    def set_value(self, field):
        value = value_of(self.version, field)
        if not field.many_to_many:
            setattr(self.row, field.attname, value)
            return
        existing = set(field.related_model._base_manager.filter(pk__in=value).values_list("pk", flat=True))
        self.tags[field] = existing
        self.left_out += [self.labels.get(field.related_model, key) for key in sorted(value - existing)]

    def set_position(self):
        """Put the row at the end of an order that it comes back to."""
        fields = {field.name: field for field in tracked_fields(self.model)}
        position = fields.get("position")
        if position is None:
            return
        parent = next((fields[name] for name in fields if name in {"session", "conference"}), None)
        if self.before is None or (parent and self.before[parent] != getattr(self.row, parent.attname)):
            self.row.position = None if position.blank else self.version.position

    def after(self):
        """The state of the row once it is restored."""
        return {
            field: frozenset(self.tags[field]) if field in self.tags else getattr(self.row, field.attname)
            for field in self.before or tracked_fields(self.model)
            if field in self.tags or not field.many_to_many
        }

    def changes(self):
        """The fields that restoring would change, as a list of FieldDiff; the position is not shown."""
        after = {field: value for field, value in self.after().items() if field.name != "position"}
        self.labels.fetch_for(state for state in (self.before, after) if state)
        return field_diffs(self.before, after, self.labels)

    def statements(self):
        """The published statements whose readable fields restoring would change."""
        readable, after = published_fields_of(self.model), self.after()
        if not any(
            field.name in readable and (self.before is None or self.before[field] != after[field]) for field in after
        ):
            return []
        keys = {self.version.id} if self.model is Statement else set()
        if self.model in PARTS:
            keys = {self.row.statement_id}
        return list(published_statements().filter(pk__in=keys))
