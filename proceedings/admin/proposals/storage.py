"""Where a proposal waits while its user corrects it: in PROPOSALS_DIR, with the text that was read.

Each change is written at once, under the next version, so that a proposal can be left and taken up again.
"""

from django.conf import settings

from proceedings.admin.uploads.folders import SUMMARY, WaitingFolder

from .edited_proposal import EditedProposal

# The files of the present state, of former states (by version), and of the text of the document.
STATE, BEFORE, TEXT = "state.json", "before-{}.json", "text.json"
# The most steps that can be undone.
MAX_STEPS = 5


class WaitingProposal(WaitingFolder):
    """An EditedProposal that waits for its user for a fortnight after the last change."""

    max_age, max_per_user = 14 * 24 * 3600, 20
    complete_with = STATE

    @classmethod
    def root(cls):
        return settings.PROPOSALS_DIR

    @classmethod
    def has_room(cls, user):
        """Return whether the user has room for another one; storing one more would delete the oldest."""
        return len(cls.all_of(user)) < cls.max_per_user

    @classmethod
    def store(cls, user, edited):
        """Store a new EditedProposal and return where it waits."""
        return cls.create(user, text=edited.text, summary=edited.summary(), state=edited.to_json())

    def edited(self):
        """Return the EditedProposal as it was saved last."""
        return EditedProposal.from_json(self.read(STATE), self.read(TEXT))

    def save(self, edited):
        """Write the EditedProposal under the next version, and keep the former state for `undo()`."""
        self.write(BEFORE.format(edited.version), self.read(STATE))
        for path in self.steps()[:-MAX_STEPS]:
            path.unlink()
        self.replace(edited)

    def replace(self, edited):
        edited.version += 1
        self.write(SUMMARY, edited.summary())
        self.write(STATE, edited.to_json())

    def steps(self):
        """Return the files of the former states, the latest last."""
        return sorted(self.folder.glob(BEFORE.format("*")), key=lambda path: int(path.stem.partition("-")[2]))

    @property
    def can_undo(self):
        return bool(self.steps())

    def undo(self, version):
        """Restore the state before the last step, if there is one, as the version after `version`."""
        if steps := self.steps():
            before = self.read(steps[-1].name)
            self.replace(EditedProposal.from_json(before | {"version": version}, self.read(TEXT)))
            steps[-1].unlink()
