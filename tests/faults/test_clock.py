"""The clock of the machine is set back while people read and write."""

import re
from pathlib import Path

import pytest

from tests.faults.editors import Editor
from tests.support.servers import Readers, Site, wait_until

pytestmark = pytest.mark.faults
PAGES = ("/", "/statements/", "/feed.atom", "/api/v1/speakers/", "/sitemap.xml")


def test_a_clock_that_is_set_back_disturbs_nobody(prepared, database, tmp_path):
    """Readers and editors see nothing of it, and the scheduler keeps its rhythm."""
    (library,) = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    clock = tmp_path / "clock"
    clock.write_text("+0")
    faketime = {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        # Setting a clock does not change the time since the machine was started.
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    with Site(prepared.folder, DATABASE_URL=f"sqlite:///{database}", **faketime) as site:
        editor = Editor(site, prepared.cookie)
        wait_until(lambda: "scheduler: last ran" in site.get("/readyz").text)
        with Readers(site, *PAGES) as readers:
            # An answer that must not be cached expires now.
            now = site.get("/healthz").headers["Expires"]
            clock.write_text("-26h")
            assert site.get("/healthz").headers["Expires"][:16] != now[:16]
            assert editor.save().status == 302
            assert editor.get("/admin/").status == 200
            assert re.fullmatch(r"ok\nscheduler: last ran \d+ s ago\n", site.get("/readyz").text)
            readers.read_on()
    assert {answer.status for answer in readers.answers} == {200}
