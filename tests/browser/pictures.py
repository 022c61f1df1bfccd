"""The pictures of the guide for editors, made anew from the running site: `python -m tests.browser.pictures`.

It serves a record of its own, which it throws away: the shipped fixtures, and a conference that is being worked on.
"""

import os
import secrets
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import sync_playwright

from . import chromium

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
REPORT = ROOT / "tests" / "importing" / "reports" / "sco-own-words.txt"
PORT = 8469
SITE = f"http://127.0.0.1:{PORT}"
SIZE = {"width": 1200, "height": 780}
# Enough for an admin's page, and a third of the bytes.
COLOURS = 128


def main():
    with TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/guide.sqlite3",
            "VAR_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "proceedings.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "127.0.0.1",
            "TLS": "off",
            "MFA": "off",
            "LOG_LEVEL": "ERROR",
        }
        import django

        django.setup()
        record = a_record()
        server = subprocess.Popen([sys.executable, "manage.py", "serve", f"--port={PORT}"], cwd=ROOT)
        try:
            wait()
            take(record)
        finally:
            server.terminate()
            server.wait()


def a_record():
    """The addresses that the pictures show, by name, and the session of an editor."""
    from datetime import UTC, date, datetime

    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    from proceedings.editorial.approvals import Approval
    from proceedings.models import Statement
    from tests.support.factories import a_conference, a_correction, a_session, a_speaker, a_statement, an_appointment

    call_command("migrate", verbosity=0)
    call_command("load_fixtures", verbosity=0)
    editor = User.objects.create_superuser("vera", first_name="Vera")
    client = Client()
    client.force_login(editor)

    conference = a_conference(
        title="Rivers and Lakes: Sharing the Water", acronym="", status="draft", starts_on=date(2026, 11, 2)
    )
    opening, discussion, _closing = (
        a_session(conference=conference, title=title) for title in ("Opening session", "Discussion", "Closing session")
    )
    names = ("Amina Karimova", "Oleg Petrov", "Liu Wen", "Rustam Saidov")
    speakers = [a_speaker(name=name) for name in names]
    for speaker, title in zip(speakers, ("Minister of Water", "Director", "Professor", "Chair"), strict=True):
        an_appointment(speaker=speaker, title=title)
    again = a_speaker(name="Karimova A.")
    statements = [
        (opening, 0, "opening_remarks", "Welcome to the guests", "draft"),
        (opening, 3, "greeting", "Greetings from the host city", "in_review"),
        (discussion, 1, "presentation", "Thirty years of measuring the upper reaches", "in_review"),
        (discussion, 2, "question", "Who pays for the dams?", "draft"),
        (discussion, 1, "answer", "On the cost of the dams", "draft"),
        (discussion, 3, "remarks", "A calendar for the irrigation season", "draft"),
    ]
    asked = "Therefore we ask for **three** things:\n\n- data in time,\n- one calendar,\n- a common fund."
    text = f"Water does not stop at borders.\n\n{asked}"
    rows = []
    for session, who, kind, title, status in statements:
        speaker = speakers[who]
        row = Statement(
            session=session,
            speaker=speaker,
            appointment=speaker.appointments.first(),
            kind=kind,
            title=title,
            status=status,
            language="en",
            text="" if kind == "question" else text,
            source="Shorthand report" if status == "in_review" else "",
        )
        row._history_user = editor
        row.save()
        rows.append(row)
    a_statement(session=discussion, speaker=again, title="A fund for the lakes", status="draft", text="")
    public = Statement.objects.filter(status="published").order_by("pk")[2]
    a_correction(statement=public, made_on=datetime.now(tz=UTC).date())
    form = f"/admin/proceedings/statement/{rows[0].pk}/change/"
    return {
        "session": client.cookies["sessionid"].value,
        "desk": "/admin/",
        "workbench": f"/admin/proceedings/conference/{conference.pk}/workbench/",
        "sheet": "/admin/proceedings/statement/import/",
        "proposal": "/admin/proceedings/conference/draft/",
        "text": form,
        "approval": Approval.ask(rows[0], 14, by=editor).get_private_url(),
        "publish": f"/admin/proceedings/statement/?status__exact=in_review&conference={conference.pk}",
        "merge": f"/admin/proceedings/speaker/{again.pk}/merge/?with={speakers[0].pk}",
    }


def wait():
    for _try in range(100):
        try:
            urlopen(f"{SITE}/healthz").close()  # noqa: S310 - our own address
        except URLError:
            time.sleep(0.3)
        else:
            return
    sys.exit("The site does not answer.")


def take(record):
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        context = browser.new_context(base_url=SITE, viewport=SIZE, color_scheme="light")
        # The lists at the side take the room that the pages need.
        context.add_init_script("localStorage.setItem('django.admin.navSidebarIsOpen', 'false')")
        page = context.new_page()
        page.goto(record["approval"])
        keep(page, "approval")
        context.add_cookies([{"name": "sessionid", "value": record["session"], "url": SITE}])
        for name in ("desk", "workbench", "sheet", "proposal", "text", "publish", "merge"):
            page.goto(record[name])
            page.wait_for_load_state("networkidle")
            if name == "workbench":
                page.get_by_role("button", name="Move “Who pays for the dams?” up").click()
            if name == "proposal":
                page.get_by_label("Or text").fill(REPORT.read_text(encoding="utf-8"))
                page.get_by_role("button", name="Read the document").click()
                page.locator("#row-2").focus()
                page.locator("#speakers-panel").evaluate("panel => panel.scrollIntoView()")
            if name == "text":
                page.locator("#preview-p2").wait_for()
                page.locator(".field-title").first.evaluate("row => row.scrollIntoView()")
            if name == "publish":
                page.locator("#action-toggle").check()
                page.get_by_label("Action:").select_option("publish")
                page.get_by_role("button", name="Run").or_(page.get_by_role("button", name="Go")).click()
                page.wait_for_load_state("networkidle")
            keep(page, name)
        browser.close()


def keep(page, name):
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS)
    picture.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
