"""Where an uploaded sheet waits until its uploader confirms the import or a day has passed.

A sheet waits in two files below settings.SHEETS_DIR/<user>/<token>/. Sheets are too large for a hidden field of the
page. They are private: they are not in dumps of the database, and no server of static files reaches them. All
processes of the site share them.
"""

import json
import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings

from proceedings.importing.sheets import Sheet
from proceedings.importing.sheets.files.sheet import Fault

MAX_AGE = 24 * 3600  # Seconds.
MAX_PER_USER = 5
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
SHEET, OPTIONS, COLUMNS = "sheet.json", "options.json", "columns.json"
# The columns of this many headings are remembered for each user.
MAX_COLUMNS = 500


class Upload:
    """A sheet that waits for its user, with the options of its import."""

    def __init__(self, user, token):
        self.token = token
        self.folder = settings.SHEETS_DIR / str(user.pk) / token

    def read(self, name):
        return json.loads((self.folder / name).read_text())

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

    def add_answers(self, answers):
        merged = self.answers
        for model, slugs in answers.items():
            merged[model] = merged.get(model, {}) | slugs
        write_json(self.folder / OPTIONS, self.read(OPTIONS) | {"answers": merged})

    def delete(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def saved_columns(user):
    """Return the columns that the user chose for headings before: {heading_key: name of a column, or ""}."""
    try:
        return json.loads((settings.SHEETS_DIR / str(user.pk) / COLUMNS).read_text())
    except OSError:
        return {}


def save_columns(user, columns):
    """Remember the columns that the user chose for headings."""
    if columns:
        every = list((saved_columns(user) | columns).items())
        write_json(settings.SHEETS_DIR / str(user.pk) / COLUMNS, dict(every[-MAX_COLUMNS:]))


def write_json(path, value):
    # The file gets its name when it is complete, so that nobody reads half of it.
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(value))
    part.chmod(0o600)
    part.replace(path)


def save_upload(user, sheet, *, conference, answers, text=""):
    """Store a sheet, or the outline in the text, for its uploader, and delete what has expired."""
    delete_expired(user)
    upload = Upload(user, secrets.token_urlsafe(24))
    upload.folder.mkdir(mode=0o700, parents=True)
    write_json(upload.folder / SHEET, sheet._asdict())
    write_json(upload.folder / OPTIONS, {"conference": conference, "answers": answers, "text": text})
    return upload


def find_upload(user, token):
    """Return the user's upload with this token, or None if there is none or it has expired."""
    upload = Upload(user, token)
    if not TOKEN.fullmatch(token) or age(upload.folder) > MAX_AGE or not (upload.folder / OPTIONS).exists():
        return None
    return upload


def delete_expired(user):
    """Delete expired uploads of all users, and the oldest ones of this user to make room for another."""
    for folder in settings.SHEETS_DIR.glob("*/*"):
        if age(folder) > MAX_AGE:
            shutil.rmtree(folder, ignore_errors=True)
    own = sorted(filter(Path.is_dir, (settings.SHEETS_DIR / str(user.pk)).glob("*")), key=age)
    for folder in own[MAX_PER_USER - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def age(folder):
    """Return the age of a folder in seconds; one that does not exist is infinitely old."""
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return float("inf")
