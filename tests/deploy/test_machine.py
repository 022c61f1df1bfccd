"""A machine that deploy/configure has set up: settings, folders, systemd's units and nginx's site."""

import re
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT, clean

UNITS = ("proceedings-web.service", "proceedings-backup.service", "proceedings-backup.timer")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A copy of deploy/ as a release, and configure(host), which sets it up in a folder instead of /."""
    release = tmp_path_factory.mktemp("release")
    shutil.copytree(ROOT / "deploy", release / "deploy")
    (release / ".venv/bin").mkdir(parents=True)
    (release / ".venv/bin/python").symlink_to(sys.executable)
    root = release / "root"

    def configure(*hosts):
        command = ["deploy/configure", *hosts]
        environment = clean({"DESTDIR": str(root)})
        return subprocess.run(command, cwd=release, env=environment, capture_output=True, text=True, check=False)

    assert configure("record.test").returncode == 0
    return SimpleNamespace(release=release, root=root, units=root / "etc/systemd/system", configure=configure)


def test_settings_are_written_once_and_only_its_users_can_read_them(machine):
    settings = machine.release / ".env"
    assert re.fullmatch(
        rf"SECRET_KEY=\S{{86}}\nALLOWED_HOSTS=record\.test\nVAR_DIR={machine.root}/var/lib/proceedings\n"
        rf"BACKUP_DIR={machine.root}/var/backups/proceedings\nACCESS_LOG=on\n",
        settings.read_text(),
    )
    assert settings.stat().st_mode & 0o777 == 0o640
    settings.write_text(settings.read_text() + "EMAIL_URL=smtp://localhost\n")
    before = settings.read_text()
    machine.configure("record.test")
    assert settings.read_text() == before
    settings.write_text(before.removesuffix("EMAIL_URL=smtp://localhost\n"))


@pytest.mark.parametrize("hosts", [(), ("record.test", "other"), ("record.test/;rm",)])
def test_anything_but_one_host_name_is_refused(machine, hosts):
    outcome = machine.configure(*hosts)
    assert (outcome.returncode, outcome.stderr.count("\n")) == (1, 1)


def test_systemd_accepts_the_units(machine):
    outcome = systemd_analyze(machine, "verify", "--man=no", *UNITS)
    assert (outcome.returncode, outcome.stdout + outcome.stderr) == (0, "")


def test_the_services_are_hardened(machine):
    for unit in UNITS[:2]:
        # 10 is a service without any restriction.
        outcome = systemd_analyze(machine, "security", "--offline=yes", "--threshold=20", unit)
        assert outcome.returncode == 0, outcome.stdout


def systemd_analyze(machine, *arguments):
    # The colon adds the units of this machine, which ours refer to.
    environment = clean({"SYSTEMD_UNIT_PATH": f"{machine.units}:"})
    return subprocess.run(["systemd-analyze", *arguments], env=environment, capture_output=True, text=True, check=False)


def test_nothing_on_the_machine_keeps_the_name_or_the_folder_of_the_example(machine):
    written = [file for file in (machine.root / "etc").rglob("*") if file.is_file()]
    assert len(written) == 5
    texts = "".join(file.read_text() for file in written)
    assert ("record.example" in texts, "/srv/proceedings" in texts) == (False, False)
    assert "server_name record.test;" in texts
