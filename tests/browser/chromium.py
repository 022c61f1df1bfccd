"""A Chromium for the browser tests: `python -m tests.browser.chromium` finds one or fetches it.

The one on the machine comes first, then Playwright's own download, then Debian's package. Each must answer with its
version before it counts: a download without the system's libraries is there, and does not start.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MISSING = (
    "No Chromium for the browser tests, and none could be fetched. "
    "Install one (Debian and Ubuntu: `apt-get install chromium`) and run `make test` again."
)


def find():
    """The path of a Chromium that starts, or None."""
    return next((path for path in candidates() if path and starts(path)), None)


def fetch():
    """Get a Chromium from whoever has one: the path of the first that starts, or None."""
    for command in ways():
        sys.stderr.write(f"Fetching Chromium: {' '.join(command)}\n")
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        if path := find():
            return path
    return None


def ways():
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if shutil.which("apt-get") and os.geteuid() == 0:
        yield [str(ROOT / ".ci" / "install-packages"), "chromium"]


def candidates():
    for name in NAMES:
        yield shutil.which(name)
    with sync_playwright() as playwright:
        download = playwright.chromium.executable_path
    if Path(download).exists():
        yield download


def starts(path):
    version = subprocess.run([path, "--version"], capture_output=True, check=False)
    return version.returncode == 0


if __name__ == "__main__":
    sys.exit(None if find() or fetch() else MISSING)
