"""Children end with their parent, even if it is killed."""

import subprocess
import sys

from tests.support.servers import PATIENCE

# A parent with two children: one that follows it, and one that waits for its end, as the scheduler does.
PARENT = """
import os, signal
from proceedings.serving.processes.lifeline import Lifeline

def say(line):
    os.write(1, line)

def stop(*_):
    say(b"stopped\\n")
    os._exit(0)

lifeline = Lifeline()
if os.fork() == 0:
    signal.signal(signal.SIGTERM, stop)
    lifeline.follow(60)
    say(b"ready\\n")
    while True:
        signal.pause()
if os.fork() == 0:
    lifeline.let_go()
    say(b"ready\\n")
    while not lifeline.wait(60):
        pass
    stop()
signal.pause()
"""


def test_children_end_with_a_killed_parent():
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        try:
            started = [parent.stdout.readline() for _child in range(2)]
        finally:
            parent.kill()
        # The output ends when all three have ended.
        assert [*started, parent.communicate(timeout=PATIENCE)[0]] == ["ready\n", "ready\n", "stopped\nstopped\n"]
