"""Where an uploaded sheet waits until its uploader confirms the import or a day has passed: in SHEETS_DIR."""

import json

from django.conf import settings

from proceedings.importing.sheets import Sheet
from proceedings.importing.sheets.files.sheet import Fault
from proceedings.importing.sheets.parsing.headings import UNNAMED

from .folders import WaitingFolder, write_json

SHEET, OPTIONS, COLUMNS = "sheet.json", "options.json", "columns.json"
# So many headings are remembered for each user, with their columns.
MAX_COLUMNS = 500


class Upload(WaitingFolder):
    """A sheet that waits for its user, with the options of its import."""

    complete_with = OPTIONS

    @classmethod
    def root(cls):
        return settings.SHEETS_DIR

    @property
    def sheet(self):
        values = self.read(SHEET)
        rows = [(number, texts) for number, texts in values["rows"]]
        faults = [Fault(*fault) for fault in values["faults"]]
        return Sheet(**values | {"rows": rows, "faults": faults})

    @property
    def conference(self):
        """The slug of the conference that was chosen for all rows, or an empty string."""
        return self.read(OPTIONS)["conference"]

    @property
    def text(self):
        """The outline that the sheet was made from, or an empty string."""
        return self.read(OPTIONS)["text"]

    @property
    def answers(self):
        """The answers about unknown names: {"speaker": {key of the name: slug, or "" for a new row}, …}."""
        return self.read(OPTIONS)["answers"]

    def forget_answers(self, *kinds):
        """Forget the answers of some kinds, so that they are asked again."""
        kept = {kind: answers for kind, answers in self.answers.items() if kind not in kinds}
        self.write(OPTIONS, self.read(OPTIONS) | {"answers": kept})

    def add_answers(self, answers):
        merged = self.answers
        for model, slugs in answers.items():
            merged[model] = merged.get(model, {}) | slugs
        self.write(OPTIONS, self.read(OPTIONS) | {"answers": merged})


def saved_columns(user):
    """Return the columns that the user chose for headings in former sheets: {heading_key: name of a column, or ""}."""
    try:
        return json.loads((settings.SHEETS_DIR / str(user.pk) / COLUMNS).read_text())
    except OSError:
        return {}


def save_columns(user, columns):
    """Remember the columns that the user chose for headings. Columns without a heading are not remembered."""
    columns = {key: name for key, name in columns.items() if not key.startswith(UNNAMED)}
    if columns:
        every = list((saved_columns(user) | columns).items())
        write_json(settings.SHEETS_DIR / str(user.pk) / COLUMNS, dict(every[-MAX_COLUMNS:]))


def save_upload(user, sheet, *, conference, answers, text=""):
    """Store a sheet for its uploader, with the outline that it was made from, if any, and delete expired uploads."""
    slug, title = (conference.slug, str(conference)) if conference else ("", "")
    return Upload.create(
        user,
        sheet=sheet._asdict(),
        summary={"name": sheet.name, "conference": title, "statements": len(sheet.rows)},
        options={"conference": slug, "answers": answers, "text": text},
    )
