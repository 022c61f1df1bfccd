"""A function in a child process: its result, its exceptions, and what happens at each limit."""

import logging
import os
import signal
import subprocess
import sys
from threading import Thread

import pytest
from django.utils import translation
from django.utils.translation import get_language

from proceedings import sandbox
from proceedings.importing.loader.errors import UnreadableError
from proceedings.sandbox import process
from tests.support.hostile import files as hostile

# More than the test machine needs for an honest function, even when it is busy.
LIMITS = sandbox.Limits(megabytes=200, seconds=30, output=2, wall=60)
QUICK = LIMITS._replace(seconds=1)


def refusal(function, *arguments, limits=LIMITS):
    with pytest.raises(sandbox.SandboxError) as caught:
        sandbox.run(function, *arguments, limits=limits)
    return str(caught.value)


def test_a_result_comes_back_from_another_process():
    assert sandbox.run(os.getpid, limits=LIMITS) != os.getpid()
    assert sandbox.run(divmod, 17, 5, limits=LIMITS) == (3, 2)


def test_messages_are_in_the_language_of_the_user():
    with translation.override("de"):
        assert sandbox.run(get_language, limits=LIMITS) == "de"


def test_an_exception_comes_back_as_it_was_raised():
    with pytest.raises(UnreadableError) as caught:
        sandbox.run(hostile.refuse, UnreadableError(7, "this is no list."), limits=LIMITS)
    assert (caught.value.line, caught.value.message) == (7, "this is no list.")


def test_the_items_before_an_error_arrive_before_it():
    items = []
    with pytest.raises(UnreadableError):
        keep(items, sandbox.stream(hostile.count_up, 1234, UnreadableError(1, "no more."), limits=LIMITS))
    assert items == list(range(1234))


def test_the_items_of_a_list_arrive_one_by_one():
    lists = sandbox.stream(hostile.count_in_lists, 3, UnreadableError(1, "no more."), limits=LIMITS)
    items = []
    with pytest.raises(UnreadableError):
        keep(items, lists)
    assert items == [0, 0, 1, 0, 1, 2]


def test_too_much_memory_is_refused_and_never_taken(caplog):
    with caplog.at_level(logging.DEBUG, "proceedings.sandbox"):
        assert refusal(hostile.take_memory, 4000) == "Reading this file takes more than 200 MB of memory."
    (peak,) = [record.args[1] for record in caplog.records if "took" in record.msg]
    # With the program itself, which is larger in a test.
    assert 150 < peak < 600
    assert sandbox.run(hostile.take_memory, 100, limits=LIMITS) == 100


def test_too_large_a_result_is_refused():
    assert refusal(hostile.write, 3) == "The content of this file is larger than 2 MB."
    assert len(sandbox.run(hostile.write, 1, limits=LIMITS)) == 2**20


def test_a_stream_that_does_not_end_is_refused():
    with pytest.raises(sandbox.SandboxError, match="larger than 2 MB"):
        for _item in sandbox.stream(hostile.repeat, "x" * 10_000, limits=LIMITS):
            pass


@pytest.mark.parametrize("function", [hostile.compute_forever, hostile.compute_forever_in_c])
def test_a_computation_that_does_not_end_is_stopped(function):
    assert refusal(function, limits=QUICK) == "Reading this file takes longer than 1 second."


def test_a_child_that_only_waits_is_stopped():
    assert refusal(hostile.wait_forever, limits=QUICK._replace(wall=0.2)) == (
        "Reading this file takes longer than 1 second."
    )


def test_the_first_child_does_not_wait_for_what_later_ones_may_need():
    script = """
import os
import django
django.setup()
from proceedings import sandbox
from proceedings.sandbox import job
sandbox.prepare(lambda: os.environ.update(PREPARED="yes"))
limits = sandbox.Limits(megabytes=200, seconds=30, output=2, wall=60)
print([sandbox.run(os.getenv, "PREPARED", limits=limits) for _number in range(2)])
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "[None, 'yes']\n"


def test_a_job_is_prepared_when_it_is_wanted_again():
    script = """
import os
import django
django.setup()
from proceedings import sandbox
from proceedings.sandbox import job
sandbox.prepare(lambda: os.environ.update(PREPARED="yes"), job=os.getenv)
limits = sandbox.Limits(megabytes=200, seconds=30, output=2, wall=60)
print([sandbox.run(function, "PREPARED", limits=limits) for function in (len, os.getenv, len, os.getenv, os.getenv)])
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "[8, None, 8, 'yes', 'yes']\n"


def test_a_crash_is_a_sentence_and_ends_nothing_else():
    assert refusal(hostile.crash) == "This file is damaged: reading it does not come to an end."
    assert sandbox.run(len, "abc", limits=LIMITS) == 3


def test_a_child_ends_when_nobody_waits_for_it_any_more():
    numbers = sandbox.stream(hostile.pid_then_wait, limits=LIMITS)
    pid = next(numbers)
    assert is_running(pid)
    numbers.close()
    assert ends(pid)


def test_a_fork_server_that_was_killed_is_started_again():
    numbers = sandbox.stream(hostile.pid_then_wait, limits=LIMITS)
    child, server = next(numbers), sandbox.run(os.getppid, limits=LIMITS)
    os.kill(server, signal.SIGKILL)
    with pytest.raises(sandbox.SandboxError, match="was interrupted"):
        list(numbers)
    # On Linux, the children end with their parent.
    assert ends(child)
    assert sandbox.run(os.getppid, limits=LIMITS) not in {server, os.getpid()}


def test_the_fork_server_outlives_readers_that_stop_when_their_child_ends():
    server = sandbox.run(os.getppid, limits=LIMITS)
    for number in range(100):
        numbers = sandbox.stream(hostile.count_up, 500 + number, UnreadableError(1, "no more."), limits=LIMITS)
        next(numbers)
        numbers.close()
    assert sandbox.run(os.getppid, limits=LIMITS) == server


def test_threads_share_the_fork_server():
    servers = []
    threads = [Thread(target=lambda: servers.append(sandbox.run(os.getppid, limits=LIMITS))) for _number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(servers) == 5
    assert len(set(servers)) == 1


def test_a_process_with_threads_does_not_fork_its_server(monkeypatch):
    monkeypatch.setattr(process, "connections", [])
    monkeypatch.setattr(process.os, "fork", lambda: pytest.fail("forked with threads"))
    held = Thread(target=lambda: sandbox.run(len, "abc", limits=LIMITS))
    held.start()
    held.join(120)
    assert len(process.connections) == 1
    process.forget()


def keep(items, stream):
    for item in stream:
        items.append(item)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - a file of the kernel
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(pid):
    """Whether a process ends within a minute, which only one that hangs takes."""
    for _number in range(6000):
        if not is_running(pid):
            return True
        hostile.time.sleep(0.01)
    return False


def test_a_process_with_the_views_has_one_thread(house):
    script = "from proceedings import sandbox, urls; print(sandbox.has_one_thread())"
    environment = {"SECRET_KEY": "k" * 64, "TLS": "off", "ALLOWED_HOSTS": "127.0.0.1"}
    assert house("manage.py", "shell", "-v0", "-c", script, **environment).stdout == "True\n"
