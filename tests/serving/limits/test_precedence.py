"""Pages have precedence over large files."""

import threading

from proceedings.exports import export
from proceedings.exports.export import TimedFile
from proceedings.serving.limits.precedence import Precedence, pages, with_precedence


def test_nobody_waits_while_no_page_is_answered():
    assert Precedence().give_way(60) == 0


def test_work_goes_on_when_the_last_page_is_answered():
    precedence = Precedence()
    with precedence:
        waiting = threading.Thread(target=precedence.give_way, args=(60,))
        waiting.start()
        with precedence:
            pass
        assert waiting.is_alive()
    waiting.join(60)
    assert not waiting.is_alive()


def test_pages_and_searches_have_precedence_and_files_have_not():
    seen = {}
    application = with_precedence(lambda environ, _start: seen.update({environ["PATH_INFO"]: pages.number}))
    for path in ("/speakers/", "/search/", "/data.zip", "/admin/"):
        application({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}, None)
    assert seen == {"/speakers/": 1, "/search/": 1, "/data.zip": 0, "/admin/": 0}
    assert pages.number == 0


def test_a_large_file_waits_at_most_half_of_its_time(monkeypatch, tmp_path):
    """However many pages are answered meanwhile."""
    clock, waits = iter([100.0, 100.0, 110.0, 130.0]), []

    def give_way(seconds):
        waits.append(seconds)
        return max(0, seconds)

    monkeypatch.setattr(export.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(export.pages, "give_way", give_way)
    with (tmp_path / "file").open("wb") as file:
        timed = TimedFile(file, 900)
        for _line in range(3):
            timed.write(b"x")
    assert waits == [0, 5, 10]
    assert (tmp_path / "file").read_bytes() == b"xxx"
