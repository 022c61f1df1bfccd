"""Where a proposal waits while its user corrects it: in PROPOSALS_DIR, with the text that was read.

Each change is written at once, under the next version, so that a proposal can be left and taken up again.
"""

from datetime import UTC, datetime

from django.conf import settings

from proceedings.admin.uploads.folders import WaitingFolder

from .edited_proposal import EditedProposal

# The state and the one before it, the text of the document, and what lists show.
STATE, BEFORE, TEXT, SUMMARY = "state.json", "before.json", "text.json", "summary.json"


class WaitingProposal(WaitingFolder):
    """An EditedProposal that waits for its user for a fortnight after the last change."""

    max_age, max_per_user = 14 * 24 * 3600, 20
    complete_with = STATE

    @classmethod
    def root(cls):
        return settings.PROPOSALS_DIR

    @classmethod
    def has_room(cls, user):
        """Return whether the user can store another one; no work of theirs is deleted to make room for it."""
        return len(cls.all_of(user)) < cls.max_per_user

    @classmethod
    def store(cls, user, edited):
        """Store a new EditedProposal and return where it waits."""
        state, summary = edited.to_json(), edited.summary()
        return cls.create(user, text=edited.text, summary=summary, before=None, state=state)

    def edited(self):
        """Return the EditedProposal as it was saved last."""
        return EditedProposal.from_json(self.read(STATE), self.read(TEXT))

    def save(self, edited, *, can_undo=True):
        """Write the EditedProposal under the next version; `can_undo` keeps the one before for `undo()`."""
        edited.version += 1
        if can_undo:
            self.write(BEFORE, self.read(STATE))
        self.write(SUMMARY, edited.summary())
        self.write(STATE, edited.to_json())

    @property
    def can_undo(self):
        return self.read(BEFORE) is not None

    def undo(self, version):
        """Write the state before the last step under the version after `version`; return whether there was one."""
        before = self.read(BEFORE)
        if before is None:
            return False
        edited = EditedProposal.from_json(before | {"version": version}, self.read(TEXT))
        self.save(edited, can_undo=False)
        self.write(BEFORE, None)
        return True

    @property
    def summary(self):
        """{"name", "title", "statements"}, for lists."""
        return self.read(SUMMARY)

    @property
    def changed_at(self):
        return datetime.fromtimestamp((self.folder / STATE).stat().st_mtime, UTC)
