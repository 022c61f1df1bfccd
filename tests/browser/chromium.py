"""A Chromium for the browser tests: `python -m tests.browser.chromium` finds one or fetches it.

The one on the machine comes first, then Playwright's own download, then Debian's package. Each must answer with its
version before it counts: a download without the system's libraries is there, and does not start. The headless shell is
Chromium without windows, and takes a third of the time to open a page; where Debian has it, root installs it.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

INSTALL = str(Path(__file__).parents[2] / ".ci" / "install-packages")
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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


def fetch_shell():
    """Install Debian's headless shell, if this machine's Debian has one."""
    if not shutil.which(SHELL) and can_install() and run("apt-cache", "show", SHELL).returncode == 0:
        sys.stderr.write(f"Fetching {SHELL}\n")
        run(INSTALL, SHELL)


def ways():
    yield [sys.executable, "-m", "playwright", "install", "chromium"]
    if can_install():
        yield [INSTALL, "chromium"]


def can_install():
    return shutil.which("apt-get") and os.geteuid() == 0


def candidates():
    for name in NAMES:
        yield shutil.which(name)
    with sync_playwright() as playwright:
        download = playwright.chromium.executable_path
    if Path(download).exists():
        yield download


def starts(path):
    return run(path, "--version").returncode == 0


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)


if __name__ == "__main__":
    fetch_shell()
    sys.exit(None if find() or fetch() else MISSING)
