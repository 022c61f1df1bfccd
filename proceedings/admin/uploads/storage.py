"""Uploads between the page that shows what they would do and the yes to it: files that only their uploader reaches.

They are too large for a hidden field of the page, and private, so that they are neither in the database's dumps nor
where a server of static files could find them. Every process of the site sees them.
"""

import json
import re
import secrets
import shutil
import time

from django.conf import settings

from proceedings.importing.sheets import Sheet
from proceedings.importing.sheets.sheet import Fault

KEPT = 24 * 3600
MOST_OF_A_USER = 5
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class Upload:
    """`answers` are what the uploader said of unknown names: {noun: {name's key: slug, or "" for new}}."""

    def __init__(self, user, token):
        self.token = token
        self.folder = settings.SHEETS_DIR / str(user.pk) / token

    @property
    def sheet(self):
        told = json.loads((self.folder / "sheet.json").read_text())
        rows = [(number, texts) for number, texts in told["rows"]]
        return Sheet(told["name"], told["headings"], rows, [Fault(*fault) for fault in told["faults"]])

    @property
    def conference(self):
        """The slug of the conference that was chosen, or nothing."""
        return self.options["conference"]

    @property
    def answers(self):
        return self.options["answers"]

    @property
    def options(self):
        return json.loads((self.folder / "options.json").read_text())

    def answer(self, answers):
        for noun, told in self.answers.items():
            answers[noun] = told | answers.get(noun, {})
        self.write("options.json", {"conference": self.conference, "answers": answers})

    def write(self, name, value):
        # Nobody finds half a file: it has another name until it is whole.
        part = self.folder / f"{name}.part"
        part.write_text(json.dumps(value))
        part.chmod(0o600)
        part.replace(self.folder / name)

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def keep(user, sheet, *, conference, answers):
    """Keep a sheet for its uploader, and tidy up."""
    tidy(user)
    upload = Upload(user, secrets.token_urlsafe(24))
    upload.folder.mkdir(mode=0o700, parents=True)
    upload.write("sheet.json", sheet._asdict())
    upload.write("options.json", {"conference": conference, "answers": answers})
    return upload


def kept(user, token):
    """The user's own upload of that name; None when there is none, or it was too long ago."""
    upload = Upload(user, token)
    if not TOKEN.fullmatch(token) or age(upload.folder) > KEPT or not (upload.folder / "options.json").exists():
        return None
    return upload


def tidy(user):
    """Remove what nobody said yes to for a day, and all but the last few of this user."""
    for folder in settings.SHEETS_DIR.glob("*/*"):
        if age(folder) > KEPT:
            shutil.rmtree(folder, ignore_errors=True)
    own = sorted((settings.SHEETS_DIR / str(user.pk)).glob("*"), key=age)
    for folder in own[MOST_OF_A_USER - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)


def age(folder):
    try:
        return time.time() - folder.stat().st_mtime
    except OSError:
        return float("inf")
